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
        Columns.Check(tree, tables, problems);
        Relationships.Check(tree, tables, problems);
        Plugins.Check(tree, tables, problems);
        Privileges.Check(tree, tables, problems);
        WebResources.Check(tree, problems);
        RootComponents.Check(tree, tables, problems);
    }
}
