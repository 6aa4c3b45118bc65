namespace Tevreden.Sandbox.Import;

/// <summary>How a solution is imported.</summary>
public sealed record ImportOptions
{
    /// <summary>Steps arrive enabled (ImportSolution's PublishWorkflows).</summary>
    public bool EnableSteps { get; init; } = true;

    /// <summary>Unmanaged changes of the same components give way.</summary>
    public bool OverwriteUnmanagedCustomizations { get; init; }

    /// <summary>True: components that the installed version has and the file has not are removed, with their data. False: an update only adds and changes.</summary>
    public bool Upgrade { get; init; }

    /// <summary>Name of the file, for messages.</summary>
    public string? FileName { get; init; }
}

/// <summary>What an import did.</summary>
/// <param name="UniqueName">The solution's.</param>
/// <param name="Version">Four parts.</param>
/// <param name="IsManaged">Managed or unmanaged.</param>
/// <param name="Outcome">Installed, updated, upgraded, or installed again in the same version.</param>
/// <param name="Components">How many of each kind were written, by the name of the section in the file.</param>
/// <param name="Warnings">What was left out, each with file and element: an import never drops anything silently.</param>
public sealed record ImportResult(
    string UniqueName,
    string Version,
    bool IsManaged,
    ImportOutcome Outcome,
    IReadOnlyDictionary<string, int> Components,
    IReadOnlyList<string> Warnings);

public enum ImportOutcome
{
    Installed,
    Updated,
    Reinstalled,
    Upgraded,
}
