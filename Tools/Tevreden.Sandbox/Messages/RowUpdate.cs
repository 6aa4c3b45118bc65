using System.Globalization;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Metadata;
using Tevreden.Sandbox.Pipeline;
using Tevreden.Sandbox.Security;

namespace Tevreden.Sandbox.Messages;

/// <summary>Updates rows of one table, through the pipeline; several of them all or nothing.</summary>
internal sealed class RowUpdate(
    Transactions transactions, EventPipeline pipeline, RowDefaults defaults, RowWrites writes, CaseRules cases, Privileges privileges, ColumnSecurity columns)
{
    private static readonly HashSet<string> StateColumns = ["statecode", "statuscode"];

    public void Update(IReadOnlyList<Entity> given, ConcurrencyBehavior concurrency, ParameterCollection parameters, Operation operation)
    {
        var rows = given.Select(Values.Copy).ToList();
        var table = Table(rows);
        if (concurrency == ConcurrencyBehavior.IfRowVersionMatches && rows.Exists(row => row.RowVersion is null))
            throw Faults.VersionNotProvided();
        foreach (var row in rows)
        {
            RowChecks.Shape(table, row, transactions.Store.Catalog);
            row.Id = transactions.Read(operation, scope => KeyResolver.Resolve(row, scope))
                ?? throw (row.KeyAttributes.Count > 0 ? Faults.NoSuchRowByKey(table.LogicalName, KeyResolver.Text(row.KeyAttributes)) : Faults.InvalidArgument($"An update of '{table.LogicalName}' names no row: neither Id nor KeyAttributes."));
        }

        var events = RowEvents.Of("Update", rows, parameters);
        pipeline.Validate(events, operation);
        transactions.Run(operation, inside =>
        {
            foreach (var part in Parts(table, rows))
                Operate(table, part, Versions(part, concurrency), events, parameters, inside);
        });
    }

    // An update that carries state and other columns runs as two, first without and then with the state
    // (Microsoft: special behaviour of update for these columns).
    private static IEnumerable<IReadOnlyList<Entity>> Parts(TableDefinition table, List<Entity> rows)
    {
        var whole = rows[0];
        var columns = whole.Attributes.Keys.Where(column => column != table.PrimaryIdColumn).ToList();
        if (rows.Count > 1 || !columns.Exists(StateColumns.Contains) || columns.TrueForAll(StateColumns.Contains))
            return [rows];
        return [[Part(whole, column => !StateColumns.Contains(column))], [Part(whole, StateColumns.Contains, versioned: false)]];
    }

    private static Entity Part(Entity whole, Func<string, bool> keeps, bool versioned = true)
    {
        var part = new Entity(whole.LogicalName, whole.Id) { RowVersion = versioned ? whole.RowVersion : null };
        part.Attributes.AddRange(whole.Attributes.Where(pair => keeps(pair.Key)));
        return part;
    }

    private static long?[] Versions(IReadOnlyList<Entity> rows, ConcurrencyBehavior concurrency)
    {
        if (concurrency != ConcurrencyBehavior.IfRowVersionMatches)
            return new long?[rows.Count];
        return [.. rows.Select(row => row.RowVersion is null ? null : VersionOf(row.RowVersion))];
    }

    /// <exception cref="System.ServiceModel.FaultException{OrganizationServiceFault}">Not a row version.</exception>
    internal static long? VersionOf(string? rowVersion) => long.TryParse(rowVersion, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
        ? version
        : throw Faults.VersionNotProvided();

    private TableDefinition Table(List<Entity> rows)
    {
        if (rows.Count == 0)
            throw Faults.InvalidArgument("There must be at least one row to update.");
        var name = rows[0].LogicalName;
        if (rows.Any(row => row.LogicalName != name))
            throw Faults.InvalidArgument("The rows of one bulk request must be of one table.");
        return (name is null ? null : transactions.Store.Catalog.FindTable(name)) ?? throw Faults.NoSuchTable(name);
    }

    private void Operate(
        TableDefinition table, IReadOnlyList<Entity> rows, long?[] versions, IReadOnlyList<MessageEvent> validated, ParameterCollection parameters, Operation inside)
    {
        var current = rows.Select(row => inside.Scope!.Get(table.LogicalName, row.Id)).ToList();
        for (var i = 0; i < rows.Count; i++)
            Prepare(table, rows[i], current[i], inside);

        var events = RowEvents.Of("Update", rows, parameters);
        foreach (var (happening, earlier) in events.Zip(validated))
        {
            happening.HappenedOn = earlier.HappenedOn;
            happening.Validation = earlier.Validation;
        }

        for (var i = 0; i < rows.Count; i++)
            events[i].Rows[0].Before = current[i];
        pipeline.Operate(events, inside, _ =>
        {
            for (var i = 0; i < rows.Count; i++)
                Write(table, rows[i], current[i], versions[i], inside);
        });
    }

    private void Prepare(TableDefinition table, Entity row, Entity current, Operation inside)
    {
        var scope = inside.Scope!;
        KeyResolver.ResolveLookups(row, scope);
        privileges.Demand("Write", table, current, inside);
        if (row.Contains("ownerid") && !Equals(row["ownerid"], current.GetAttributeValue<EntityReference>("ownerid")))
            privileges.Demand("Assign", table, current, inside);
        columns.DemandWrite(table, row, creates: false, inside);
        privileges.DemandAppend(table, RowChecks.ReferencesToCheck(row), scope, inside);
        cases.Check(row, current, inside);
        defaults.CompleteUpdate(table, row, current, inside);
    }

    private void Write(TableDefinition table, Entity row, Entity current, long? version, Operation inside)
    {
        var scope = inside.Scope!;
        RowChecks.Shape(table, row, scope.Catalog);
        RowChecks.ValuesOf(table, row, scope);
        RowChecks.NotEmptied(table, row, scope.Catalog);
        writes.Update(table, row.Id, row, scope, version);
        cases.Reopened(row, current, scope);
    }
}
