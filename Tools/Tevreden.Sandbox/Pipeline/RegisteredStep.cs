namespace Tevreden.Sandbox.Pipeline;

internal static class Stage
{
    public const int PreValidation = 10;
    public const int PreOperation = 20;
    public const int Main = 30;
    public const int PostOperation = 40;
}

/// <summary>An enabled row of sdkmessageprocessingstep with what belongs to it.</summary>
internal sealed record RegisteredStep
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required string Message { get; init; }

    /// <summary>Null: for all tables.</summary>
    public required string? Table { get; init; }

    public required int Stage { get; init; }

    public required bool IsAsync { get; init; }

    public required int Rank { get; init; }

    /// <summary>Empty: all columns.</summary>
    public required IReadOnlySet<string> FilteringColumns { get; init; }

    public required Guid PluginTypeId { get; init; }

    public string? Configuration { get; init; }

    public string? SecureConfiguration { get; init; }

    /// <summary>Runs as this user instead of the caller.</summary>
    public Guid? RunAs { get; init; }

    public required bool DeletesJobOnSuccess { get; init; }

    public required IReadOnlyList<StepImage> Images { get; init; }
}

/// <summary>A copy of the row that a step wants.</summary>
/// <param name="Alias">Key in the context's image collection.</param>
/// <param name="Columns">Null: all.</param>
internal sealed record StepImage(string Alias, bool Before, bool After, IReadOnlySet<string>? Columns);
