using System.Xml.Linq;
using Tevreden.SolutionPackager.Sources;

namespace Tevreden.SolutionPackager.Checks;

/// <summary>Apps and their site maps lead to what exists, and an app holds what its site map shows.</summary>
internal static class Apps
{
    // System Administrator and System Customizer have these ids in every environment.
    private static readonly Guid[] PlatformRoles = [new("627090ff-40a3-4053-8790-584edc5be201"), new("119f245c-3cc8-4b62-b31c-d1a046ced15d")];

    private const string IconFolder = "/WebResources/";

    public static void Check(SourceTree tree, TableIndex tables, ComponentIndex components, Problems problems)
    {
        var maps = tree.SiteMaps.Select(map => map.Text("SiteMapUniqueName")).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var map in tree.SiteMaps)
            CheckMap(map, tables, components, problems);
        foreach (var app in tree.Apps)
        {
            if (app.File.Split('/')[1] != app.Text("UniqueName"))
                problems.Add(app, $"expected it in AppModules/{app.Text("UniqueName")}, as its <UniqueName> says.");
            if (!components.WebResources.ContainsValue(ComponentIndex.Id(app.Text("WebResourceId")) ?? Guid.Empty))
                problems.Add(app, $"expected a <WebResourceId> of an icon in WebResources, found {app.Text("WebResourceId")}.");
            foreach (var role in app.Xml.Descendants("Role").Select(app.With).Where(role => ComponentIndex.Id(role.Attribute("id")) is not { } id || (!components.Roles.Contains(id) && !PlatformRoles.Contains(id))))
                problems.Add(role, $"the app is for the role {role.Attribute("id")}, which is not in Roles.");
            foreach (var part in app.Xml.Descendants("AppModuleComponent").Select(app.With))
                CheckComponent(part, maps, tables, components, problems);
            CheckCovers(app, tree.SiteMaps.FirstOrDefault(map => map.Text("SiteMapUniqueName") == app.Text("UniqueName")), problems);
        }
    }

    private static void CheckComponent(SourceElement part, HashSet<string> maps, TableIndex tables, ComponentIndex components, Problems problems)
    {
        var name = part.Attribute("schemaName") ?? part.Attribute("id") ?? "";
        var isThere = part.Attribute("type") switch
        {
            "1" => !tables.IsOurs(name) || tables.Find(name) is not null,
            "60" => ComponentIndex.Id(name) is { } id && components.Dashboards.Contains(id),
            "62" => maps.Contains(name),
            _ => false,
        };
        if (!isThere)
            problems.Add(part, $"the app holds {name} (type {part.Attribute("type")}), which is not in the sources.");
    }

    private static void CheckMap(SourceElement map, TableIndex tables, ComponentIndex components, Problems problems)
    {
        foreach (var part in map.Xml.Descendants().Where(part => part.Name.LocalName is "Area" or "Group" or "SubArea").Select(map.With))
        {
            if (part.Attribute("Entity") is { } table && tables.IsOurs(table) && tables.Find(table) is null)
                problems.Add(part, $"the site map leads to the table {table}, which is not in Entities.");
            if (part.Attribute("DefaultDashboard") is { } dashboard && (ComponentIndex.Id(dashboard) is not { } id || !components.Dashboards.Contains(id)))
                problems.Add(part, $"the site map leads to the dashboard {dashboard}, which is not in Dashboards.");
            foreach (var icon in ((string?[])[part.Attribute("Icon"), part.Attribute("VectorIcon")]).OfType<string>().Where(icon => icon.StartsWith(IconFolder, StringComparison.Ordinal) && !components.HasWebResource(icon[IconFolder.Length..])))
                problems.Add(part, $"the icon {icon} is not in WebResources.");
            if (part.Attribute("Url") is { } url && url.StartsWith("$webresource:", StringComparison.Ordinal) && !components.HasWebResource(url["$webresource:".Length..]))
                problems.Add(part, $"the site map leads to {url}, which is not in WebResources.");
        }
    }

    private static void CheckCovers(SourceElement app, SourceElement? map, Problems problems)
    {
        if (map is not { } found)
        {
            problems.Add(app, $"expected a site map {app.Text("UniqueName")} in AppModuleSiteMaps.");
            return;
        }

        var held = app.Xml.Descendants("AppModuleComponent").Select(part => part.Attribute("schemaName")?.Value ?? part.Attribute("id")?.Value.Trim('{', '}') ?? "").ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var sub in found.Xml.Descendants("SubArea"))
        {
            var target = sub.Attribute("Entity")?.Value ?? sub.Attribute("DefaultDashboard")?.Value;
            if (target is not null && !held.Contains(target))
                problems.Add(app, $"expected the app to hold {target}, to which its site map leads.");
        }
    }
}
