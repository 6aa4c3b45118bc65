namespace Tevreden.Cli.Output;

/// <summary>Names a run on each line of its log.</summary>
internal sealed record JobIdentity(string Command, Guid RunId);
