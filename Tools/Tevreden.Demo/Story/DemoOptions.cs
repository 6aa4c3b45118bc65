namespace Tevreden.Demo.Story;

/// <summary>What the demo's command line says.</summary>
internal sealed record DemoOptions
{
    /// <summary>Generated cases besides the sample ones, 0 to 10,000.</summary>
    public required int Cases { get; init; }

    public required int Seed { get; init; }

    public required bool Json { get; init; }

    public required bool KeepOpen { get; init; }

    /// <summary>A managed zip made earlier, or null to pack Solution/.</summary>
    public required FileInfo? Solution { get; init; }
}
