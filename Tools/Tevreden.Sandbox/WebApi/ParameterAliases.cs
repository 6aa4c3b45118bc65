using System.Text.RegularExpressions;

namespace Tevreden.Sandbox.WebApi;

/// <summary>
/// Puts what stands for <c>@name</c> in an address in its place, columns and values alike, before anything else reads the options:
/// <c>$filter=contains(@p1,'a')&amp;@p1=fullname</c>.
/// </summary>
internal static partial class ParameterAliases
{
    private static readonly HashSet<string> Resolved = ["$filter", "$orderby", "$expand", "$apply"];

    public static IReadOnlyDictionary<string, string> Resolve(IReadOnlyDictionary<string, string> options) =>
        options.Keys.Any(name => name.StartsWith('@'))
            ? options.Where(option => !option.Key.StartsWith('@')).ToDictionary(option => option.Key, option => Resolved.Contains(option.Key) ? Resolve(option.Value, options) : option.Value)
            : options;

    // A text between quotes stays as it is; an alias without a value is null, as OData says.
    private static string Resolve(string text, IReadOnlyDictionary<string, string> options) =>
        Alias().Replace(text, match => match.Value[0] == '\'' ? match.Value : options.GetValueOrDefault(match.Value) ?? "null");

    [GeneratedRegex(@"'(?:[^']|'')*'|@[A-Za-z_]\w*", RegexOptions.CultureInvariant)]
    private static partial Regex Alias();
}
