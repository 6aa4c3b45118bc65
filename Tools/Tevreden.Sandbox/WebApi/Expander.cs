using System.Xml.Linq;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Newtonsoft.Json.Linq;

namespace Tevreden.Sandbox.WebApi;

/// <summary>Writes rows with the related rows that a query asks for: one query per relationship, whatever the number of rows.</summary>
internal sealed class Expander(IOrganizationService service, RowWriter writer, Uri root)
{
    public IReadOnlyList<JObject> Write(IReadOnlyList<Entity> rows, RowQuery query)
    {
        var written = rows.Select(row => writer.Write(row, query.Columns)).ToList();
        foreach (var expansion in query.Expansions)
        {
            if (expansion.Related.Many is not null)
                ManyToMany(rows, written, expansion);
            else if (expansion.Related.IsCollection)
                Many(rows, written, expansion);
            else
                One(rows, written, expansion);
        }

        return written;
    }

    private static EntityReference? Lookup(Entity row, Expansion expansion) =>
        row.GetAttributeValue<EntityReference>(expansion.Related.One!.ReferencingColumn) is { } reference && reference.LogicalName == expansion.Related.Target.LogicalName ? reference : null;

    private void One(IReadOnlyList<Entity> rows, List<JObject> written, Expansion expansion)
    {
        var ids = rows.Select(row => Lookup(row, expansion)?.Id).OfType<Guid>().Distinct().ToList();
        var byId = Read(expansion, ids);
        foreach (var (row, json) in rows.Zip(written))
            json[expansion.Related.Name] = Lookup(row, expansion) is { } reference && byId.TryGetValue(reference.Id, out var found) ? found.DeepClone() : JValue.CreateNull();
    }

    private void Many(IReadOnlyList<Entity> rows, List<JObject> written, Expansion expansion)
    {
        var column = expansion.Related.One!.ReferencingColumn;
        var parents = new Dictionary<Guid, List<Guid>>();
        foreach (var child in Children(expansion, column, [.. rows.Select(row => row.Id)]))
            Add(parents, child.GetAttributeValue<EntityReference>(column).Id, child.Id);
        Put(rows, written, expansion, parents);
    }

    private void ManyToMany(IReadOnlyList<Entity> rows, List<JObject> written, Expansion expansion)
    {
        var related = expansion.Related;
        var pairs = new Dictionary<Guid, List<Guid>>();
        if (rows.Count > 0)
        {
            var query = new QueryExpression(related.Many!.IntersectTable) { ColumnSet = new ColumnSet(related.OwnIntersectColumn, related.OtherIntersectColumn) };
            query.Criteria.AddCondition(related.OwnIntersectColumn, ConditionOperator.In, [.. rows.Select(row => (object)row.Id)]);
            foreach (var pair in service.RetrieveMultiple(query).Entities)
                Add(pairs, Id(pair[related.OwnIntersectColumn]), Id(pair[related.OtherIntersectColumn]));
        }

        Put(rows, written, expansion, pairs);
    }

    private void Put(IReadOnlyList<Entity> rows, List<JObject> written, Expansion expansion, Dictionary<Guid, List<Guid>> ids)
    {
        var shown = Read(expansion, [.. ids.Values.SelectMany(list => list).Distinct()]);
        foreach (var (row, json) in rows.Zip(written))
        {
            // In the order of the rows that were read, which is the one asked for.
            var mine = ids.GetValueOrDefault(row.Id)?.ToHashSet() ?? [];
            json[expansion.Related.Name] = new JArray(shown.Where(pair => mine.Contains(pair.Key)).Select(pair => pair.Value.DeepClone()).Take(expansion.Query.Top ?? int.MaxValue));
        }
    }

    private IReadOnlyCollection<Entity> Children(Expansion expansion, string column, List<Guid> parents)
    {
        if (parents.Count == 0)
            return [];
        var query = new QueryExpression(expansion.Related.Target.LogicalName) { ColumnSet = new ColumnSet(column) };
        query.Criteria.AddCondition(column, ConditionOperator.In, [.. parents.Cast<object>()]);
        return [.. service.RetrieveMultiple(query).Entities];
    }

    private Dictionary<Guid, JObject> Read(Expansion expansion, List<Guid> ids)
    {
        if (ids.Count == 0)
            return [];
        var target = expansion.Related.Target;
        var among = FetchText.Filter(false, FetchText.Condition(target.PrimaryIdColumn, "in", null, [.. ids.Select(id => id.ToString("D"))]));
        var rows = service.RetrieveMultiple(WithoutTop(expansion.Query.ToFetch(null, among))).Entities;
        if (expansion.IsReference)
            return rows.ToDictionary(row => row.Id, row => new JObject { ["@odata.id"] = $"{root}{target.EntitySetName}({row.Id:D})" });
        return rows.Zip(Write([.. rows], expansion.Query)).ToDictionary(pair => pair.First.Id, pair => pair.Second);
    }

    // $top of an expansion is per row, not of all rows together.
    private static FetchExpression WithoutTop(FetchExpression fetch)
    {
        var xml = XElement.Parse(fetch.Query);
        xml.Attribute("top")?.Remove();
        return new FetchExpression(xml.ToString(SaveOptions.DisableFormatting));
    }

    private static void Add(Dictionary<Guid, List<Guid>> ids, Guid from, Guid to)
    {
        if (!ids.TryGetValue(from, out var list))
            ids[from] = list = [];
        list.Add(to);
    }

    private static Guid Id(object value) => value is EntityReference reference ? reference.Id : (Guid)value;
}
