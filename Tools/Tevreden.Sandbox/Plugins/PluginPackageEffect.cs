using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Plugins;

/// <summary>A row of pluginpackage, however it came, brings the rows of its assemblies and plug-in types.</summary>
internal sealed class PluginPackageEffect : IRowEffect
{
    private const string Package = "pluginpackage";

    public void Inserted(TableDefinition table, Entity row, StoreScope scope)
    {
        if (table.LogicalName == Package)
            Expand(row.Id, row, scope);
    }

    public void Updated(TableDefinition table, Guid id, Entity changes, StoreScope scope)
    {
        if (table.LogicalName == Package)
            Expand(id, changes, scope);
    }

    public void Deleted(TableDefinition table, Guid id, StoreScope scope)
    {
    }

    private static void Expand(Guid id, Entity row, StoreScope scope)
    {
        if (row.GetAttributeValue<string>("content") is not { Length: > 0 } content)
            return;
        IReadOnlyList<Entity> made;
        try
        {
            made = PackagedPlugins.Rows(id, Convert.FromBase64String(content));
        }
        catch (Exception problem) when (problem is InvalidDataException or FormatException)
        {
            throw Faults.InvalidArgument($"The plug-in package can't be used: {problem.Message}.");
        }

        foreach (var each in made)
        {
            var table = scope.Table(each.LogicalName);
            var known = Columns.Known(table, each);
            if (scope.Find(each.LogicalName, each.Id) is null)
            {
                known[table.PrimaryIdColumn] = each.Id;
                scope.Insert(known);
            }
            else
            {
                scope.Update(each.LogicalName, each.Id, known.Attributes);
            }
        }
    }
}
