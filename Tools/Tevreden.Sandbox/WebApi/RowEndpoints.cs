using System.Globalization;
using System.Net;
using Microsoft.OData.UriParser;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Newtonsoft.Json.Linq;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.WebApi;

/// <summary>Reads, creates, changes and deletes rows by their addresses.</summary>
internal sealed class RowEndpoints(WebApiRequest request)
{
    private readonly RowPages _pages = new(request);

    public Task HandleAsync(string relative)
    {
        var segments = request.Addresses.Parse(relative).ToList();
        var method = request.Method;
        switch (segments)
        {
            case [EntitySetSegment set]:
                var table = request.Addresses.TableOf(set);
                return method switch
                {
                    "GET" when new FetchRows(request) is var fetch && fetch.Asked() is { } fetchXml => fetch.AnswerAsync(table, fetchXml),
                    "GET" => _pages.AnswerAsync(table),
                    "POST" => CreateAsync(table, null),
                    _ => throw NotAllowed(),
                };
            case [EntitySetSegment counted, CountSegment] when method == "GET":
                return _pages.CountAsync(request.Addresses.TableOf(counted));
            case [EntitySetSegment ofSet, KeySegment key]:
                var target = request.Addresses.Reference(ofSet, key);
                return method switch
                {
                    "GET" => ShowAsync(target, request.Addresses.TableOf(ofSet)),
                    "PATCH" => ChangeAsync(target, request.Addresses.TableOf(ofSet), relative),
                    "DELETE" => DeleteAsync(target),
                    _ => throw NotAllowed(),
                };
            case [EntitySetSegment ofSet, KeySegment key, PropertySegment property, .. var rest]:
                return new PropertyEndpoints(request).HandleAsync(request.Addresses.Reference(ofSet, key), request.Addresses.TableOf(ofSet), property.Property.Name, rest);
            case [EntitySetSegment ofSet, KeySegment key, .. var path]:
                return new RelatedEndpoints(request, this, _pages).HandleAsync(request.Addresses.Reference(ofSet, key), request.Addresses.TableOf(ofSet), path, relative);
            default:
                throw new WebApiException(501, WebApiException.NotSupported, $"The sandbox's Web API does not know addresses like '{relative}'.");
        }
    }

    public WebApiException NotAllowed() => new(405, WebApiException.NotSupported, $"The HTTP method {request.Method} is not supported at this address.");

    public Task ShowAsync(EntityReference target, TableDefinition table)
    {
        var query = RowQuery.Parse(request.Options, table, request.Catalog);
        var row = ((RetrieveResponse)request.Run(new RetrieveRequest { Target = target, ColumnSet = query.ToColumnSet() })).Entity;
        var etag = RowWriter.ETag(row.RowVersion);
        if (request.Header("If-None-Match") is { } known && known == etag)
            return request.AnswerAsync(HttpStatusCode.NotModified, null);
        request.SetHeader("ETag", etag);
        return request.AnswerAsync(HttpStatusCode.OK, Single(table, new Expander(request.Service, request.Writer, request.Root).Write([row], query)[0]));
    }

    /// <param name="table">The table.</param>
    /// <param name="before">What the address says of the new row.</param>
    public async Task CreateAsync(TableDefinition table, Action<Entity>? before)
    {
        var row = request.Reader.Read(await request.ReadBodyAsync().ConfigureAwait(false), table);
        before?.Invoke(row);
        var id = ((CreateResponse)request.Run(Duplicates(new CreateRequest { Target = row }))).id;
        await AnswerWrittenAsync(table, id, HttpStatusCode.Created, null).ConfigureAwait(false);
    }

    private CreateRequest Duplicates(CreateRequest create)
    {
        if (request.Header("MSCRM.SuppressDuplicateDetection") is { } suppresses)
            create["SuppressDuplicateDetection"] = suppresses == "true";
        return create;
    }

    private async Task ChangeAsync(EntityReference target, TableDefinition table, string relative)
    {
        var row = request.Reader.Read(await request.ReadBodyAsync().ConfigureAwait(false), table);
        if (row.RelatedEntities.Count > 0)
            throw WebApiException.Bad("Rows within a row can be created with it, not changed: update them by their own addresses.");
        row.Id = target.Id;
        row.KeyAttributes = target.KeyAttributes;
        var keyed = target.KeyAttributes.Count > 0 ? $"{request.Root}{relative}" : null;
        var ifMatch = request.Header("If-Match");
        if (ifMatch is not null)
        {
            request.Run(Update(row, ifMatch));
            await AnswerWrittenAsync(table, row.Id, HttpStatusCode.OK, keyed, row.KeyAttributes).ConfigureAwait(false);
            return;
        }

        if (request.Header("If-None-Match") == "*")
        {
            var id = ((CreateResponse)request.Run(new CreateRequest { Target = row })).id;
            await AnswerWrittenAsync(table, id, HttpStatusCode.Created, keyed).ConfigureAwait(false);
            return;
        }

        var result = (UpsertResponse)request.Run(new UpsertRequest { Target = row });
        await AnswerWrittenAsync(table, result.Target.Id, result.RecordCreated ? HttpStatusCode.Created : HttpStatusCode.OK, keyed).ConfigureAwait(false);
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

    // A row that the request named by a key is named by it in the answer too.
    private Task AnswerWrittenAsync(TableDefinition table, Guid id, HttpStatusCode withRow, string? keyed, KeyAttributeCollection? key = null)
    {
        if (keyed is not null || id != Guid.Empty)
            request.SetHeader("OData-EntityId", keyed ?? string.Create(CultureInfo.InvariantCulture, $"{request.Root}{table.EntitySetName}({id:D})"));
        if (request.Preference("return") != "representation")
            return request.AnswerAsync(HttpStatusCode.NoContent, null);
        var target = id != Guid.Empty ? new EntityReference(table.LogicalName, id) : new EntityReference(table.LogicalName, key);
        var query = RowQuery.Parse(request.Options, table, request.Catalog);
        var row = ((RetrieveResponse)request.Run(new RetrieveRequest { Target = target, ColumnSet = query.ToColumnSet() })).Entity;
        request.SetHeader("Preference-Applied", "return=representation");
        return request.AnswerAsync(withRow, Single(table, new Expander(request.Service, request.Writer, request.Root).Write([row], query)[0]));
    }

    private JObject Single(TableDefinition table, JObject row) => new JObject { ["@odata.context"] = request.Context(table.EntitySetName + "/$entity") }.With(row);
}
