using System.Globalization;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Standard;

/// <summary>Labels of the platform's tables and columns in English and Dutch, as far as <c>Labels.txt</c> has them. The others keep their names.</summary>
internal sealed class StandardLabels
{
    private const string Resource = "Labels.txt", OfAll = "*";
    private const int Dutch = 1043;

    private readonly Dictionary<string, string[]> _labels;

    private StandardLabels(Dictionary<string, string[]> labels) => _labels = labels;

    public static StandardLabels Read()
    {
        var assembly = typeof(StandardLabels).Assembly;
        using var text = new StreamReader(assembly.GetManifestResourceStream(assembly.GetManifestResourceNames().Single(name => name.EndsWith(Resource, StringComparison.Ordinal)))!);
        var labels = new Dictionary<string, string[]>(StringComparer.Ordinal);
        while (text.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#' && line.Split('|', StringSplitOptions.TrimEntries) is [var name, .. var texts])
                labels.Add(name, texts);
        }

        return new StandardLabels(labels);
    }

    public TableDefinition Apply(TableDefinition table) => table with
    {
        DisplayName = Find(table.LogicalName) is [var one, var dutchOne, ..] ? Text(one, dutchOne) : table.DisplayName,
        DisplayCollectionName = Find(table.LogicalName) is [_, _, var many, var dutchMany] ? Text(many, dutchMany) : table.DisplayCollectionName,
        Columns = [.. table.Columns.Select(column => Apply(table.LogicalName, column))],
    };

    private static LocalizedText Text(string english, string dutch) => new(new Dictionary<int, string> { [LocalizedText.English] = english, [Dutch] = dutch });

    private string[]? Find(string name) => _labels.GetValueOrDefault(name);

    private ColumnDefinition Apply(string table, ColumnDefinition column)
    {
        var name = $"{table}.{column.LogicalName}";
        return column with
        {
            DisplayName = (Find(name) ?? Find($"{OfAll}.{column.LogicalName}")) is [var english, var dutch] ? Text(english, dutch) : column.DisplayName,
            OptionSet = column.OptionSet is not { } set ? null : set with
            {
                Options = [.. set.Options.Select(option => Find(string.Create(CultureInfo.InvariantCulture, $"{name}.{option.Value}")) is [var inEnglish, var inDutch] ? option with { Label = Text(inEnglish, inDutch) } : option)],
            },
        };
    }
}
