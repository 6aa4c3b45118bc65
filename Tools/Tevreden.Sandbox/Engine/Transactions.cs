using Tevreden.Sandbox.Storage;

namespace Tevreden.Sandbox.Engine;

/// <summary>Begins transactions, or joins the one that is under way.</summary>
internal sealed class Transactions(IRowStore store, TimeProvider time)
{
    public ChangeCounters Counters { get; } = new();

    public IRowStore Store => store;

    public TimeProvider Time => time;

    /// <summary>The present, UTC, to the second as the platform keeps it.</summary>
    public DateTime Now
    {
        get
        {
            var now = time.GetUtcNow().UtcDateTime;
            return new DateTime(now.Ticks - (now.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);
        }
    }

    /// <summary>Runs <paramref name="body"/> inside a transaction: that of the operation, or one that is committed at the end.</summary>
    public void Run(Operation operation, Action<Operation> body)
    {
        if (operation.Scope is { } outer)
        {
            outer.RefuseIfDoomed();
            body(operation);
            return;
        }

        StoreScope scope;
        using (scope = Begin(operation.Cancellation))
        {
            body(operation with { Scope = scope });
            scope.Commit();
        }

        scope.RunAfterCommit();
    }

    /// <summary>Reads in the operation's transaction, else in a short one.</summary>
    public T Read<T>(Operation operation, Func<StoreScope, T> read)
    {
        if (operation.Scope is { } outer)
            return read(outer);

        using var scope = Begin(operation.Cancellation);
        return read(scope);
    }

    public StoreScope Begin(CancellationToken cancellation = default)
    {
        var transaction = store.BeginTransaction(cancellation);
        return new StoreScope(transaction, store.Catalog, Counters);
    }
}
