using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Cli.Commands;
using Tevreden.Cli.Dataverse;
using Tevreden.Cli.Errors;
using Tevreden.Dataverse.Names;

namespace Tevreden.Cli.Checks;

/// <summary>Are the tables there and readable, and are their keys active? A key's index is built after the import; until then nothing can be written by it.</summary>
internal sealed class TableCheck(Job job)
{
    private const int NotAKey = unchecked((int)0x80060890);
    private const string NoSuchValue = "check-no-such-row";

    private static readonly string[] Tables = [.. AlternateKey.All.Select(key => key.Table), RuleTable.Table, FieldMappingTable.Table, SyncRunTable.Table, "account", "contact", "incident", "task"];

    public async Task<IEnumerable<CheckResult>> RunAsync(CancellationToken stop)
    {
        var tables = Tables.Distinct().ToList();
        var reads = tables.Select(table => (OrganizationRequest)DataverseReading.Request(Top(table)))
            .Concat(AlternateKey.All.Select(key => (OrganizationRequest)new RetrieveRequest { Target = new EntityReference(key.Table, key.Column, NoSuchValue), ColumnSet = new ColumnSet(false) }));
        var faults = await FaultsAsync(reads, stop);
        var unreadable = tables.Where((_, i) => faults.ContainsKey(i)).ToList();
        var inactive = AlternateKey.All.Where((_, i) => faults.TryGetValue(tables.Count + i, out var fault) && fault.ErrorCode == NotAKey).Select(key => $"{key.Table}.{key.Column}").ToList();
        return
        [
            unreadable.Count == 0
                ? CheckResult.Ok("tables", $"all {tables.Count} are there and readable")
                : CheckResult.Failed("tables", $"can't be read: {string.Join(", ", unreadable)} ({SafeText.Of(faults[tables.IndexOf(unreadable[0])].Message)}). Is the solution imported, and has the user its role?", ExitCodes.DataverseUnreachable),
            inactive.Count == 0
                ? CheckResult.Ok("keys", $"all {AlternateKey.All.Count} are active")
                : CheckResult.Failed("keys", $"not active: {string.Join(", ", inactive)}. Their indexes are built after an import; wait, or look at the system jobs of that kind."),
        ];
    }

    private static System.Xml.Linq.XElement Top(string table)
    {
        var query = Fetch.Query(Fetch.Entity(table, Fetch.Columns("createdon")));
        query.SetAttributeValue("top", "1");
        return query;
    }

    private async Task<Dictionary<int, OrganizationServiceFault>> FaultsAsync(IEnumerable<OrganizationRequest> reads, CancellationToken stop)
    {
        var requests = new OrganizationRequestCollection();
        requests.AddRange(reads);
        var answer = (ExecuteMultipleResponse)await job.Client.RepeatAsync(
            new ExecuteMultipleRequest { Requests = requests, Settings = new ExecuteMultipleSettings { ContinueOnError = true, ReturnResponses = false } }, stop);
        return answer.Responses.Where(item => item.Fault is not null).ToDictionary(item => item.RequestIndex, item => item.Fault);
    }
}
