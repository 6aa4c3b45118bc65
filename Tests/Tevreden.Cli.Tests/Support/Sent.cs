using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;

namespace Tevreden.Cli.Tests.Support;

/// <summary>Looks at what the job sent.</summary>
internal static class Sent
{
    /// <summary>Each request, and those inside an ExecuteMultiple.</summary>
    public static IEnumerable<OrganizationRequest> All(IEnumerable<OrganizationRequest> requests) =>
        requests.SelectMany(request => request is ExecuteMultipleRequest many ? All(many.Requests).Prepend(request) : [request]);

    /// <summary>The tables that were written, each once per row.</summary>
    public static IEnumerable<string> TablesWritten(IEnumerable<OrganizationRequest> requests) => All(requests).SelectMany(request => request switch
    {
        UpsertMultipleRequest many => many.Targets.Entities.Select(row => row.LogicalName),
        UpdateMultipleRequest many => many.Targets.Entities.Select(row => row.LogicalName),
        UpsertRequest one => [one.Target.LogicalName],
        UpdateRequest one => [one.Target.LogicalName],
        CreateRequest one => [one.Target.LogicalName],
        DeleteRequest one => [one.Target.LogicalName],
        _ => Enumerable.Empty<string>(),
    });

    public static string Names(IEnumerable<OrganizationRequest> requests) =>
        string.Join(", ", requests.GroupBy(request => request.RequestName).Select(group => $"{group.Key} {group.Count()}"));
}
