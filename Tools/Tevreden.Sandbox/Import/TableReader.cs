using System.Globalization;
using System.Xml.Linq;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Import;

/// <summary>Reads the tables of customizations.xml: own ones, and columns added to tables of others.</summary>
internal sealed class TableReader(MetadataCatalog catalog, ImportPlan plan)
{
    private const string File = Customizations.File;

    // Every table has these, whether its file says so or not.
    private static readonly ColumnDefinition Version = new() { LogicalName = "versionnumber", SchemaName = "VersionNumber", Type = ColumnType.BigInt, ValidForCreate = false, ValidForUpdate = false };

    public void Read(XElement entities, IReadOnlyDictionary<string, OptionSetDefinition> globalSets)
    {
        var columns = new ColumnReader(File, plan.Manifest.UniqueName, globalSets);
        foreach (var element in entities.Elements("Entity"))
        {
            var schemaName = element.Need("Name", File);
            var logicalName = schemaName.ToLower(CultureInfo.InvariantCulture);
            var info = element.Element("EntityInfo")?.Element("entity");
            var known = catalog.FindTable(logicalName);
            if (known is not { IsCustom: false } && (info?.Text("EntitySetName") is not null || (known is null && HasPrimaryKey(info))))
                plan.Catalog.Tables.Add(Own(schemaName, logicalName, info!, columns));
            else if (known is null)
                throw Xml.Wrong(File, element.Element("Name")!, $"the solution adds to the table '{logicalName}', which this environment does not have: import the solution that brings it first");
            else if (info is not null)
                plan.Catalog.Tables.Add(Addition(known, info, columns));
            plan.Count("Entities");
        }
    }

    private static bool HasPrimaryKey(XElement? info) => info?.Descendants("Type").Any(type => type.Value == "primarykey") == true;

    private static bool IsPrimaryName(XElement attribute) =>
        attribute.Text("DisplayMask")?.Split('|').Contains("PrimaryName") == true;

    private TableDefinition Own(string schemaName, string logicalName, XElement info, ColumnReader reader)
    {
        var attributes = info.Element("attributes")?.Elements("attribute").ToList() ?? [];
        var columns = attributes.Select(reader.Read).ToList();
        var key = attributes.FindIndex(attribute => attribute.Text("Type") == "primarykey");
        if (key < 0)
            throw Xml.Wrong(File, info, $"the table '{logicalName}' has no column of type primarykey");
        var name = attributes.FindIndex(IsPrimaryName);
        Complete(logicalName, columns, info);
        return new TableDefinition
        {
            LogicalName = logicalName,
            SchemaName = schemaName,
            EntitySetName = info.Text("EntitySetName") ?? logicalName + "s",
            PrimaryIdColumn = columns[key].LogicalName,
            PrimaryNameColumn = name < 0 ? null : columns[name].LogicalName,
            Ownership = info.Text("OwnershipTypeMask") switch
            {
                "OrgOwned" => TableOwnership.Organization,
                "BusinessOwned" => TableOwnership.BusinessUnit,
                "None" => TableOwnership.None,
                _ => TableOwnership.User,
            },
            IsActivity = info.Flag("IsActivity"),
            IsCustom = true,
            Solution = plan.Manifest.UniqueName,
            DisplayName = info.Labels("LocalizedNames"),
            DisplayCollectionName = info.Labels("LocalizedCollectionNames"),
            Description = info.Labels("Descriptions"),
            Columns = columns,
            Keys = Keys(info, columns),
        };
    }

    private TableDefinition Addition(TableDefinition known, XElement info, ColumnReader reader)
    {
        var columns = (info.Element("attributes")?.Elements("attribute") ?? [])
            .Where(attribute => attribute.Attribute("unmodified")?.Value != "1")
            .Select(reader.Read)
            .ToList();
        return known with { Columns = columns, Keys = Keys(info, [.. known.Columns, .. columns]), Solution = known.Solution };
    }

    private void Complete(string table, List<ColumnDefinition> columns, XElement info)
    {
        var missing = SystemColumns.Of(info.Text("OwnershipTypeMask") != "OrgOwned").Where(column => columns.TrueForAll(found => found.LogicalName != column.LogicalName)).ToList();
        if (missing.Count > 0)
            plan.Warn(File, info, $"the table '{table}' lacks system columns, which were added: {string.Join(", ", missing.Select(column => column.LogicalName))}");
        columns.AddRange(missing);
        if (columns.TrueForAll(column => column.LogicalName != Version.LogicalName))
            columns.Add(Version);
    }

    private List<KeyDefinition> Keys(XElement info, IReadOnlyList<ColumnDefinition> columns)
    {
        var keys = new List<KeyDefinition>();
        foreach (var key in info.Element("EntityKeys")?.Elements("EntityKey") ?? [])
        {
            var names = key.Elements("EntityKeyAttributes").Elements("AttributeName").Select(name => name.Value).ToList();
            if (names.Find(name => columns.All(column => column.LogicalName != name)) is { } unknown)
                throw Xml.Wrong(File, key, $"the key names the column '{unknown}', which its table does not have");
            var schemaName = key.Need("Name", File);
            keys.Add(new KeyDefinition
            {
                SchemaName = schemaName,
                LogicalName = key.Text("LogicalName") ?? schemaName.ToLower(CultureInfo.InvariantCulture),
                Columns = names,
                DisplayName = key.Labels("displaynames"),
                IndexStatus = KeyIndexStatus.Pending,
            });
            plan.Count("EntityKeys");
        }

        return keys;
    }
}
