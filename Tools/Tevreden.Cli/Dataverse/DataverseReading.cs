using System.Globalization;
using System.Xml.Linq;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Cli.Errors;

namespace Tevreden.Cli.Dataverse;

/// <summary>Reading through <see cref="DataverseClient"/>.</summary>
internal static class DataverseReading
{
    private const int PageSize = 5000;

    /// <summary>All rows of a query, page by page.</summary>
    public static async Task<List<Entity>> ReadAllAsync(this DataverseClient client, XElement fetch, CancellationToken cancellation)
    {
        var first = await client.ReadPageAsync(fetch, cancellation);
        return await client.ReadRestAsync(fetch, first, cancellation);
    }

    /// <summary>The first page of a query; <see cref="EntityCollection.MoreRecords"/> says whether it is all.</summary>
    public static async Task<EntityCollection> ReadPageAsync(this DataverseClient client, XElement fetch, CancellationToken cancellation) =>
        Rows(await client.RepeatAsync(Request(fetch), cancellation));

    /// <summary>The pages after <paramref name="first"/>, and that one.</summary>
    public static async Task<List<Entity>> ReadRestAsync(this DataverseClient client, XElement fetch, EntityCollection first, CancellationToken cancellation)
    {
        var rows = first.Entities.ToList();
        var page = first;
        for (var number = 2; page.MoreRecords; number++)
        {
            var next = new XElement(fetch);
            next.SetAttributeValue("count", PageSize.ToString(CultureInfo.InvariantCulture));
            next.SetAttributeValue("page", number.ToString(CultureInfo.InvariantCulture));
            next.SetAttributeValue("paging-cookie", page.PagingCookie is { Length: > 0 } cookie ? cookie : null);
            page = await client.ReadPageAsync(next, cancellation);
            rows.AddRange(page.Entities);
        }

        return rows;
    }

    /// <summary>Several reads in one request, in order.</summary>
    /// <exception cref="CliException">One of them was refused.</exception>
    public static async Task<IReadOnlyList<OrganizationResponse>> ReadTogetherAsync(
        this DataverseClient client, IEnumerable<OrganizationRequest> reads, CancellationToken cancellation)
    {
        var requests = new OrganizationRequestCollection();
        requests.AddRange(reads);
        var settings = new ExecuteMultipleSettings { ContinueOnError = false, ReturnResponses = true };
        for (var round = 0; ; round++)
        {
            var response = (ExecuteMultipleResponse)await client.RepeatAsync(new ExecuteMultipleRequest { Requests = requests, Settings = settings }, cancellation);
            if (response.Responses.FirstOrDefault(item => item.Fault is not null)?.Fault is not { } fault)
                return [.. response.Responses.OrderBy(item => item.RequestIndex).Select(item => item.Response)];
            if (round < Resilience.Usual.Retries && DataverseFaults.Kind(fault) is FaultKind.Throttled or FaultKind.Transient)
            {
                client.PauseFor(fault, round);
                continue;
            }

            throw new System.ServiceModel.FaultException<OrganizationServiceFault>(fault, fault.Message);
        }
    }

    public static RetrieveMultipleRequest Request(XElement fetch) => new() { Query = new FetchExpression(fetch.ToString(SaveOptions.DisableFormatting)) };

    /// <summary>The rows in the answer to <see cref="Request"/>.</summary>
    public static EntityCollection Rows(OrganizationResponse response) => (EntityCollection)response.Results["EntityCollection"];
}
