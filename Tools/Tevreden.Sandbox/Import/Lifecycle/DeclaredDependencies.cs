using System.Globalization;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Messages.Definitions;

namespace Tevreden.Sandbox.Import;

/// <summary>Keeps what a solution's file says that it needs of others, as rows of dependency.</summary>
internal static class DeclaredDependencies
{
    private const string Table = "dependency";

    public static void Record(SolutionManifest manifest, StoreScope scope)
    {
        var solution = SolutionComponents.SolutionId(manifest.UniqueName);
        Forget(solution, scope);
        var table = scope.Table(Table);
        foreach (var required in manifest.Requirements)
        {
            var needed = Needed(required);
            var row = new Entity(Table, NameIds.Of(Table, manifest.UniqueName, needed.Type.ToString(CultureInfo.InvariantCulture), needed.Id.ToString("D")))
            {
                ["dependencytype"] = new OptionSetValue(2),
                ["requiredcomponenttype"] = needed.Type,
                ["requiredcomponentobjectid"] = needed.Id,
                ["requiredcomponentbasesolutionid"] = SolutionComponents.SolutionId(required.SolutionName),
                ["dependentcomponenttype"] = 0,
                ["dependentcomponentobjectid"] = solution,
                ["dependentcomponentbasesolutionid"] = solution,
            };
            row[table.PrimaryIdColumn] = row.Id;
            if (scope.Find(Table, row.Id) is null)
                scope.Insert(Columns.Known(table, row));
        }
    }

    public static void Forget(Guid solution, StoreScope scope)
    {
        foreach (var row in scope.Rows(Table, ("dependentcomponentbasesolutionid", solution)))
            scope.Delete(Table, row.Id);
    }

    private static Component Needed(Requirement required)
    {
        var type = int.TryParse(required.Type, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var name = required.Name.ToLowerInvariant();
        return type switch
        {
            ComponentTypes.Table => new Component(type, DefinitionIds.Table(name)),
            ComponentTypes.Column => new Component(type, DefinitionIds.Column(required.Parent?.ToLowerInvariant() ?? string.Empty, name)),
            ComponentTypes.Choice => new Component(type, DefinitionIds.OptionSet(required.Name)),
            ComponentTypes.Relationship => new Component(type, DefinitionIds.Relationship(required.Name)),
            _ => new Component(type, Guid.TryParse(required.Id ?? required.Name, out var id) ? id : Guid.Empty),
        };
    }
}
