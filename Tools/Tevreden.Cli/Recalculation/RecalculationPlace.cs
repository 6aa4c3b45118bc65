using System.Globalization;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Tevreden.Cli.Dataverse;
using Tevreden.Dataverse.Names;

namespace Tevreden.Cli.Recalculation;

/// <summary>How far a recalculation came: the table, and the last customer whose score is right. Kept in tvr_checkpoint; empty when it got to the end.</summary>
/// <param name="Table">account or contact.</param>
/// <param name="After">Customers up to this one are done.</param>
internal sealed record RecalculationPlace(string Table, Guid After)
{
    private const string Stream = "recalculate";
    private const char Separator = ' ';

    /// <summary>Null where none was broken off.</summary>
    public static async Task<RecalculationPlace?> ReadAsync(DataverseClient client, CancellationToken stop)
    {
        var page = await client.ReadPageAsync(
            Fetch.Query(Fetch.Entity(CheckpointTable.Table, Fetch.Columns(CheckpointTable.Watermark), Fetch.And(Fetch.Is(CheckpointTable.Stream, Stream)))), stop);
        var parts = page.Entities.FirstOrDefault()?.Text(CheckpointTable.Watermark)?.Split(Separator);
        return parts is [var table, var id] && Guid.TryParseExact(id, "D", out var after) ? new RecalculationPlace(table, after) : null;
    }

    public static OrganizationRequest Save(RecalculationPlace? place) => new UpsertRequest
    {
        Target = new Entity(CheckpointTable.Table, CheckpointTable.Stream, Stream)
        {
            [CheckpointTable.Watermark] = place is null ? null : string.Create(CultureInfo.InvariantCulture, $"{place.Table}{Separator}{place.After:D}"),
        },
    };
}
