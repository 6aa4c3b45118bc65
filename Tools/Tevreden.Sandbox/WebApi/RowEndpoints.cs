using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.OData.UriParser;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;
using Newtonsoft.Json.Linq;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.WebApi;

/// <summary>Reads, creates, changes and deletes rows by their addresses.</summary>
internal sealed class RowEndpoints(WebApiRequest request)
{
    private const int MostPerPage = 5000;

    public Task HandleAsync(string relative)
    {
        var path = request.Addresses.Parse(relative);
        var segments = path.ToList();
        var method = request.Method;
        if (segments is [EntitySetSegment set])
        {
            return method switch
            {
                "GET" => ListAsync(request.Addresses.TableOf(set)),
                "POST" => CreateAsync(request.Addresses.TableOf(set)),
                _ => throw NotAllowed(),
            };
        }

        if (segments is [EntitySetSegment ofSet, KeySegment key])
        {
            var target = request.Addresses.Reference(ofSet, key);
            return method switch
            {
                "GET" => ShowAsync(target, request.Addresses.TableOf(ofSet)),
                "PATCH" => ChangeAsync(target, request.Addresses.TableOf(ofSet)),
                "DELETE" => DeleteAsync(target),
                _ => throw NotAllowed(),
            };
        }

        throw new WebApiException(501, WebApiException.NotSupported, $"The sandbox's Web API does not know addresses like '{relative}': it knows a set of rows, and a row by id or alternate key.");
    }

    private static string Guids(Guid id) => id.ToString("D", CultureInfo.InvariantCulture);

    private WebApiException NotAllowed() => new(405, WebApiException.NotSupported, $"The HTTP method {request.Method} is not supported at this address.");

    private Task ListAsync(TableDefinition table)
    {
        if (request.Options.TryGetValue("fetchXml", out var fetch))
            return request.AnswerAsync(HttpStatusCode.OK, new FetchList(request, table).Read(fetch));
        var query = RowQuery.Parse(request.Options, table, request.Catalog);
        var asked = query.ToQuery();
        var page = int.TryParse(request.Options.GetValueOrDefault("$skiptoken"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1;
        if (query.Top is null)
            asked.PageInfo = new PagingInfo { Count = Math.Clamp(request.Preference("odata.maxpagesize") is { } size && int.TryParse(size, out var rows) ? rows : MostPerPage, 1, MostPerPage), PageNumber = page, ReturnTotalRecordCount = query.Counts };
        var found = request.Service.RetrieveMultiple(asked);

        var body = new JObject { ["@odata.context"] = request.Context(table.EntitySetName) };
        if (query.Counts)
            body["@odata.count"] = query.Top is null ? found.TotalRecordCount : found.Entities.Count;
        body["value"] = new JArray(new Expander(request.Service, request.Writer).Write([.. found.Entities], query));
        if (found.MoreRecords && query.Top is null)
            body["@odata.nextLink"] = NextLink(table, page + 1);
        return request.AnswerAsync(HttpStatusCode.OK, body);
    }

    // The address as it came, with the number of the next page.
    private string NextLink(TableDefinition table, int page)
    {
        var options = request.Options.Where(option => option.Key != "$skiptoken").Append(new("$skiptoken", page.ToString(CultureInfo.InvariantCulture)));
        return $"{request.Root}{table.EntitySetName}?{string.Join('&', options.Select(option => $"{option.Key}={Uri.EscapeDataString(option.Value)}"))}";
    }

    private Task ShowAsync(EntityReference target, TableDefinition table)
    {
        var query = RowQuery.Parse(request.Options, table, request.Catalog);
        var row = ((RetrieveResponse)request.Run(new RetrieveRequest { Target = target, ColumnSet = query.ToColumnSet() })).Entity;
        if (request.Header("If-None-Match") is { } known && known == RowWriter.ETag(row.RowVersion))
            return request.AnswerAsync(HttpStatusCode.NotModified, null);
        return request.AnswerAsync(HttpStatusCode.OK, Single(table, new Expander(request.Service, request.Writer).Write([row], query)[0]));
    }

    private async Task CreateAsync(TableDefinition table)
    {
        var row = request.Reader.Read(await request.ReadBodyAsync().ConfigureAwait(false), table);
        var id = ((CreateResponse)request.Run(new CreateRequest { Target = row })).id;
        await AnswerWrittenAsync(table, id, HttpStatusCode.Created).ConfigureAwait(false);
    }

    private async Task ChangeAsync(EntityReference target, TableDefinition table)
    {
        var row = request.Reader.Read(await request.ReadBodyAsync().ConfigureAwait(false), table);
        row.Id = target.Id;
        row.KeyAttributes = target.KeyAttributes;
        var ifMatch = request.Header("If-Match");
        if (ifMatch is not null)
        {
            request.Run(Update(row, ifMatch));
            await AnswerWrittenAsync(table, row.Id, HttpStatusCode.OK, row.KeyAttributes).ConfigureAwait(false);
            return;
        }

        if (request.Header("If-None-Match") == "*")
        {
            var id = ((CreateResponse)request.Run(new CreateRequest { Target = row })).id;
            await AnswerWrittenAsync(table, id, HttpStatusCode.Created).ConfigureAwait(false);
            return;
        }

        var result = (UpsertResponse)request.Run(new UpsertRequest { Target = row });
        await AnswerWrittenAsync(table, result.Target.Id, result.RecordCreated ? HttpStatusCode.Created : HttpStatusCode.OK).ConfigureAwait(false);
    }

    private static UpdateRequest Update(Entity row, string ifMatch)
    {
        var update = new UpdateRequest { Target = row };
        if (ifMatch != "*")
        {
            row.RowVersion = Version(ifMatch);
            update.ConcurrencyBehavior = ConcurrencyBehavior.IfRowVersionMatches;
        }

        return update;
    }

    private static string Version(string etag) => etag.StartsWith("W/\"", StringComparison.Ordinal) && etag.EndsWith('"')
        ? etag[3..^1]
        : throw WebApiException.Bad($"If-Match expects * or an ETag such as W/\"12345\", found {etag}.");

    private Task DeleteAsync(EntityReference target)
    {
        var delete = new DeleteRequest { Target = target };
        if (request.Header("If-Match") is { } ifMatch and not "*")
        {
            target.RowVersion = Version(ifMatch);
            delete.ConcurrencyBehavior = ConcurrencyBehavior.IfRowVersionMatches;
        }

        request.Run(delete);
        return request.AnswerAsync(HttpStatusCode.NoContent, null);
    }

    private Task AnswerWrittenAsync(TableDefinition table, Guid id, HttpStatusCode withRow, KeyAttributeCollection? key = null)
    {
        var wantsRow = request.Preference("return") == "representation";
        if (id != Guid.Empty)
            request.SetHeader("OData-EntityId", $"{request.Root}{table.EntitySetName}({Guids(id)})");
        if (!wantsRow)
            return request.AnswerAsync(HttpStatusCode.NoContent, null);
        var target = id != Guid.Empty ? new EntityReference(table.LogicalName, id) : new EntityReference(table.LogicalName, key);
        var query = RowQuery.Parse(request.Options, table, request.Catalog);
        var row = ((RetrieveResponse)request.Run(new RetrieveRequest { Target = target, ColumnSet = query.ToColumnSet() })).Entity;
        request.SetHeader("Preference-Applied", "return=representation");
        return request.AnswerAsync(withRow, Single(table, request.Writer.Write(row, query.Columns)));
    }

    private JObject Single(TableDefinition table, JObject row) => new JObject { ["@odata.context"] = request.Context(table.EntitySetName + "/$entity") }.With(row);
}
