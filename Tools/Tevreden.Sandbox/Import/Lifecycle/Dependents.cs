using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Messages.Definitions;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Import;

/// <summary>A component that stays and needs one that is to go.</summary>
/// <param name="What">It, for people.</param>
internal sealed record Dependent(Component Needs, Component By, string What);

/// <summary>Finds what would be left without something it needs.</summary>
internal sealed class Dependents(StoreScope scope, IReadOnlySet<Component> gone)
{
    private readonly HashSet<string> _tables =
        scope.Catalog.Tables.Where(table => gone.Contains(CatalogComponents.Of(table))).Select(table => table.LogicalName).ToHashSet(StringComparer.Ordinal);

    public IReadOnlyList<Dependent> Find() => [.. Lookups(), .. Steps(), .. CustomApis(), .. Declared()];

    private IEnumerable<Dependent> Lookups() =>
        from relationship in scope.Catalog.Relationships
        where _tables.Contains(relationship.ReferencedTable) && !_tables.Contains(relationship.ReferencingTable)
        let child = scope.Catalog.FindTable(relationship.ReferencingTable)
        let column = child?.Columns.FirstOrDefault(found => found.LogicalName == relationship.ReferencingColumn)
        where child is not null && column is not null && relationship.Solution is not null && !gone.Contains(CatalogComponents.Of(child, column))
        select new Dependent(
            new Component(ComponentTypes.Table, DefinitionIds.Table(relationship.ReferencedTable)),
            CatalogComponents.Of(relationship),
            $"the column '{column.LogicalName}' of '{child.LogicalName}' points at '{relationship.ReferencedTable}'");

    private IEnumerable<Dependent> Steps()
    {
        var filters = scope.Rows("sdkmessagefilter").ToDictionary(row => row.Id, row => row.GetAttributeValue<string>("primaryobjecttypecode"));
        foreach (var step in scope.Rows("sdkmessageprocessingstep").Where(row => !IsGone(row)))
        {
            var what = $"the step '{step.GetAttributeValue<string>("name")}' ({step.Id:D})";
            if (step.GetAttributeValue<EntityReference>("plugintypeid") is { } type && new Component(ComponentTypes.PluginType, type.Id) is var needed && gone.Contains(needed))
                yield return new Dependent(needed, Of(step), $"{what} runs a plug-in type of it");
            else if (step.GetAttributeValue<EntityReference>("sdkmessagefilterid") is { } filter && filters.GetValueOrDefault(filter.Id) is { } table && _tables.Contains(table))
                yield return new Dependent(new Component(ComponentTypes.Table, DefinitionIds.Table(table)), Of(step), $"{what} is registered on '{table}'");
        }
    }

    private IEnumerable<Dependent> CustomApis() =>
        from api in scope.Rows("customapi")
        where !IsGone(api)
        let type = api.GetAttributeValue<EntityReference>("plugintypeid")
        where type is not null && gone.Contains(new Component(ComponentTypes.PluginType, type.Id))
        select new Dependent(new Component(ComponentTypes.PluginType, type.Id), Of(api), $"the custom API '{api.GetAttributeValue<string>("uniquename")}' runs a plug-in type of it");

    // What other solutions said that they need when they were imported.
    private IEnumerable<Dependent> Declared()
    {
        var solutions = scope.Rows("solution").ToDictionary(row => row.Id, row => row.GetAttributeValue<string>("uniquename"));
        return
            from row in scope.Rows("dependency")
            let needed = new Component(row.GetAttributeValue<int>("requiredcomponenttype"), row.GetAttributeValue<Guid>("requiredcomponentobjectid"))
            where gone.Contains(needed) && solutions.ContainsKey(row.GetAttributeValue<Guid>("dependentcomponentbasesolutionid"))
            select new Dependent(
                needed,
                new Component(row.GetAttributeValue<int>("dependentcomponenttype"), row.GetAttributeValue<Guid>("dependentcomponentobjectid")),
                $"the solution '{solutions[row.GetAttributeValue<Guid>("dependentcomponentbasesolutionid")]}' needs a component ({ComponentTypes.Name(needed.Type)}) of it");
    }

    private bool IsGone(Entity row) => gone.Contains(Of(row));

    private Component Of(Entity row) => new(ComponentTypes.Of(row.LogicalName, scope.Table(row.LogicalName).ObjectTypeCode) ?? 0, row.Id);
}
