using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Tevreden.Cli.Errors;

namespace Tevreden.Cli.Dataverse;

/// <summary>
/// Writes many rows of one table in few requests, as many of them at once as the client lets through. A bulk message fails whole on a bad row, so then its rows go
/// once more in one ExecuteMultiple that goes on after errors: only the bad row is lost, and reported. Too large a bulk is halved, and later ones start at that size.
/// </summary>
internal sealed class BulkWriter(DataverseClient client, int firstSize, ILogger log)
{
    private const int SuspiciousCount = 10;

    private volatile int _size = firstSize;

    /// <summary>Upserts by alternate key. No two rows may have the same key.</summary>
    /// <returns>The rows that were rejected.</returns>
    public Task<IReadOnlyList<RejectedRow>> UpsertAsync(IReadOnlyList<Entity> rows, CancellationToken cancellation) =>
        WriteAsync(rows, static targets => new UpsertMultipleRequest { Targets = targets }, static row => new UpsertRequest { Target = row }, cancellation);

    /// <summary>Updates by id or alternate key.</summary>
    /// <returns>The rows that were rejected.</returns>
    public Task<IReadOnlyList<RejectedRow>> UpdateAsync(IReadOnlyList<Entity> rows, CancellationToken cancellation) =>
        WriteAsync(rows, static targets => new UpdateMultipleRequest { Targets = targets }, static row => new UpdateRequest { Target = row }, cancellation);

    private async Task<IReadOnlyList<RejectedRow>> WriteAsync(
        IReadOnlyList<Entity> rows, Func<EntityCollection, OrganizationRequest> many, Func<Entity, OrganizationRequest> one, CancellationToken cancellation)
    {
        var bulks = await Task.WhenAll(rows.Chunk(_size).Select(bulk => WriteBulkAsync(bulk, many, one, cancellation)));
        return [.. bulks.SelectMany(rejected => rejected)];
    }

    private async Task<IReadOnlyList<RejectedRow>> WriteBulkAsync(
        Entity[] bulk, Func<EntityCollection, OrganizationRequest> many, Func<Entity, OrganizationRequest> one, CancellationToken cancellation)
    {
        try
        {
            await client.RepeatBulkAsync(many(new EntityCollection(bulk) { EntityName = bulk[0].LogicalName }), cancellation);
            return [];
        }
        catch (Exception exception) when (bulk.Length > 1 && DataverseFaults.Kind(exception) is FaultKind.TooLarge or FaultKind.TimedOut)
        {
            var half = bulk.Length / 2;
            _size = Math.Min(_size, half);
            log.LogWarning("Bulk.Halved table={Table} rows={Rows} next={Next}", bulk[0].LogicalName, bulk.Length, half);
            var first = await WriteBulkAsync(bulk[..half], many, one, cancellation);
            return [.. first, .. await WriteBulkAsync(bulk[half..], many, one, cancellation)];
        }
        catch (Exception exception) when (DataverseFaults.Kind(exception) is FaultKind.Other or FaultKind.Duplicate or FaultKind.Stale or FaultKind.TooLarge or FaultKind.TimedOut)
        {
            log.LogWarning(
                "Bulk.Failed table={Table} rows={Rows} code={Code}: writing them one by one in one request", bulk[0].LogicalName, bulk.Length, RejectedRow.Hex(DataverseFaults.Code(exception)));
            return await WriteOneByOneAsync(bulk, one, cancellation);
        }
    }

    private async Task<List<RejectedRow>> WriteOneByOneAsync(Entity[] bulk, Func<Entity, OrganizationRequest> one, CancellationToken cancellation)
    {
        var rejected = new List<RejectedRow>();
        foreach (var (place, fault) in await client.ExecuteEachAsync([.. bulk.Select(one)], cancellation))
        {
            var row = bulk[place];
            if (DataverseFaults.Kind(fault) == FaultKind.SignInRefused)
            {
                throw new CliException(
                    ErrorCodes.DataverseSignInRefused,
                    $"Dataverse refused to write {row.LogicalName} ({SafeText.Of(fault.Message)}). Expected an application user with the role of the service.",
                    ExitCodes.DataverseUnreachable);
            }

            rejected.Add(RejectedRow.Of(row.LogicalName, Key(row), fault));
        }

        // Where every row is refused for one and the same reason it is not the rows that are wrong, and going on would lose them all.
        if (rejected.Count == bulk.Length && bulk.Length >= SuspiciousCount && rejected.DistinctBy(row => row.Code).Count() == 1)
        {
            throw new CliException(
                ErrorCodes.DataverseRefusesAllRows,
                $"Dataverse refused all {bulk.Length} rows of a bulk of {rejected[0].Table} with {rejected[0].Code} ({rejected[0].Message}). "
                + "Is the solution imported, in a version that belongs to this job, and are its keys active?",
                ExitCodes.DataverseUnreachable);
        }

        foreach (var row in rejected)
            log.LogWarning("Row.Rejected table={Table} key={Key} code={Code}: {Message}", row.Table, row.Key, row.Code, row.Message);
        return rejected;
    }

    private static string Key(Entity row) =>
        row.KeyAttributes.Values.FirstOrDefault() is { } key ? Convert.ToString(key, CultureInfo.InvariantCulture) ?? "" : row.Id.ToString("D", CultureInfo.InvariantCulture);
}
