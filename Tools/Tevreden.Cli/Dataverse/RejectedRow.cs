namespace Tevreden.Cli.Dataverse;

/// <summary>A row that was not written; all others of its bulk were.</summary>
/// <param name="Table">Logical name.</param>
/// <param name="Key">Value of its alternate key, or its id.</param>
/// <param name="Code">The fault's code, as the platform's documentation writes it.</param>
/// <param name="Message">The fault's text, made safe for a log.</param>
internal sealed record RejectedRow(string Table, string Key, string Code, string Message);
