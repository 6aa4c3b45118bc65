using Tevreden.Sandbox.Storage;

namespace Tevreden.Sandbox.Engine;

/// <summary>All rows and definitions of an environment at one moment, to go back to.</summary>
public sealed class EngineSnapshot : IDisposable
{
    internal EngineSnapshot(IStoreSnapshot rows, IReadOnlyDictionary<string, long> changes)
    {
        Rows = rows;
        Changes = changes;
    }

    internal IStoreSnapshot Rows { get; }

    /// <summary>Commits per table up to then.</summary>
    internal IReadOnlyDictionary<string, long> Changes { get; }

    public void Dispose() => Rows.Dispose();
}
