namespace Tevreden.Sandbox.Import;

/// <summary>
/// Numbers of component types (choice componenttype of solutioncomponent, as Microsoft's reference lists them). Those of 10000 and more differ per
/// environment in the platform too: here they are the table's object type code.
/// </summary>
internal static class ComponentTypes
{
    public const int Table = 1, Column = 2, Choice = 9, Relationship = 10, Key = 14, PluginType = 90;

    private static readonly Dictionary<string, int> ByTable = new(StringComparer.Ordinal)
    {
        ["role"] = 20,
        ["savedquery"] = 26,
        ["savedqueryvisualization"] = 59,
        ["systemform"] = 60,
        ["webresource"] = 61,
        ["sitemap"] = 62,
        ["fieldsecurityprofile"] = 70,
        ["fieldpermission"] = 71,
        ["appmodule"] = 80,
        ["plugintype"] = PluginType,
        ["pluginassembly"] = 91,
        ["sdkmessageprocessingstep"] = 92,
        ["sdkmessageprocessingstepimage"] = 93,
        ["environmentvariabledefinition"] = 380,
        ["environmentvariablevalue"] = 381,
    };

    // Of these a solution has no component: they describe it, or are its maker's.
    private static readonly HashSet<string> NoComponents = ["solution", "publisher"];

    /// <summary>The type of the rows of a table; null where rows of that table are no components.</summary>
    /// <param name="table">Logical name.</param>
    /// <param name="objectTypeCode">Its object type code.</param>
    public static int? Of(string table, int? objectTypeCode) =>
        NoComponents.Contains(table) ? null : ByTable.TryGetValue(table, out var type) ? type : objectTypeCode;

    /// <summary>What people call it.</summary>
    public static string Name(int type) => type switch
    {
        Table => "Entity",
        Column => "Attribute",
        Choice => "OptionSet",
        Relationship => "EntityRelationship",
        Key => "EntityKey",
        20 => "Role",
        26 => "SavedQuery",
        60 => "SystemForm",
        61 => "WebResource",
        PluginType => "PluginType",
        91 => "PluginAssembly",
        92 => "SdkMessageProcessingStep",
        _ => $"component of type {type}",
    };
}

/// <summary>A component: what kind, and which.</summary>
internal readonly record struct Component(int Type, Guid Id);
