using Newtonsoft.Json.Linq;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.WebApi;

/// <summary>Writes definitions as the Web API shows them.</summary>
internal sealed class DefinitionWriter(int language)
{
    public JObject Table(TableDefinition table) => new()
    {
        ["LogicalName"] = table.LogicalName,
        ["SchemaName"] = table.SchemaName,
        ["EntitySetName"] = table.EntitySetName,
        ["PrimaryIdAttribute"] = table.PrimaryIdColumn,
        ["PrimaryNameAttribute"] = table.PrimaryNameColumn,
        ["ObjectTypeCode"] = table.ObjectTypeCode,
        ["DisplayName"] = Label(table.DisplayName),
        ["DisplayCollectionName"] = Label(table.DisplayCollectionName),
        ["Description"] = Label(table.Description),
    };

    public JObject Column(ColumnDefinition column, MetadataCatalog catalog, string table)
    {
        var written = new JObject
        {
            ["LogicalName"] = column.LogicalName,
            ["SchemaName"] = column.SchemaName,
            ["AttributeType"] = column.Type.ToString(),
            ["IsPrimaryId"] = catalog.FindTable(table)?.PrimaryIdColumn == column.LogicalName,
            ["AttributeOf"] = column.AttributeOf,
            ["DisplayName"] = Label(column.DisplayName),
        };
        if (column.OptionSet is { } options)
            written["OptionSet"] = OptionSet(column, options);
        if (column.IsLookup)
            written["Targets"] = new JArray(column.Targets.Count > 0 ? column.Targets : catalog.RelationshipsFrom(table).Where(one => one.ReferencingColumn == column.LogicalName).Select(one => one.ReferencedTable));
        return written;
    }

    private JObject OptionSet(ColumnDefinition column, OptionSetDefinition set) => column.Type == ColumnType.Boolean
        ? new JObject
        {
            ["TrueOption"] = set.Options.FirstOrDefault(option => option.Value == 1) is { } yes ? Option(yes) : null,
            ["FalseOption"] = set.Options.FirstOrDefault(option => option.Value == 0) is { } no ? Option(no) : null,
        }
        : new JObject { ["Options"] = new JArray(set.Options.Select(Option)) };

    private JObject Option(OptionDefinition option) => new() { ["Value"] = option.Value, ["Label"] = Label(option.Label) };

    private JObject Label(LocalizedText text) => new()
    {
        ["LocalizedLabels"] = new JArray(text.ByLanguage.Select(pair => One(pair.Value, pair.Key))),
        ["UserLocalizedLabel"] = text.In(language) is { } label ? One(label, text.ByLanguage.ContainsKey(language) ? language : LocalizedText.English) : null,
    };

    private static JObject One(string text, int code) => new() { ["Label"] = text, ["LanguageCode"] = code };
}
