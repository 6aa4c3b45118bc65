using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Tevreden.Cli.Errors;

namespace Tevreden.Cli.Output;

/// <summary>One event as one line of JSON, its values each under their own name, for a collector of logs.</summary>
internal static class JsonLogLine
{
    private const string Template = "{OriginalFormat}";

    public static string Make(DateTime now, string level, JobIdentity run, string text, IEnumerable<KeyValuePair<string, object?>>? values, Exception? exception)
    {
        var line = new JObject
        {
            ["time"] = now.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            ["level"] = level,
            ["run"] = run.RunId.ToString("D", CultureInfo.InvariantCulture),
            ["command"] = run.Command,
            ["event"] = text.Split(' ', 2)[0].TrimEnd(':'),
            ["message"] = text,
        };
        if (values?.Where(value => value.Key != Template).ToList() is { Count: > 0 } named)
            line["values"] = new JObject(named.Select(value => new JProperty(value.Key, Value(value.Value))));
        if (exception is not null)
            line["exceptions"] = new JArray(Causes(exception).Select(cause => new JObject { ["type"] = cause.GetType().FullName, ["at"] = cause.StackTrace }));
        return line.ToString(Formatting.None);
    }

    private static JToken Value(object? value) => value switch
    {
        null => JValue.CreateNull(),
        int or long or double or decimal or bool => JToken.FromObject(value),
        DateTime date => date.ToString("O", CultureInfo.InvariantCulture),
        _ => SafeText.Line(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""),
    };

    private static IEnumerable<Exception> Causes(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
            yield return cause;
    }
}
