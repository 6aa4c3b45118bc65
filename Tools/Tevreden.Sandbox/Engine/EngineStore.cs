using Tevreden.Sandbox.Storage;

namespace Tevreden.Sandbox.Engine;

/// <summary>Opens the store that an engine's options ask for.</summary>
internal static class EngineStore
{
    public static IRowStore Open(EngineOptions options) => throw new NotSupportedException($"The store is not part of this build yet ({options.DatabaseFile}).");
}
