namespace Tevreden.Sandbox.Engine;

/// <summary>Something computed from the rows of some tables, kept until one of them changes.</summary>
internal sealed class RowCache<T>(Transactions transactions, IReadOnlyList<string> tables, Func<StoreScope, T> load)
    where T : class
{
    private Kept? _kept;

    public T Get(Operation operation)
    {
        // A transaction sees its own writes, which others must not.
        if (operation.Scope is { } scope && scope.HasChanged(tables))
            return load(scope);

        var stamp = transactions.Counters.Stamp(tables);
        if (Volatile.Read(ref _kept) is { } kept && kept.Stamp == stamp)
            return kept.Value;
        return transactions.Read(operation, Load);
    }

    private T Load(StoreScope scope)
    {
        var stamp = transactions.Counters.Stamp(tables);
        var value = load(scope);
        Volatile.Write(ref _kept, new Kept(stamp, value));
        return value;
    }

    private sealed record Kept(long Stamp, T Value);
}
