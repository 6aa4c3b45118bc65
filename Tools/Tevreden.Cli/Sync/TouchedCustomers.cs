namespace Tevreden.Cli.Sync;

/// <summary>The accounts and contacts whose scores must be computed again.</summary>
internal sealed class TouchedCustomers
{
    private readonly HashSet<Guid> _accounts = [];
    private readonly HashSet<Guid> _contacts = [];

    public int Count => _accounts.Count + _contacts.Count;

    public IReadOnlyCollection<Guid> Accounts => _accounts;

    public IReadOnlyCollection<Guid> Contacts => _contacts;

    public void Add(Guid? account, Guid? contact)
    {
        if (account is { } someAccount)
            _accounts.Add(someAccount);
        if (contact is { } someContact)
            _contacts.Add(someContact);
    }

    public void Clear()
    {
        _accounts.Clear();
        _contacts.Clear();
    }
}
