using Tevreden.Sandbox.Storage;

namespace Tevreden.Sandbox.Engine;

/// <summary>All rows and definitions of an environment at one moment, to go back to.</summary>
public sealed class EngineSnapshot : IDisposable
{
    internal EngineSnapshot(IStoreSnapshot rows)
    {
        Rows = rows;
    }

    internal IStoreSnapshot Rows { get; }

    public void Dispose() => Rows.Dispose();
}
