namespace Tevreden.Cli.Configuration;

/// <summary>How the log is written, and where.</summary>
/// <param name="Json">One line of JSON per event, else of text.</param>
/// <param name="File">Added to; null for standard error.</param>
internal sealed record LogSettings(bool Json, string? File);
