using System.Globalization;
using System.Net;
using System.Xml.Linq;
using Microsoft.OData.UriParser;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;
using Newtonsoft.Json.Linq;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.WebApi;

/// <summary>Addresses over a navigation property: the related rows, their number, and <c>$ref</c> to relate and part rows.</summary>
internal sealed class RelatedEndpoints(WebApiRequest request, RowEndpoints rows, RowPages pages)
{
    public Task HandleAsync(EntityReference target, TableDefinition table, IReadOnlyList<ODataPathSegment> path, string relative)
    {
        var name = path[0] switch
        {
            NavigationPropertySegment navigation => navigation.NavigationProperty.Name,
            NavigationPropertyLinkSegment link => link.NavigationProperty.Name,
            _ => throw Unknown(relative),
        };
        var related = RelatedRows.Find(request.Catalog, table, name) ?? throw Unknown(relative);
        return (request.Method, path) switch
        {
            (_, [NavigationPropertyLinkSegment, ..]) => ReferenceAsync(target, related, path.OfType<KeySegment>().FirstOrDefault()),
            ("GET", [_]) when related.IsCollection => pages.AnswerAsync(related.Target, relative, Among(target, related)),
            ("GET", [_]) => ShowAsync(target, related),
            ("GET", [_, CountSegment]) => pages.CountAsync(related.Target, Among(target, related)),
            ("GET", [_, KeySegment key]) => rows.ShowAsync(new EntityReference(related.Target.LogicalName, IdOf(key)), related.Target),
            ("POST", [_]) when related is { IsCollection: true, One: { } one } => rows.CreateAsync(related.Target, row => row[one.ReferencingColumn] = target),
            _ => throw Unknown(relative),
        };
    }

    private static WebApiException Unknown(string relative) =>
        new(501, WebApiException.NotSupported, $"The sandbox's Web API does not know addresses like '{relative}', or not with this HTTP method.");

    private static Guid IdOf(KeySegment key) => key.Keys.Select(pair => pair.Value).OfType<Guid>().FirstOrDefault() is var id && id != Guid.Empty
        ? id
        : throw WebApiException.Bad("A row at the end of a navigation property is named by its id.");

    private Guid Resolved(EntityReference target) => target.Id != Guid.Empty
        ? target.Id
        : ((RetrieveResponse)request.Run(new RetrieveRequest { Target = target, ColumnSet = new ColumnSet(false) })).Entity.Id;

    private XElement Among(EntityReference target, RelatedRows related)
    {
        var id = Resolved(target).ToString("D");
        if (related.One is { } one)
            return FetchText.Filter(false, FetchText.Condition(one.ReferencingColumn, "eq", null, id));
        return new XElement(
            "link-entity",
            new XAttribute("name", related.Many!.IntersectTable),
            new XAttribute("from", related.OtherIntersectColumn),
            new XAttribute("to", related.Target.PrimaryIdColumn),
            FetchText.Filter(false, FetchText.Condition(related.OwnIntersectColumn, "eq", null, id)));
    }

    private EntityReference? Lookup(EntityReference target, RelatedRows related)
    {
        var column = related.One!.ReferencingColumn;
        var row = ((RetrieveResponse)request.Run(new RetrieveRequest { Target = target, ColumnSet = new ColumnSet(column) })).Entity;
        return row.GetAttributeValue<EntityReference>(column) is { } reference && reference.LogicalName == related.Target.LogicalName ? reference : null;
    }

    private Task ShowAsync(EntityReference target, RelatedRows related) => Lookup(target, related) is { } reference
        ? rows.ShowAsync(reference, related.Target)
        : request.AnswerAsync(HttpStatusCode.NoContent, null);

    private Task ReferenceAsync(EntityReference target, RelatedRows related, KeySegment? key) => (request.Method, related.IsCollection) switch
    {
        ("GET", true) => pages.ReferencesAsync(related.Target, Among(target, related)),
        ("GET", false) when Lookup(target, related) is { } reference => request.AnswerAsync(HttpStatusCode.OK, new JObject
        {
            ["@odata.context"] = request.Context("$ref"),
            ["@odata.id"] = string.Create(CultureInfo.InvariantCulture, $"{request.Root}{related.Target.EntitySetName}({reference.Id:D})"),
        }),
        ("GET", false) => request.AnswerAsync(HttpStatusCode.NoContent, null),
        ("PUT", false) or ("POST", true) => RelateAsync(target, related),
        ("DELETE", false) => PartAsync(target, related, null),
        ("DELETE", true) => PartAsync(target, related, key is not null ? new EntityReference(related.Target.LogicalName, IdOf(key)) : Named()),
        _ => throw rows.NotAllowed(),
    };

    private EntityReference Named() => request.Options.GetValueOrDefault("$id") is { } address
        ? request.Addresses.Reference(address)
        : throw WebApiException.Bad("To part rows, name the other one: NAVIGATION(ID)/$ref, or NAVIGATION/$ref?$id=ADDRESS.");

    private async Task RelateAsync(EntityReference target, RelatedRows related)
    {
        var body = await request.ReadBodyAsync().ConfigureAwait(false);
        var other = request.Addresses.Reference(body.Value<string>("@odata.id") ?? throw WebApiException.Bad("Expected { \"@odata.id\": \"ADDRESS OF THE OTHER ROW\" }."));
        if (related.IsCollection)
        {
            request.Run(new AssociateRequest { Target = new EntityReference(target.LogicalName, Resolved(target)), Relationship = Relationship(related), RelatedEntities = [new EntityReference(other.LogicalName, Resolved(other))] });
        }
        else
        {
            request.Run(new UpdateRequest { Target = Changed(target, related, other) });
        }

        await request.AnswerAsync(HttpStatusCode.NoContent, null).ConfigureAwait(false);
    }

    private Task PartAsync(EntityReference target, RelatedRows related, EntityReference? other)
    {
        if (other is null)
            request.Run(new UpdateRequest { Target = Changed(target, related, null) });
        else
            request.Run(new DisassociateRequest { Target = new EntityReference(target.LogicalName, Resolved(target)), Relationship = Relationship(related), RelatedEntities = [new EntityReference(other.LogicalName, Resolved(other))] });
        return request.AnswerAsync(HttpStatusCode.NoContent, null);
    }

    private static Relationship Relationship(RelatedRows related) => new(related.SchemaName) { PrimaryEntityRole = EntityRole.Referenced };

    private static Entity Changed(EntityReference target, RelatedRows related, EntityReference? other) =>
        new(target.LogicalName, target.Id) { KeyAttributes = target.KeyAttributes, [related.One!.ReferencingColumn] = other };
}
