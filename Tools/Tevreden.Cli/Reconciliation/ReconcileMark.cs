using System.Globalization;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Tevreden.Cli.Dataverse;
using Tevreden.Dataverse.Names;

namespace Tevreden.Cli.Reconciliation;

/// <summary>Up to when every resolution is known to have its outcome. Kept in tvr_checkpoint, and read with an overlap.</summary>
internal static class ReconcileMark
{
    private const string Stream = "reconcile";

    // Resolutions can be written with a time in the past, and clocks differ.
    private static readonly TimeSpan Overlap = TimeSpan.FromDays(1);

    public static async Task<DateTime?> ReadAsync(DataverseClient client, CancellationToken stop)
    {
        var page = await client.ReadPageAsync(
            Fetch.Query(Fetch.Entity(CheckpointTable.Table, Fetch.Columns(CheckpointTable.Watermark), Fetch.And(Fetch.Is(CheckpointTable.Stream, Stream)))), stop);
        return DateTime.TryParse(
            page.Entities.FirstOrDefault()?.Text(CheckpointTable.Watermark), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var mark)
            ? mark - Overlap
            : null;
    }

    public static OrganizationRequest Save(DateTime until) => new UpsertRequest
    {
        Target = new Entity(CheckpointTable.Table, CheckpointTable.Stream, Stream) { [CheckpointTable.Watermark] = until.ToString("O", CultureInfo.InvariantCulture) },
    };
}
