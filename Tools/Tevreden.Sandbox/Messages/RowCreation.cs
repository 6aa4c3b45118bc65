using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Metadata;
using Tevreden.Sandbox.Pipeline;
using Tevreden.Sandbox.Security;

namespace Tevreden.Sandbox.Messages;

/// <summary>Creates rows of one table, through the pipeline; several of them all or nothing.</summary>
internal sealed class RowCreation(
    Transactions transactions, EventPipeline pipeline, RowDefaults defaults, RowWrites writes, Privileges privileges, ColumnSecurity columns)
{
    public IReadOnlyList<Guid> Create(IReadOnlyList<Entity> given, ParameterCollection parameters, Operation operation)
    {
        var table = Table(given);
        var rows = given.Select(row => WithKeys(Values.Copy(row))).ToList();
        foreach (var row in rows)
            RowChecks.Shape(table, row, transactions.Store.Catalog);

        var events = RowEvents.Of("Create", rows, parameters);
        pipeline.Run(
            events,
            operation,
            inside =>
            {
                foreach (var row in rows)
                    Prepare(table, row, inside);
                foreach (var (happening, row) in events.Zip(rows))
                    happening.Rows[0].Id = row.Id;
            },
            inside =>
            {
                foreach (var (happening, row) in events.Zip(rows))
                {
                    Insert(table, row, inside);
                    happening.Output["id"] = row.Id;
                }

                events[^1].Output["Ids"] = rows.Select(row => row.Id).ToArray();
            });
        return [.. rows.Select(row => row.Id)];
    }

    private static Entity WithKeys(Entity row)
    {
        foreach (var (column, value) in row.KeyAttributes)
        {
            if (!row.Contains(column))
                row[column] = value;
        }

        return row;
    }

    private TableDefinition Table(IReadOnlyList<Entity> given)
    {
        if (given.Count == 0)
            throw Faults.InvalidArgument("There must be at least one row to create.");
        var name = given[0].LogicalName;
        if (given.Any(row => row.LogicalName != name))
            throw Faults.InvalidArgument("The rows of one bulk request must be of one table.");
        return (name is null ? null : transactions.Store.Catalog.FindTable(name)) ?? throw Faults.NoSuchTable(name);
    }

    private void Prepare(TableDefinition table, Entity row, Operation inside)
    {
        if (table.IsIntersect && !inside.ByPlatform)
            throw Faults.MessageNotFor("Create", table.LogicalName);
        KeyResolver.ResolveLookups(row, inside.Scope!);
        privileges.Demand("Create", table, inside);
        columns.DemandWrite(table, row, creates: true, inside);
        privileges.DemandAppend(table, RowChecks.ReferencesToCheck(row), inside.Scope!, inside);
        defaults.Complete(table, row, inside);
    }

    private void Insert(TableDefinition table, Entity row, Operation inside)
    {
        RowChecks.Shape(table, row, inside.Scope!.Catalog);
        RowChecks.ValuesOf(table, row, inside.Scope);
        RowChecks.Required(table, row);
        writes.Insert(table, row, inside.Scope);
    }
}
