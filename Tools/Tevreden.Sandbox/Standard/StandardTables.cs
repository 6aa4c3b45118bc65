using System.Globalization;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Standard;

/// <summary>Gathers the tables and relationships of .tables files.</summary>
internal sealed class StandardTables
{
    private readonly StandardLabels _labels = StandardLabels.Read();
    private readonly List<TableDefinition> _tables = [];
    private readonly List<TableText> _relationshipLines = [];
    private readonly List<ManyToManyDefinition> _many = [];
    private readonly Dictionary<(string Table, string Column), string> _navigation = [];
    private TableText? _head;
    private List<ColumnDefinition> _columns = [];

    public void Read(string file, TextReader text)
    {
        var number = 0;
        while (text.ReadLine() is { } line)
        {
            number++;
            if (line.Length > 0 && line[0] != '#')
                Read(new TableText(file, number, line));
        }

        Close();
    }

    public MetadataCatalog Catalog()
    {
        // The tables of a relationship may stand in different files.
        var relationships = _relationshipLines.ConvertAll(Relationship);
        var stated = relationships.Select(relationship => (relationship.ReferencingTable, relationship.ReferencingColumn, relationship.ReferencedTable)).ToHashSet();
        var others = _tables.SelectMany(table => ImpliedRelationships.Of(table, _tables, _navigation)).Where(relationship =>
            !stated.Contains((relationship.ReferencingTable, relationship.ReferencingColumn, relationship.ReferencedTable)));
        return new MetadataCatalog(_tables, [.. relationships, .. others], _many, []);
    }

    private static CascadeType Cascade(TableText line, string letter) => line.Setting(letter) switch
    {
        "c" => CascadeType.Cascade,
        "n" => CascadeType.NoCascade,
        "l" => CascadeType.RemoveLink,
        "r" => CascadeType.Restrict,
        var other => throw line.Wrong($"expected {letter}=c, n, l or r; found '{other}'"),
    };

    private void Read(TableText line)
    {
        switch (line.Words[0])
        {
            case "table":
                Close();
                _head = line;
                _columns = [];
                break;
            case "rel":
                Close();
                _relationshipLines.Add(line);
                break;
            case "many":
                Close();
                Many(line);
                break;
            default:
                if (_head is null)
                    throw line.Wrong("expected a line that begins with table, rel or many");
                foreach (var column in ColumnText.Read(line, _head.Words[1]))
                {
                    _columns.Add(column);
                    if (column.Type == ColumnType.Image)
                        _columns.AddRange(ImageParts.ColumnsOf(column));
                    if (line.Setting("nav") is { } navigation)
                        _navigation[(_head.Words[1], column.LogicalName)] = navigation;
                }

                break;
        }
    }

    private void Close()
    {
        if (_head is not { } head)
            return;
        _head = null;
        var name = head.Words[1];
        var ownership = head.Setting("own") switch
        {
            "user" => TableOwnership.User,
            "org" => TableOwnership.Organization,
            "business" => TableOwnership.BusinessUnit,
            "none" => TableOwnership.None,
            var other => throw head.Wrong($"expected own=user, org, business or none; found '{other}'"),
        };
        var idSchemaName = head.Setting("id") ?? head.Words[2] + "Id";
        var id = idSchemaName.ToLowerInvariant();
        var columns = new List<ColumnDefinition> { new() { LogicalName = id, SchemaName = idSchemaName, Type = ColumnType.UniqueIdentifier, RequiredLevel = RequiredLevel.SystemRequired, ValidForUpdate = false } };
        columns.AddRange(_columns);
        columns.AddRange(CommonColumns.Of(ownership).Where(common => columns.TrueForAll(column => column.LogicalName != common.LogicalName)));
        _tables.Add(_labels.Apply(new TableDefinition
        {
            LogicalName = name,
            SchemaName = head.Words[2],
            EntitySetName = head.Words[3],
            PrimaryIdColumn = id,
            PrimaryNameColumn = head.Setting("name"),
            Ownership = ownership,
            IsActivity = head.Has("activity"),
            ObjectTypeCode = int.Parse(head.Setting("otc") ?? throw head.Wrong("expected otc=N"), CultureInfo.InvariantCulture),
            DisplayName = LocalizedText.InEnglish(head.Options[0]),
            DisplayCollectionName = LocalizedText.InEnglish(head.Options[1]),
            Columns = columns,
        }));
    }

    private RelationshipDefinition Relationship(TableText line)
    {
        var end = line.Words[3].Split('.');
        var parent = _tables.Find(table => table.LogicalName == line.Words[2]) ?? throw line.Wrong($"there is no table '{line.Words[2]}'");
        var child = _tables.Find(table => table.LogicalName == end[0]) ?? throw line.Wrong($"there is no table '{end[0]}'");
        var column = child.Columns.FirstOrDefault(found => found.LogicalName == end[1]) ?? throw line.Wrong($"'{end[0]}' has no column '{end[1]}'");
        return ImpliedRelationships.Make(line.Words[1], child, column, parent, line.Setting("nav"), line.Setting("collection")) with
        {
            CascadeAssign = Cascade(line, "A"),
            CascadeDelete = Cascade(line, "D"),
            CascadeMerge = Cascade(line, "M"),
            CascadeReparent = Cascade(line, "R"),
            CascadeShare = Cascade(line, "S"),
        };
    }

    private void Many(TableText line)
    {
        var name = line.Words[2];
        var columns = new List<ColumnDefinition> { new() { LogicalName = name + "id", SchemaName = name + "Id", Type = ColumnType.UniqueIdentifier } };
        foreach (var id in (string[])[line.Words[5], line.Words[7]])
            columns.Add(new ColumnDefinition { LogicalName = id, SchemaName = id, Type = ColumnType.UniqueIdentifier });
        foreach (var extra in line.Words.Skip(8))
            columns.Add(new ColumnDefinition { LogicalName = extra, SchemaName = extra, Type = ColumnType.Integer });
        columns.Add(CommonColumns.Version);
        _tables.Add(new TableDefinition
        {
            LogicalName = name,
            SchemaName = line.Words[3],
            EntitySetName = name + "collection",
            PrimaryIdColumn = name + "id",
            Ownership = TableOwnership.None,
            IsIntersect = true,
            Columns = columns,
        });
        _many.Add(new ManyToManyDefinition
        {
            SchemaName = line.Words[1],
            IntersectTable = name,
            FirstTable = line.Words[4],
            FirstIntersectColumn = line.Words[5],
            FirstNavigationProperty = line.Words[1],
            SecondTable = line.Words[6],
            SecondIntersectColumn = line.Words[7],
            SecondNavigationProperty = line.Words[1],
        });
    }
}
