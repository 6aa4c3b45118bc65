using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Tevreden.Cli.Errors;

namespace Tevreden.Cli.Dataverse;

/// <summary>
/// Writes many rows of one table in few requests. A bulk message fails whole on a bad row, so then its rows go once more in one ExecuteMultiple that goes on
/// after errors: only the bad row is lost, and reported. Too large a bulk is halved, and later ones start at that size.
/// </summary>
internal sealed class BulkWriter(DataverseClient client, int firstSize, ILogger log)
{
    private const int MostRounds = 10;
    private const int SuspiciousCount = 10;

    private int _size = firstSize;

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
        var rejected = new List<RejectedRow>();
        for (var start = 0; start < rows.Count;)
        {
            var bulk = rows.Skip(start).Take(_size).ToList();
            try
            {
                await client.RepeatAsync(many(new EntityCollection(bulk) { EntityName = bulk[0].LogicalName }), cancellation);
            }
            catch (Exception exception) when (bulk.Count > 1 && DataverseFaults.Kind(exception) == FaultKind.TooLarge)
            {
                _size = Math.Max(1, bulk.Count / 2);
                log.LogWarning("Bulk.Halved table={Table} rows={Rows} next={Next}", bulk[0].LogicalName, bulk.Count, _size);
                continue;
            }
            catch (Exception exception) when (DataverseFaults.Kind(exception) is FaultKind.Other or FaultKind.Duplicate or FaultKind.Stale)
            {
                log.LogWarning(
                    "Bulk.Failed table={Table} rows={Rows} code={Code}: writing them one by one in one request", bulk[0].LogicalName, bulk.Count, Hex(DataverseFaults.Code(exception)));
                rejected.AddRange(await WriteOneByOneAsync(bulk, one, cancellation));
            }

            start += bulk.Count;
        }

        return rejected;
    }

    private async Task<List<RejectedRow>> WriteOneByOneAsync(List<Entity> bulk, Func<Entity, OrganizationRequest> one, CancellationToken cancellation)
    {
        var rejected = new List<RejectedRow>();
        var pending = bulk;
        for (var round = 0; pending.Count > 0; round++)
        {
            var again = new List<Entity>();
            foreach (var (row, fault) in await ExecuteAsync(pending, one, cancellation))
            {
                switch (DataverseFaults.Kind(fault))
                {
                    case FaultKind.Throttled or FaultKind.Transient when round < MostRounds:
                        client.PauseFor(fault, round);
                        again.Add(row);
                        break;
                    case FaultKind.SignInRefused:
                        throw new CliException(
                            ErrorCodes.DataverseSignInRefused,
                            $"Dataverse refused to write {row.LogicalName} ({SafeText.Of(fault.Message)}). Expected an application user with the role of the service.",
                            ExitCodes.DataverseUnreachable);
                    default:
                        rejected.Add(new RejectedRow(row.LogicalName, Key(row), Hex(fault.ErrorCode), SafeText.Of(fault.Message)));
                        break;
                }
            }

            pending = again;
        }

        // Where every row is refused for one and the same reason it is not the rows that are wrong, and going on would lose them all.
        if (rejected.Count == bulk.Count && bulk.Count >= SuspiciousCount && rejected.DistinctBy(row => row.Code).Count() == 1)
        {
            throw new CliException(
                ErrorCodes.DataverseRefusesAllRows,
                $"Dataverse refused all {bulk.Count} rows of a bulk of {rejected[0].Table} with {rejected[0].Code} ({rejected[0].Message}). "
                + "Is the solution imported, in a version that belongs to this job, and are its keys active?",
                ExitCodes.DataverseUnreachable);
        }

        foreach (var row in rejected)
            log.LogWarning("Row.Rejected table={Table} key={Key} code={Code}: {Message}", row.Table, row.Key, row.Code, row.Message);
        return rejected;
    }

    private async Task<IEnumerable<(Entity Row, OrganizationServiceFault Fault)>> ExecuteAsync(
        List<Entity> rows, Func<Entity, OrganizationRequest> one, CancellationToken cancellation)
    {
        var requests = new OrganizationRequestCollection();
        requests.AddRange(rows.Select(one));
        var response = (ExecuteMultipleResponse)await client.RepeatAsync(
            new ExecuteMultipleRequest { Requests = requests, Settings = new ExecuteMultipleSettings { ContinueOnError = true, ReturnResponses = false } },
            cancellation);
        return response.Responses.Where(item => item.Fault is not null).Select(item => (rows[item.RequestIndex], item.Fault));
    }

    private static string Key(Entity row) =>
        row.KeyAttributes.Values.FirstOrDefault() is { } key ? Convert.ToString(key, CultureInfo.InvariantCulture) ?? "" : row.Id.ToString("D", CultureInfo.InvariantCulture);

    private static string Hex(int code) => code == 0 ? "none" : "0x" + code.ToString("X8", CultureInfo.InvariantCulture);
}
