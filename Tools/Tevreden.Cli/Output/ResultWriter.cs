using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Tevreden.Cli.Output;

/// <summary>Writes a result to standard output: lines for a person, or one JSON line, the last, for a machine.</summary>
internal static class ResultWriter
{
    public static void Write(RunResult result, TextWriter output, bool json)
    {
        if (result.Report.Document is { } document)
            output.WriteLine(document);
        if (json)
        {
            output.WriteLine(Json(result).ToString(Formatting.None));
            return;
        }

        if (result.Report.Document is not null)
            return;
        foreach (var (label, text) in Lines(result))
            output.WriteLine($"{label,-18}{text}");
    }

    private static JObject Json(RunResult result)
    {
        var json = new JObject
        {
            ["command"] = result.Command,
            ["outcome"] = result.Outcome,
            ["exitCode"] = result.ExitCode,
            ["runId"] = result.RunId.ToString("D"),
        };
        foreach (var (name, value) in result.Report.Facts.Where(fact => fact.Name.Length > 0))
            json[name] = value;
        json["requests"] = result.DataverseRequests.Values.Sum();
        json["requestsByMessage"] = JObject.FromObject(result.DataverseRequests);
        json["serviceRequests"] = result.ServiceRequests;
        json["seconds"] = Math.Round(result.Elapsed.TotalSeconds, 3);
        if (result.Error is { } error)
            json["error"] = new JObject { ["code"] = error.Code, ["message"] = error.Message };
        return json;
    }

    private static IEnumerable<(string Label, string Text)> Lines(RunResult result)
    {
        yield return ("outcome", result.Outcome);
        foreach (var line in result.Report.Lines)
            yield return line;
        yield return (
            "requests",
            $"{RunReport.Number(result.DataverseRequests.Values.Sum())} to Dataverse ({string.Join(", ", result.DataverseRequests.Select(message => $"{message.Key} {message.Value}"))}), "
            + $"{RunReport.Number(result.ServiceRequests)} to the service");
    }
}
