using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Tevreden.Cli.Output;

/// <summary>Writes a result to standard output: lines for a person, or one JSON line, the last, for a machine.</summary>
internal static class ResultWriter
{
    public static void Write(RunResult result, TextWriter output, bool json)
    {
        if (json)
        {
            output.WriteLine(Json(result).ToString(Formatting.None));
            return;
        }

        foreach (var (name, value) in Lines(result))
            output.WriteLine($"{name,-18}{value}");
    }

    private static JObject Json(RunResult result)
    {
        var json = new JObject
        {
            ["command"] = result.Command,
            ["outcome"] = result.Outcome,
            ["exitCode"] = result.ExitCode,
            ["runId"] = result.RunId.ToString("D"),
            ["read"] = result.Counts.Read,
            ["written"] = result.Counts.Written,
            ["answersWritten"] = result.Counts.AnswersWritten,
            ["unchanged"] = result.Counts.Unchanged,
            ["rejected"] = result.Counts.Rejected,
            ["unmatched"] = result.Counts.Unmatched,
            ["malformed"] = result.Counts.Malformed,
            ["answered"] = result.Counts.Answered,
            ["scored"] = result.Counts.Scored,
            ["accountsScored"] = result.Counts.AccountsScored,
            ["contactsScored"] = result.Counts.ContactsScored,
            ["watermark"] = result.Watermark?.ToString("O", CultureInfo.InvariantCulture),
            ["requests"] = result.DataverseRequests.Values.Sum(),
            ["requestsByMessage"] = JObject.FromObject(result.DataverseRequests),
            ["serviceRequests"] = result.ServiceRequests,
            ["seconds"] = Math.Round(result.Elapsed.TotalSeconds, 3),
            ["rejectedRows"] = new JArray(result.Counts.RejectedRows.Select(row => new JObject
            {
                ["table"] = row.Table,
                ["key"] = row.Key,
                ["code"] = row.Code,
                ["message"] = row.Message,
            })),
        };
        if (result.Asked is { } asked)
            json["asked"] = asked;
        if (result.Error is { } error)
            json["error"] = new JObject { ["code"] = error.Code, ["message"] = error.Message };
        return json;
    }

    private static IEnumerable<(string Name, string Value)> Lines(RunResult result)
    {
        string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

        yield return ("outcome", result.Outcome);
        yield return ("read", Number(result.Counts.Read));
        yield return ("written", $"{Number(result.Counts.Written)} responses, {Number(result.Counts.AnswersWritten)} answers");
        yield return ("unchanged", Number(result.Counts.Unchanged));
        yield return ("unmatched", Number(result.Counts.Unmatched));
        yield return ("rejected", $"{Number(result.Counts.Rejected)} rows, {Number(result.Counts.Malformed)} unreadable");
        yield return ("answered", $"{Number(result.Counts.Answered)} invitations");
        yield return ("scored", $"{Number(result.Counts.AccountsScored)} accounts, {Number(result.Counts.ContactsScored)} contacts");
        if (result.Asked is { } asked)
            yield return ("asked to send", Number(asked));
        yield return ("watermark", result.Watermark?.ToString("O", CultureInfo.InvariantCulture) ?? "none");
        yield return ("requests", $"{Number(result.DataverseRequests.Values.Sum())} to Dataverse ({string.Join(", ", result.DataverseRequests.Select(message => $"{message.Key} {message.Value}"))}), {Number(result.ServiceRequests)} to the service");
        foreach (var row in result.Counts.RejectedRows)
            yield return ("rejected row", $"{row.Table} {row.Key}: {row.Code} {row.Message}");
    }
}
