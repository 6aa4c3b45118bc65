namespace Tevreden.Cli.Sync;

/// <summary>What part of the responses to read, and whether to write.</summary>
/// <param name="Since">Those that changed at or after this time, UTC; null for those since the last run.</param>
/// <param name="Full">All of them.</param>
/// <param name="DryRun">Writes nothing, and tells what would be written.</param>
/// <param name="Shard">Only the organisations of this shard; null for all.</param>
internal sealed record SyncOptions(DateTime? Since = null, bool Full = false, bool DryRun = false, Shard? Shard = null)
{
    /// <summary>The stream in tvr_checkpoint.</summary>
    public string Stream => Shard?.Stream ?? Checkpoint.Responses;
}
