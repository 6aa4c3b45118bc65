using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Tevreden.Cli.Errors;
using Tevreden.Dataverse.Names;

namespace Tevreden.Cli.Sync;

/// <summary>The row of this run in tvr_syncrun. Its id is made here, so that writing it may be repeated.</summary>
internal sealed class RunRecord(Guid id, string command, DateTime startedOn)
{
    private const int MaxError = 2000;

    public OrganizationRequest Start() => Upsert(new Entity(SyncRunTable.Table, id)
    {
        [SyncRunTable.Name] = $"{command} {startedOn:yyyy-MM-dd HH:mm:ss}",
        [SyncRunTable.Command] = command,
        [SyncRunTable.StartedOn] = startedOn,
        [SyncRunTable.Outcome] = Choice(SyncRunOutcome.Running),
    });

    public OrganizationRequest Finish(SyncCounts counts, CliException? error, DateTime finishedOn) => Upsert(new Entity(SyncRunTable.Table, id)
    {
        [SyncRunTable.FinishedOn] = finishedOn,
        [SyncRunTable.Outcome] = Choice(Outcome(counts, error)),
        [SyncRunTable.Read] = counts.Read,
        [SyncRunTable.Written] = counts.Written,
        [SyncRunTable.Unchanged] = counts.Unchanged,
        [SyncRunTable.Rejected] = counts.Rejected + counts.Malformed,
        [SyncRunTable.Unmatched] = counts.Unmatched,
        [SyncRunTable.Scored] = counts.Scored,
        [SyncRunTable.Error] = Error(counts, error),
    });

    private static SyncRunOutcome Outcome(SyncCounts counts, CliException? error) =>
        error is not null ? SyncRunOutcome.Failed
        : counts.Rejected + counts.Malformed > 0 ? SyncRunOutcome.DoneWithRejectedRows
        : SyncRunOutcome.Done;

    private static string? Error(SyncCounts counts, CliException? error) => Texts.Fit(
        error is not null
            ? $"{error.Code}: {error.Message}"
            : string.Join("\n", counts.RejectedRows.Select(row => $"{row.Table} {row.Key}: {row.Code} {row.Message}")),
        MaxError);

    private static OptionSetValue Choice(SyncRunOutcome outcome) => new((int)outcome);

    private static UpsertRequest Upsert(Entity row) => new() { Target = row };
}
