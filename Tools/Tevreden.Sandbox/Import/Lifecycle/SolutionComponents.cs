using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Import;

/// <summary>Which components belong to which solution: rows of solutioncomponent, in the order in which they were brought.</summary>
internal static class SolutionComponents
{
    private const string Table = "solutioncomponent";

    public static Guid SolutionId(string uniqueName) => NameIds.Of("solution", uniqueName);

    /// <summary>What an import brings: definitions first, then rows in the order of writing.</summary>
    public static IReadOnlyList<Component> In(ImportPlan plan, MetadataCatalog catalog) =>
    [
        .. CatalogComponents.In(plan)
            .Concat(plan.Rows
                .Select(row => catalog.FindTable(row.LogicalName) is { } table && ComponentTypes.Of(row.LogicalName, table.ObjectTypeCode) is { } type ? new Component(type, row.Id) : (Component?)null)
                .OfType<Component>())
            .Distinct(),
    ];

    /// <summary>The components of a solution, oldest first.</summary>
    public static IReadOnlyList<Component> Of(Guid solution, StoreScope scope) =>
    [
        .. scope.Rows(Table, ("solutionid", solution))
            .OrderBy(row => row.GetAttributeValue<long>("versionnumber"))
            .Select(row => new Component(row.GetAttributeValue<int>("componenttype"), row.GetAttributeValue<Guid>("objectid"))),
    ];

    /// <summary>Components that another solution has as well: they outlive this one.</summary>
    public static IReadOnlySet<Component> OfOthers(Guid solution, StoreScope scope) => scope.Rows(Table)
        .Where(row => row.GetAttributeValue<EntityReference>("solutionid")?.Id != solution)
        .Select(row => new Component(row.GetAttributeValue<int>("componenttype"), row.GetAttributeValue<Guid>("objectid")))
        .ToHashSet();

    public static void Record(ImportPlan plan, StoreScope scope, DateTime now)
    {
        var solution = SolutionId(plan.Manifest.UniqueName);
        var there = Of(solution, scope).ToHashSet();
        var table = scope.Table(Table);
        foreach (var component in In(plan, scope.Catalog).Where(there.Add))
        {
            var row = new Entity(Table, RowId(solution, component))
            {
                ["solutionid"] = new EntityReference("solution", solution),
                ["componenttype"] = component.Type,
                ["objectid"] = component.Id,
                ["rootcomponentbehavior"] = new OptionSetValue(0),
                ["ismetadata"] = component.Type is ComponentTypes.Table or ComponentTypes.Column or ComponentTypes.Choice or ComponentTypes.Relationship or ComponentTypes.Key,
                ["createdon"] = now,
                ["modifiedon"] = now,
            };
            row[table.PrimaryIdColumn] = row.Id;
            scope.Insert(Columns.Known(table, row));
        }
    }

    public static void Forget(Guid solution, IEnumerable<Component> components, StoreScope scope)
    {
        foreach (var component in components)
            scope.Delete(Table, RowId(solution, component));
    }

    private static Guid RowId(Guid solution, Component component) =>
        NameIds.Of(Table, solution.ToString("D"), component.Type.ToString(System.Globalization.CultureInfo.InvariantCulture), component.Id.ToString("D"));
}
