using System.Globalization;
using System.Xml.Linq;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Import;

/// <summary>Reads an &lt;attribute&gt; of customizations.xml.</summary>
internal sealed class ColumnReader(string file, string solution, IReadOnlyDictionary<string, OptionSetDefinition> globalSets)
{
    public ColumnDefinition Read(XElement attribute)
    {
        var schemaName = attribute.NeedAttribute("PhysicalName", file);
        var type = TypeOf(attribute);
        var column = new ColumnDefinition
        {
            LogicalName = attribute.Text("LogicalName") ?? attribute.Text("Name") ?? Lower(schemaName),
            SchemaName = schemaName,
            Type = type,
            RequiredLevel = Level(attribute),
            ValidForCreate = attribute.Flag("ValidForCreateApi", otherwise: true),
            ValidForUpdate = attribute.Flag("ValidForUpdateApi", otherwise: true),
            ValidForRead = attribute.Flag("ValidForReadApi", otherwise: true),
            IsSecured = attribute.Flag("IsSecured"),
            AttributeOf = BaseOf(attribute),
            IsCustom = attribute.Flag("IsCustomField"),
            Solution = solution,
            Format = attribute.Text("Format"),
            AutoNumberFormat = attribute.Text("AutoNumberFormat"),
            DisplayName = attribute.Labels("displaynames"),
            Description = attribute.Labels("Descriptions"),
        };
        return WithType(attribute, column);
    }

    public static OptionSetDefinition OptionSet(XElement set, string name, string file) => new()
    {
        Name = name,
        IsGlobal = set.Flag("IsGlobal"),
        DisplayName = set.Labels("displaynames"),
        Options =
        [
            .. set.Elements("options").Elements("option").Select(option => new OptionDefinition { Value = Value(option, "value", file), Label = option.Labels("labels") }),
            .. set.Elements("states").Elements("state").Select(state => new OptionDefinition
            {
                Value = Value(state, "value", file),
                DefaultStatus = Value(state, "defaultstatus", file),
                InvariantName = state.Attribute("invariantname")?.Value,
                Label = state.Labels("labels"),
            }),
            .. set.Elements("statuses").Elements("status").Select(status => new OptionDefinition
            {
                Value = Value(status, "value", file),
                State = Value(status, "state", file),
                Label = status.Labels("labels"),
            }),
        ],
    };

    // Names of lookups come along as columns of their own, which nobody writes.
    private static string? BaseOf(XElement attribute)
    {
        if (!attribute.Flag("IsLogical") || attribute.Text("LogicalName") is not { } name)
            return null;
        return ((string[])["yominame", "name"]).Where(suffix => name.Length > suffix.Length && name.EndsWith(suffix, StringComparison.Ordinal)).Select(suffix => name[..^suffix.Length]).FirstOrDefault();
    }

    private static string Lower(string name) => name.ToLower(CultureInfo.InvariantCulture);

    private static int Value(XElement element, string attribute, string file) =>
        int.TryParse(element.NeedAttribute(attribute, file), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Xml.Wrong(file, element, $"expected a whole number in attribute '{attribute}'");

    private ColumnDefinition WithType(XElement attribute, ColumnDefinition column) => column.Type switch
    {
        ColumnType.String or ColumnType.Memo => column with { MaxLength = attribute.Number("MaxLength", file) ?? attribute.Number("Length", file) / 2 },
        ColumnType.Integer or ColumnType.Decimal or ColumnType.Double or ColumnType.Money => column with
        {
            MinValue = attribute.Amount("MinValue", file),
            MaxValue = attribute.Amount("MaxValue", file),
            Precision = column.Type == ColumnType.Integer ? null : attribute.Number("Accuracy", file),
        },
        ColumnType.DateTime => column with
        {
            DateTimeBehavior = attribute.Number("Behavior", file) switch { 2 => DateTimeBehavior.DateOnly, 3 => DateTimeBehavior.TimeZoneIndependent, _ => DateTimeBehavior.UserLocal },
            IsDateOnlyFormat = column.Format == "date",
        },
        ColumnType.Boolean => column with { OptionSet = Choice(attribute), DefaultValue = attribute.Text("AppDefaultValue") == "1" },
        ColumnType.Picklist or ColumnType.MultiSelectPicklist => column with
        {
            OptionSet = Choice(attribute) ?? throw Xml.Wrong(file, attribute, $"the choice '{column.LogicalName}' needs an <optionset> or an <OptionSetName>"),
            DefaultValue = attribute.Number("AppDefaultValue", file) is { } value and not -1 ? value : null,
        },
        ColumnType.State or ColumnType.Status => column with
        {
            OptionSet = Choice(attribute) ?? throw Xml.Wrong(file, attribute, $"'{column.LogicalName}' needs an <optionset>"),
        },
        ColumnType.Customer => column with { Targets = ["account", "contact"] },
        ColumnType.Owner => column with { Targets = ["systemuser", "team"] },
        _ => column,
    };

    private OptionSetDefinition? Choice(XElement attribute)
    {
        if (attribute.Element("optionset") is { } own)
            return OptionSet(own, own.Attribute("Name")?.Value ?? string.Empty, file);
        if (attribute.Text("OptionSetName") is not { } name)
            return null;
        return globalSets.TryGetValue(name, out var set)
            ? set
            : throw Xml.Wrong(file, attribute.Element("OptionSetName")!, $"the global choice '{name}' is neither in the file nor in the environment");
    }

    private RequiredLevel Level(XElement attribute) => attribute.Text("RequiredLevel") switch
    {
        null or "none" or "0" => RequiredLevel.None,
        "recommended" or "3" => RequiredLevel.Recommended,
        "required" or "applicationrequired" or "2" => RequiredLevel.ApplicationRequired,
        "systemrequired" or "1" => RequiredLevel.SystemRequired,
        var other => throw Xml.Wrong(file, attribute.Element("RequiredLevel")!, $"expected none, recommended, required or systemrequired; found '{other}'"),
    };

    private ColumnType TypeOf(XElement attribute) => attribute.Need("Type", file) switch
    {
        "primarykey" or "uniqueidentifier" => ColumnType.UniqueIdentifier,
        "nvarchar" => ColumnType.String,
        "ntext" => ColumnType.Memo,
        "int" when attribute.Text("DisplayMask")?.Split('|').Contains("ObjectTypeCode") == true => ColumnType.EntityName,
        "int" => ColumnType.Integer,
        "bigint" or "timestamp" => ColumnType.BigInt,
        "decimal" => ColumnType.Decimal,
        "float" => ColumnType.Double,
        "money" => ColumnType.Money,
        "bit" => ColumnType.Boolean,
        "datetime" => ColumnType.DateTime,
        "picklist" => ColumnType.Picklist,
        "multiselectpicklist" => ColumnType.MultiSelectPicklist,
        "state" => ColumnType.State,
        "status" => ColumnType.Status,
        "lookup" => ColumnType.Lookup,
        "customer" => ColumnType.Customer,
        "owner" => ColumnType.Owner,
        "partylist" => ColumnType.PartyList,
        "file" => ColumnType.File,
        "image" => ColumnType.Image,
        "virtual" => ColumnType.Virtual,
        "entityname" => ColumnType.EntityName,
        var other => throw Xml.Wrong(file, attribute.Element("Type")!, $"the column type '{other}' is not known"),
    };
}
