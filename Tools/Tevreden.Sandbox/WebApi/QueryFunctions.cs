using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Tevreden.Sandbox.WebApi;

/// <summary>A call of one of the platform's query functions, such as <c>Microsoft.Dynamics.CRM.LastXDays(PropertyName='createdon',PropertyValue=7)</c>.</summary>
internal sealed record QueryFunction(string Name, string Property, IReadOnlyList<string> Values);

/// <summary>
/// Takes the query functions out of a filter before the OData library reads it, since their first argument names a column, and leaves a mark in their place:
/// <c>startswith('Microsoft.Dynamics.CRM','0')</c>.
/// </summary>
internal static partial class QueryFunctions
{
    public const string Mark = EdmModels.Namespace;

    private static readonly Dictionary<string, string> Operators = new(StringComparer.Ordinal)
    {
        ["Today"] = "today", ["Yesterday"] = "yesterday", ["Tomorrow"] = "tomorrow",
        ["On"] = "on", ["NotOn"] = "not-on", ["OnOrBefore"] = "on-or-before", ["OnOrAfter"] = "on-or-after",
        ["Last7Days"] = "last-seven-days", ["Next7Days"] = "next-seven-days",
        ["LastWeek"] = "last-week", ["ThisWeek"] = "this-week", ["NextWeek"] = "next-week",
        ["LastMonth"] = "last-month", ["ThisMonth"] = "this-month", ["NextMonth"] = "next-month",
        ["LastYear"] = "last-year", ["ThisYear"] = "this-year", ["NextYear"] = "next-year",
        ["LastXHours"] = "last-x-hours", ["NextXHours"] = "next-x-hours", ["LastXDays"] = "last-x-days", ["NextXDays"] = "next-x-days",
        ["LastXWeeks"] = "last-x-weeks", ["NextXWeeks"] = "next-x-weeks", ["LastXMonths"] = "last-x-months", ["NextXMonths"] = "next-x-months",
        ["LastXYears"] = "last-x-years", ["NextXYears"] = "next-x-years",
        ["OlderThanXMinutes"] = "olderthan-x-minutes", ["OlderThanXHours"] = "olderthan-x-hours", ["OlderThanXDays"] = "olderthan-x-days",
        ["OlderThanXWeeks"] = "olderthan-x-weeks", ["OlderThanXMonths"] = "olderthan-x-months", ["OlderThanXYears"] = "olderthan-x-years",
        ["EqualUserId"] = "eq-userid", ["NotEqualUserId"] = "ne-userid",
        ["Between"] = "between", ["NotBetween"] = "not-between", ["In"] = "in", ["NotIn"] = "not-in",
        ["ContainValues"] = "contain-values", ["DoesNotContainValues"] = "not-contain-values",
    };

    public static string TakeOut(string filter, List<QueryFunction> found)
    {
        var text = new StringBuilder();
        var at = 0;
        foreach (Match call in Call().Matches(filter))
        {
            if (call.Index < at)
                continue;
            var end = Closing(filter, call.Index + call.Length);
            text.Append(filter, at, call.Index - at).Append(CultureInfo.InvariantCulture, $"startswith('{Mark}','{found.Count}')");
            found.Add(Read(call.Groups["name"].Value, filter[(call.Index + call.Length)..end]));
            at = end + 1;
        }

        return text.Append(filter, at, filter.Length - at).ToString();
    }

    public static string OperatorOf(QueryFunction function) =>
        Operators.TryGetValue(function.Name, out var operation)
            ? operation
            : throw WebApiException.Bad($"The query function {EdmModels.Namespace}.{function.Name} is not known to the sandbox. It knows {string.Join(", ", Operators.Keys)}.");

    private static QueryFunction Read(string name, string arguments)
    {
        var property = Property().Match(arguments) is { Success: true } named
            ? named.Groups["value"].Value
            : throw WebApiException.Bad($"The query function {name} expects PropertyName='COLUMN'.");
        var values = Values().Match(arguments) is { Success: true } list
            ? Item().Matches(list.Groups["list"].Value).Select(item => Plain(item.Value))
            : Value().Match(arguments) is { Success: true } one ? [Plain(one.Groups["value"].Value)] : [];
        return new QueryFunction(name, property, [.. values]);
    }

    private static string Plain(string literal) => literal.Length > 1 && literal[0] is '\'' or '"' ? literal[1..^1].Replace("''", "'", StringComparison.Ordinal) : literal;

    private static int Closing(string text, int from)
    {
        var inText = false;
        for (var at = from; at < text.Length; at++)
        {
            if (text[at] == '\'')
                inText = !inText;
            else if (text[at] == ')' && !inText)
                return at;
        }

        throw WebApiException.Bad("A query function in $filter is not closed.");
    }

    [GeneratedRegex(@"Microsoft\.Dynamics\.CRM\.(?<name>\w+)\(", RegexOptions.CultureInvariant)]
    private static partial Regex Call();

    [GeneratedRegex(@"PropertyName\s*=\s*'(?<value>[^']*)'", RegexOptions.CultureInvariant)]
    private static partial Regex Property();

    [GeneratedRegex(@"PropertyValues\s*=\s*\[(?<list>[^\]]*)\]", RegexOptions.CultureInvariant)]
    private static partial Regex Values();

    [GeneratedRegex(@"PropertyValue\d?\s*=\s*(?<value>'(?:[^']|'')*'|[^,\s)]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Value();

    [GeneratedRegex(@"'(?:[^']|'')*'|""[^""]*""|[^,\s]+", RegexOptions.CultureInvariant)]
    private static partial Regex Item();
}
