using System.Xml.Linq;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;

namespace Tevreden.Sandbox.Import;

/// <summary>May this solution be imported here at all.</summary>
internal static class ImportChecks
{
    public static ImportOutcome Version(SolutionManifest manifest, PlatformNames names)
    {
        if (names.Solution(manifest.UniqueName) is not { } installed)
            return ImportOutcome.Installed;

        if (installed.GetAttributeValue<bool>("ismanaged") != manifest.IsManaged)
        {
            throw new ImportException(
                SolutionManifest.File,
                "<Managed>",
                $"the solution '{manifest.UniqueName}' is installed as {(manifest.IsManaged ? "unmanaged" : "managed")}, and can't become the other kind");
        }

        var old = System.Version.Parse(installed.GetAttributeValue<string>("version"));
        if (manifest.Version < old)
            throw new ImportException(SolutionManifest.File, "<Version>", $"version {manifest.Version} of '{manifest.UniqueName}' is lower than the installed {old}");
        return manifest.Version == old ? ImportOutcome.Reinstalled : ImportOutcome.Updated;
    }

    public static void Requirements(ImportPlan plan, PlatformNames names)
    {
        var absent = plan.Manifest.Requirements.Where(required => !IsThere(required, names)).ToList();
        foreach (var required in absent.Where(required => PlatformContent.IsSolution(required.SolutionName)).DistinctBy(required => (required.Type, required.Name, required.Parent)))
            plan.Warn(SolutionManifest.File, null, $"the sandbox has no '{required.Name}' (component type {required.Type}) of Microsoft's solution '{required.Solution}': what needs it will not work here");
        var missing = absent.Where(required => !PlatformContent.IsSolution(required.SolutionName)).ToList();
        if (missing.Count > 0)
        {
            throw new ImportException(
                SolutionManifest.File,
                "<MissingDependencies>",
                "the solution needs what is not installed: " + string.Join("; ", missing.Select(required => $"{required.Name} (component type {required.Type}) of solution '{required.Solution}'")));
        }
    }

    /// <summary>What solution.xml lists must be in the zip.</summary>
    public static void Roots(ImportPlan plan)
    {
        foreach (var root in plan.Manifest.Roots)
        {
            var isThere = root.Type switch
            {
                1 => plan.Catalog.Tables.Exists(table => table.LogicalName == root.SchemaName) || plan.Components.ContainsKey("Entities"),
                9 => plan.Catalog.OptionSets.Exists(set => set.Name == root.SchemaName),
                20 => Has(plan, "role", root.Id),
                60 => Has(plan, "systemform", root.Id) || IsDialog(plan, root.Id),
                61 => plan.Rows.Exists(row => row.LogicalName == "webresource" && (string)row["name"] == root.SchemaName),
                70 => Has(plan, "fieldsecurityprofile", root.Id),
                91 => Has(plan, "pluginassembly", root.Id),
                92 => Has(plan, "sdkmessageprocessingstep", root.Id),
                _ => true,
            };
            if (!isThere)
                throw Xml.Wrong(SolutionManifest.File, root.Element, $"the root component {root.SchemaName ?? root.Id?.ToString("D")} (type {root.Type}) is not in the zip");
        }
    }

    // Forms too, in a section that the sandbox leaves out with a warning.
    private static bool IsDialog(ImportPlan plan, Guid? id) =>
        plan.Archive.Xml(Customizations.File).Elements("Dialogs").Elements("Dialog").Elements("FormId").Any(form => Guid.TryParse(form.Value, out var found) && found == id);

    private static bool Has(ImportPlan plan, string table, Guid? id) => plan.Rows.Exists(row => row.LogicalName == table && row.Id == id);

    private static bool IsThere(Requirement required, PlatformNames names) => required.Type switch
    {
        "1" => names.Catalog.FindTable(required.Name.ToLowerInvariant()) is not null,
        "2" when required.Parent is { } table => names.Catalog.FindColumn(table.ToLowerInvariant(), required.Name.ToLowerInvariant()) is not null,
        _ => names.Solution(required.SolutionName) is not null || (required.Type is not ("MaskingRule" or "66") && PlatformContent.IsSolution(required.SolutionName)),
    };
}
