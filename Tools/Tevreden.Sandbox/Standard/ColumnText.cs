using System.Globalization;
using System.Text.RegularExpressions;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Standard;

/// <summary>Reads the column lines of a .tables file.</summary>
internal static partial class ColumnText
{
    private static readonly Dictionary<string, ColumnType> Types = new(StringComparer.Ordinal)
    {
        ["text"] = ColumnType.String,
        ["memo"] = ColumnType.Memo,
        ["int"] = ColumnType.Integer,
        ["decimal"] = ColumnType.Decimal,
        ["double"] = ColumnType.Double,
        ["money"] = ColumnType.Money,
        ["bool"] = ColumnType.Boolean,
        ["date"] = ColumnType.DateTime,
        ["datetime"] = ColumnType.DateTime,
        ["guid"] = ColumnType.UniqueIdentifier,
        ["choice"] = ColumnType.Picklist,
        ["state"] = ColumnType.State,
        ["status"] = ColumnType.Status,
        ["lookup"] = ColumnType.Lookup,
        ["customer"] = ColumnType.Customer,
        ["entityname"] = ColumnType.EntityName,
        ["party"] = ColumnType.PartyList,
        ["image"] = ColumnType.Image,
    };

    public static IEnumerable<ColumnDefinition> Read(TableText line, string table)
    {
        // A column may be called like a type: the first word is a name in any case.
        var names = line.Words.TakeWhile((word, place) => place == 0 || !Types.ContainsKey(word)).ToList();
        if (names.Count == line.Words.Count)
            throw line.Wrong("expected column names and then a type");
        var kind = line.Words[names.Count];
        var arguments = line.Words.Skip(names.Count + 1).ToList();
        foreach (var name in names)
        {
            var logicalName = name.ToLowerInvariant();
            yield return Typed(line, kind, arguments, new ColumnDefinition
            {
                LogicalName = logicalName,
                SchemaName = name,
                Type = Types[kind],
                RequiredLevel = arguments.Contains("S") ? RequiredLevel.SystemRequired : arguments.Contains("A") ? RequiredLevel.ApplicationRequired : RequiredLevel.None,
                ValidForCreate = !arguments.Contains("RO") && kind != "state",
                ValidForUpdate = !arguments.Contains("RO") && !arguments.Contains("CO"),
                Format = line.Setting("format"),
                DisplayName = LocalizedText.InEnglish(Words(name)),
                OptionSet = line.Options.Count == 0 ? null : Options(line, kind, $"{table}_{logicalName}"),
            });
        }
    }

    // AnnualIncome: Annual Income; Address1_City: Address 1 City.
    private static string Words(string name) => Boundary().Replace(name.Replace('_', ' '), " ");

    [GeneratedRegex(@"(?<=[a-z])(?=[A-Z0-9])|(?<=[A-Z])(?=[A-Z][a-z])", RegexOptions.CultureInvariant)]
    private static partial Regex Boundary();

    private static ColumnDefinition Typed(TableText line, string kind, List<string> arguments, ColumnDefinition column)
    {
        var numbers = arguments.Where(word => decimal.TryParse(word, CultureInfo.InvariantCulture, out _)).Select(word => decimal.Parse(word, CultureInfo.InvariantCulture)).ToList();
        return kind switch
        {
            "text" or "memo" => column with { MaxLength = (int)numbers[0] },
            "int" => column with { MinValue = numbers.Count > 0 ? numbers[0] : int.MinValue, MaxValue = numbers.Count > 1 ? numbers[1] : int.MaxValue },
            "decimal" or "double" => column with { Precision = (int)numbers[0], MinValue = numbers.Count > 1 ? numbers[1] : null, MaxValue = numbers.Count > 2 ? numbers[2] : null },
            "money" => column with { Precision = 2 },
            "bool" => column with { DefaultValue = arguments.Contains("true"), OptionSet = YesNo(column) },
            "date" => column with { IsDateOnlyFormat = true, Format = "date" },
            "choice" => column with { DefaultValue = line.Setting("default") is { } value ? int.Parse(value, CultureInfo.InvariantCulture) : null },
            "state" => column with { RequiredLevel = RequiredLevel.SystemRequired },
            "lookup" => column with { Targets = arguments.Count > 0 && char.IsLower(arguments[0][0]) && !arguments[0].Contains('=', StringComparison.Ordinal) ? arguments[0].Split('|') : [] },
            "customer" => column with { Targets = ["account", "contact"] },
            "party" => column with { Targets = ["account", "contact", "lead", "systemuser", "queue"] },
            _ => column,
        };
    }

    private static OptionSetDefinition YesNo(ColumnDefinition column) => new()
    {
        Name = column.LogicalName,
        Options = [new() { Value = 0, Label = LocalizedText.InEnglish("No") }, new() { Value = 1, Label = LocalizedText.InEnglish("Yes") }],
    };

    private static OptionSetDefinition Options(TableText line, string kind, string name) => new()
    {
        Name = name,
        Options = [.. line.Options.Select(text => Option(line, kind, text))],
    };

    private static OptionDefinition Option(TableText line, string kind, string text)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0 || !int.TryParse(text[..space], CultureInfo.InvariantCulture, out var value))
            throw line.Wrong($"expected an option 'value label', found '{text}'");
        var label = text[(space + 1)..];
        var mark = label.LastIndexOfAny(['>', '@']);
        if (kind is not ("state" or "status") || mark < 0)
            return new OptionDefinition { Value = value, Label = LocalizedText.InEnglish(label) };

        var other = int.Parse(label[(mark + 1)..], CultureInfo.InvariantCulture);
        var name = label[..mark].Trim();
        return new OptionDefinition
        {
            Value = value,
            Label = LocalizedText.InEnglish(name),
            DefaultStatus = kind == "state" ? other : null,
            State = kind == "status" ? other : null,
            InvariantName = kind == "state" ? name : null,
        };
    }
}
