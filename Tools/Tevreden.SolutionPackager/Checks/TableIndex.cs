using System.Globalization;
using System.Xml.Linq;
using Tevreden.SolutionPackager.Sources;

namespace Tevreden.SolutionPackager.Checks;

/// <summary>A table of the sources with the columns that the sources give it.</summary>
/// <param name="IsOwn">False for a table of the platform that only gets columns.</param>
internal sealed record SourceTable(SourceElement At, string SchemaName, bool IsOwn, IReadOnlyDictionary<string, SourceElement> Columns)
{
    public string LogicalName => SchemaName.ToLower(CultureInfo.InvariantCulture);
}

/// <summary>The tables by their logical names.</summary>
internal sealed class TableIndex
{
    private readonly Dictionary<string, SourceTable> _tables;
    private readonly string _prefix;
    private readonly IReadOnlySet<string> _elsewhere;

    private TableIndex(Dictionary<string, SourceTable> tables, string prefix, IReadOnlySet<string> elsewhere)
    {
        _tables = tables;
        _prefix = prefix;
        _elsewhere = elsewhere;
    }

    public IReadOnlyCollection<SourceTable> All => _tables.Values;

    public SourceTable? Find(string name) => _tables.GetValueOrDefault(name.ToLower(CultureInfo.InvariantCulture));

    /// <summary>Named as ours: it must be in the sources, while others are the environment's or are listed as needed from another solution.</summary>
    public bool IsOurs(string name) => name.StartsWith(_prefix, StringComparison.OrdinalIgnoreCase) && !_elsewhere.Contains(name);

    /// <summary>False when the sources would have to hold this column and do not.</summary>
    public bool HasColumn(string table, string column) =>
        _elsewhere.Contains(table) || Find(table) is not { } found
            ? !IsOurs(table)
            : found.Columns.ContainsKey(column.ToLower(CultureInfo.InvariantCulture)) || (!found.IsOwn && !IsOurs(column));

    public static TableIndex Make(SourceTree tree, Problems problems)
    {
        var tables = new Dictionary<string, SourceTable>(StringComparer.Ordinal);
        foreach (var file in tree.Tables)
        {
            var name = file.Xml.Element("Name");
            var entity = file.Xml.Element("EntityInfo")?.Element("entity");
            // A table of the platform that gets neither columns nor keys, but forms, views or buttons, is named and no more.
            if (name is null || (entity is null && file.With(name).Attribute("OriginalName") is not null))
            {
                problems.Add(file, "expected <Name> and <EntityInfo><entity>.");
                continue;
            }

            var columns = entity is null ? [] : ColumnsOf(file, entity, problems);
            var table = new SourceTable(file, name.Value.Trim(), file.With(name).Attribute("OriginalName") is not null, columns);
            if (entity is not null && entity.Attribute("Name")?.Value != table.SchemaName)
                problems.Add(file.With(entity), $"expected Name=\"{table.SchemaName}\" as in <Name>, found \"{entity.Attribute("Name")?.Value}\".");
            if (!tables.TryAdd(table.LogicalName, table))
                problems.Add(file, $"the table {table.LogicalName} is in {tables[table.LogicalName].At.File} already.");
        }

        return new TableIndex(tables, tree.Prefix, tree.Elsewhere);
    }

    private static Dictionary<string, SourceElement> ColumnsOf(SourceElement file, XElement entity, Problems problems)
    {
        var columns = new Dictionary<string, SourceElement>(StringComparer.Ordinal);
        foreach (var attribute in entity.Elements("attributes").Elements("attribute").Select(file.With))
        {
            var physical = attribute.Attribute("PhysicalName");
            var logical = attribute.Text("LogicalName");
            if (physical is null || logical is null || attribute.Text("Type") is null)
                problems.Add(attribute, "expected a column with PhysicalName, <LogicalName> and <Type>.");
            else if (!string.Equals(Lower(physical), logical, StringComparison.Ordinal))
                problems.Add(attribute, $"expected <LogicalName>{Lower(physical)}</LogicalName> for {physical}, found {logical}.");
            else if (!columns.TryAdd(logical, attribute))
                problems.Add(attribute, $"the column {logical} stands in line {columns[logical].Line} already.");
        }

        return columns;
    }

    private static string Lower(string name) => name.ToLower(CultureInfo.InvariantCulture);
}
