namespace Tevreden.Sandbox.Engine;

/// <summary>The users that every environment has. Their ids follow from the organization's, so that they differ per environment and survive a restart.</summary>
internal sealed class KnownUsers(Guid organizationId)
{
    public Guid System { get; } = Derived(organizationId, 1);

    public Guid Integration { get; } = Derived(organizationId, 2);

    public Guid Administrator { get; } = Derived(organizationId, 3);

    public Guid RootBusinessUnit { get; } = Derived(organizationId, 4);

    public Guid BaseCurrency { get; } = Derived(organizationId, 5);

    private static Guid Derived(Guid id, byte number)
    {
        var bytes = id.ToByteArray(bigEndian: true);
        bytes[15] ^= (byte)(0xA0 | number);
        return new Guid(bytes, bigEndian: true);
    }
}
