using System.Text.RegularExpressions;

namespace Tevreden.SolutionPackager.Sources;

/// <summary>One kind of file: where it stands and what its root element is called.</summary>
internal sealed record SourceKind(string Name, string Path, string Root, bool IsNeeded = false)
{
    private readonly Regex _pattern = new(
        "^" + Regex.Escape(Path).Replace("\\*\\*", ".+", StringComparison.Ordinal).Replace("\\*", "[^/]+", StringComparison.Ordinal) + "$",
        RegexOptions.CultureInvariant);

    public bool Holds(string path) => _pattern.IsMatch(path);
}

/// <summary>The layout of Microsoft's SolutionPackager, as far as this packer packs it.</summary>
internal static class SourceKinds
{
    public const string Solution = "solution", Customizations = "customizations", RelationshipNames = "relationship names", Relationships = "relationships";
    public const string Table = "table", Ribbon = "ribbon", OptionSet = "choice", Role = "role", Assembly = "assembly", Step = "step";
    public const string Form = "form", View = "view", Chart = "chart", Dashboard = "dashboard", SiteMap = "site map", App = "app";
    public const string WebResource = "web resource", ColumnSecurity = "column security profiles";
    public const string CustomApi = "custom API", CustomApiRequest = "request parameter", CustomApiResponse = "response property", EnvironmentVariable = "environment variable";

    public static IReadOnlyList<SourceKind> All { get; } =
    [
        new(Solution, "Other/Solution.xml", "ImportExportXml", IsNeeded: true),
        new(Customizations, "Other/Customizations.xml", "ImportExportXml", IsNeeded: true),
        new(RelationshipNames, "Other/Relationships.xml", "EntityRelationships", IsNeeded: true),
        new(Relationships, "Other/Relationships/*.xml", "EntityRelationships"),
        new(Table, "Entities/*/Entity.xml", "Entity"),
        new(Ribbon, "Entities/*/RibbonDiff.xml", "RibbonDiffXml"),
        new(Form, "Entities/*/FormXml/*/*.xml", "forms"),
        new(View, "Entities/*/SavedQueries/*.xml", "savedqueries"),
        new(Chart, "Entities/*/Visualizations/*.xml", "visualization"),
        new(Dashboard, "Dashboards/*.xml", "Dashboard"),
        new(SiteMap, "AppModuleSiteMaps/*/*.xml", "AppModuleSiteMap"),
        new(App, "AppModules/*/*.xml", "AppModule"),
        new(WebResource, "WebResources/**.data.xml", "WebResource"),
        new(ColumnSecurity, "Other/FieldSecurityProfiles.xml", "FieldSecurityProfiles"),
        new(OptionSet, "OptionSets/*.xml", "optionset"),
        new(Role, "Roles/*.xml", "Role"),
        new(Assembly, "PluginAssemblies/*/*.dll.data.xml", "PluginAssembly"),
        new(Step, "SdkMessageProcessingSteps/*.xml", "SdkMessageProcessingStep"),
        new(CustomApi, "customapis/*/customapi.xml", "customapi"),
        new(CustomApiRequest, "customapis/*/customapirequestparameters/*/customapirequestparameter.xml", "customapirequestparameter"),
        new(CustomApiResponse, "customapis/*/customapiresponseproperties/*/customapiresponseproperty.xml", "customapiresponseproperty"),
        new(EnvironmentVariable, "environmentvariabledefinitions/*/environmentvariabledefinition.xml", "environmentvariabledefinition"),
    ];

    public static string Expected => string.Join(", ", All.Select(kind => kind.Path));
}
