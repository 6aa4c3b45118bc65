using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Tevreden.Demo.Story;

/// <summary>What the job did, as a sentence made of its machine-readable last line.</summary>
internal static class JobSummary
{
    /// <param name="output">Everything that the job printed.</param>
    /// <exception cref="DemoException">Its last line is no such line.</exception>
    public static string Of(string output)
    {
        var line = output.TrimEnd().Split('\n')[^1];
        try
        {
            var run = JObject.Parse(line);
            return string.Create(
                CultureInfo.InvariantCulture,
                $"read {Number(run, "read")} responses, wrote {Number(run, "written")} of them with {Number(run, "answersWritten")} answers; "
                    + $"marked {Number(run, "answered")} invitations as answered; scored {Number(run, "accountsScored")} accounts and {Number(run, "contactsScored")} contacts");
        }
        catch (JsonException problem)
        {
            throw new DemoException($"The companion job was expected to end with one line of JSON, found: {line}", problem);
        }
    }

    private static int Number(JObject run, string name) =>
        run.Value<int?>(name) ?? throw new DemoException($"The companion job's last line has no number '{name}'.");
}
