using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Metadata;
using Tevreden.Sandbox.Pipeline;
using Tevreden.Sandbox.Security;
using Tevreden.Sandbox.Storage;

namespace Tevreden.Sandbox.Messages;

/// <summary>Retrieve and RetrieveMultiple, through the pipeline.</summary>
internal sealed class RowReading(Transactions transactions, EventPipeline pipeline, Privileges privileges, ColumnSecurity columns, Principals principals)
{
    public Entity Retrieve(EntityReference target, ColumnSet wanted, ParameterCollection parameters, Operation operation)
    {
        var table = (target.LogicalName is null ? null : transactions.Store.Catalog.FindTable(target.LogicalName)) ?? throw Faults.NoSuchTable(target.LogicalName);
        foreach (var column in wanted.Columns)
            _ = transactions.Store.Catalog.FindColumn(table.LogicalName, column) ?? throw Faults.NoSuchColumn(table.LogicalName, column);
        var id = transactions.Read(operation, scope => KeyResolver.Resolve(target, scope));
        var happening = new MessageEvent("Retrieve", table.LogicalName, Copy(parameters)) { Rows = [new EventRow(table.LogicalName, id, null)] };
        pipeline.Run([happening], operation, Nothing, inside =>
        {
            var scope = inside.Scope!;
            var row = scope.Get(table.LogicalName, id);
            privileges.Demand("Read", table, row, inside);
            var cut = Cut(table, row, wanted);
            PartyLists.Complete([cut], table.LogicalName, wanted, scope);
            happening.Output["BusinessEntity"] = Present([cut], inside)[0];
        });
        return (Entity)happening.Output["BusinessEntity"];
    }

    public EntityCollection RetrieveMultiple(QueryBase query, ParameterCollection parameters, Operation operation)
    {
        var tables = QueryTables.Of(query);
        var happening = new MessageEvent("RetrieveMultiple", tables[0], Copy(parameters)) { Rows = [] };
        happening.Input["Query"] = query;
        pipeline.Run([happening], operation, Nothing, inside =>
        {
            var asked = (QueryBase)happening.Input["Query"];
            var reach = Reach.All;
            foreach (var (name, index) in QueryTables.Of(asked).Select((name, index) => (name, index)))
            {
                var found = privileges.Demand("Read", inside.Scope!.Table(name), inside);
                reach = index == 0 ? found : reach;
            }

            var limited = reach == Reach.Own ? QueryTables.OwnedBy(asked, inside.UserId, inside.Scope!.Table(tables[0])) : asked;
            var result = inside.Scope!.Query(limited, new QueryContext(inside.UserId, transactions.Time.GetUtcNow().UtcDateTime));
            Present(result.Entities, inside);
            happening.Output["BusinessEntityCollection"] = result;
        });
        return (EntityCollection)happening.Output["BusinessEntityCollection"];
    }

    private static void Nothing(Operation inside)
    {
    }

    private static ParameterCollection Copy(ParameterCollection parameters)
    {
        var copy = new ParameterCollection();
        copy.AddRange(parameters);
        return copy;
    }

    private static Entity Cut(TableDefinition table, Entity row, ColumnSet wanted)
    {
        var cut = new Entity(table.LogicalName, row.Id);
        foreach (var column in table.Columns)
        {
            if ((wanted.AllColumns || wanted.Columns.Contains(column.LogicalName)) && column.ValidForRead && row.GetAttributeValue<object>(column.LogicalName) is { } value)
                cut[column.LogicalName] = value;
        }

        cut[table.PrimaryIdColumn] = row.Id;
        cut.RowVersion = row.GetAttributeValue<object>("versionnumber") is long version ? version.ToString(System.Globalization.CultureInfo.InvariantCulture) : row.RowVersion;
        return cut;
    }

    private IList<Entity> Present(IList<Entity> rows, Operation inside)
    {
        columns.Hide(rows, inside.Scope!.Catalog, inside);
        LocalizedLabels.Put(rows, principals.Get(inside).Language, inside.Scope!);
        new Presentation(inside.Scope!, principals.Get(inside)).Complete(rows);
        return rows;
    }
}
