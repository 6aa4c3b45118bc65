using Tevreden.Sandbox.Engine;

namespace Tevreden.Sandbox.Testing;

/// <summary>What a test's environment begins with.</summary>
public sealed class DataverseSandboxOptions
{
    /// <summary>Paths of solution zips, imported in this order.</summary>
    public IReadOnlyList<string> Solutions { get; init; } = [];

    /// <summary>Values of environment variables by schema name; those of type Secret too.</summary>
    public IReadOnlyDictionary<string, string> EnvironmentVariables { get; init; } = new Dictionary<string, string>();

    /// <summary>The rest. Asynchronous steps are held and alternate keys are active at once, unless it says otherwise.</summary>
    public EngineOptions Engine { get; init; } = new() { AsyncWorkers = 0, KeyIndexing = KeyIndexing.WithImport };
}
