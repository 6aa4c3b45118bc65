namespace Tevreden.Cli.Sync;

/// <summary>What part of the responses to read.</summary>
/// <param name="Since">Those that changed at or after this time, UTC; null for those since the last run.</param>
/// <param name="Full">All of them.</param>
internal sealed record SyncOptions(DateTime? Since = null, bool Full = false);
