using Tevreden.SolutionPackager.Sources;

namespace Tevreden.SolutionPackager.Checks;

/// <summary>Everything that is checked before a zip is written.</summary>
internal static class AllChecks
{
    public static void Run(SourceTree tree, Problems problems)
    {
        Labels.Check(tree, problems);
        Duplicates.Check(tree, problems);
        var tables = TableIndex.Make(tree, problems);
        var components = ComponentIndex.Make(tree);
        Columns.Check(tree, tables, problems);
        Relationships.Check(tree, tables, problems);
        Plugins.Check(tree, tables, problems);
        Privileges.Check(tree, tables, problems);
        ColumnSecurity.Check(tree, tables, problems);
        WebResources.Check(tree, problems);
        Forms.Check(tree, tables, components, problems);
        Views.Check(tree, tables, problems);
        Charts.Check(tree, tables, components, problems);
        Ribbons.Check(tree, tables, components, problems);
        Apps.Check(tree, tables, components, problems);
        Orphans.Check(tree, components, problems);
        RootComponents.Check(tree, tables, problems);
    }
}
