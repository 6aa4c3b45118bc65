using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Newtonsoft.Json.Linq;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.WebApi;

/// <summary>Writes rows with the related rows that a query asks for: one query per relationship, whatever the number of rows.</summary>
internal sealed class Expander(IOrganizationService service, RowWriter writer)
{
    public IReadOnlyList<JObject> Write(IReadOnlyList<Entity> rows, RowQuery query)
    {
        var written = rows.Select(row => writer.Write(row, query.Columns)).ToList();
        foreach (var expansion in query.Expansions)
        {
            if (expansion.IsCollection)
                Many(rows, written, expansion);
            else
                One(rows, written, expansion);
        }

        return written;
    }

    private static EntityReference? Lookup(Entity row, Expansion expansion) =>
        row.GetAttributeValue<EntityReference>(expansion.Relationship.ReferencingColumn) is { } reference && reference.LogicalName == expansion.Target.LogicalName ? reference : null;

    private void One(IReadOnlyList<Entity> rows, List<JObject> written, Expansion expansion)
    {
        var ids = rows.Select(row => Lookup(row, expansion)?.Id).OfType<Guid>().Distinct().ToList();
        var related = Read(expansion, expansion.Target.PrimaryIdColumn, ids, expansion.Query.ToColumnSet());
        var byId = related.Zip(Write(related, expansion.Query)).ToDictionary(pair => pair.First.Id, pair => pair.Second);
        foreach (var (row, json) in rows.Zip(written))
            json[expansion.Name] = Lookup(row, expansion) is { } reference && byId.TryGetValue(reference.Id, out var found) ? found.DeepClone() : JValue.CreateNull();
    }

    private void Many(IReadOnlyList<Entity> rows, List<JObject> written, Expansion expansion)
    {
        var column = expansion.Relationship.ReferencingColumn;
        var columns = expansion.Query.ToColumnSet();
        if (!columns.AllColumns && !columns.Columns.Contains(column))
            columns.AddColumn(column);
        var related = Read(expansion, column, [.. rows.Select(row => row.Id)], columns);
        var byParent = related.Zip(Write(related, expansion.Query)).ToLookup(pair => pair.First.GetAttributeValue<EntityReference>(column).Id, pair => pair.Second);
        foreach (var (row, json) in rows.Zip(written))
            json[expansion.Name] = new JArray(byParent[row.Id].Take(expansion.Query.Top ?? int.MaxValue));
    }

    private List<Entity> Read(Expansion expansion, string column, List<Guid> ids, ColumnSet columns)
    {
        if (ids.Count == 0)
            return [];
        var query = new QueryExpression(expansion.Target.LogicalName) { ColumnSet = columns };
        query.Criteria.AddCondition(column, ConditionOperator.In, [.. ids.Cast<object>()]);
        if (expansion.Query.Filter is { } filter)
            query.Criteria.AddFilter(filter);
        query.Orders.AddRange(expansion.Query.Orders);
        return [.. service.RetrieveMultiple(query).Entities];
    }
}
