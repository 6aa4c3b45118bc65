using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Spectre.Console;
using Tevreden.Dataverse.Names;

namespace Tevreden.Demo.Story;

/// <summary>How the story ended, for people and for programs.</summary>
internal sealed record DemoReport
{
    private static readonly CultureInfo Dutch = CultureInfo.GetCultureInfo("nl-NL");

    public required int Resolved { get; init; }

    public required IReadOnlyList<Outcome> Outcomes { get; init; }

    public required IReadOnlyList<AccountScore> Scores { get; init; }

    /// <summary>Requests that reached the environment, by the phase of the story they came in.</summary>
    public required IReadOnlyDictionary<string, int> DataverseRequests { get; init; }

    /// <summary>What is wrong, one sentence each; empty when every resolved case has exactly one outcome.</summary>
    public required IReadOnlyList<string> Faults { get; init; }

    private int Answered => Outcomes.Count(outcome => outcome.Status == InvitationStatus.Answered);

    private int Sent => Outcomes.Count(outcome => outcome.Status is InvitationStatus.Sent or InvitationStatus.Answered);

    public void Print(IAnsiConsole console)
    {
        var outcomes = new Table().Title($"Outcomes of {Resolved} resolved cases").AddColumns("Outcome", "Reason").AddColumn("Cases", column => column.RightAligned());
        foreach (var group in ByStatusAndReason())
            outcomes.AddRow(group.Status, group.Reason ?? "", group.Count.ToString(Dutch));
        console.Write(outcomes);

        var scores = new Table().Title("Scores on the accounts").AddColumn("Account");
        foreach (var name in (string[])["Score", "NPS", "Responses"])
            scores.AddColumn(name, column => column.RightAligned());
        foreach (var score in Scores)
        {
            scores.AddRow(
                Markup.Escape(score.Account),
                score.MeanScore?.ToString("0.0", Dutch) ?? "-",
                score.Nps?.ToString("0", Dutch) ?? "-",
                score.Responses.ToString(Dutch));
        }

        console.Write(scores);
        foreach (var fault in Faults)
            console.MarkupLineInterpolated($"[red]{fault}[/]");
    }

    public string ToJson()
    {
        var byStatus = new JObject();
        foreach (var status in ByStatusAndReason().GroupBy(group => group.Status))
            byStatus[status.Key] = new JObject(status.Select(group => new JProperty(group.Reason ?? "none", group.Count)));
        return new JObject
        {
            ["resolved"] = Resolved,
            ["outcomes"] = byStatus,
            ["sent"] = Sent,
            ["answered"] = Answered,
            ["accountsScored"] = Scores.Count,
            ["dataverseRequests"] = JObject.FromObject(DataverseRequests),
            ["faults"] = new JArray(Faults),
        }.ToString(Formatting.None);
    }

    private IEnumerable<(string Status, string? Reason, int Count)> ByStatusAndReason() =>
        Outcomes
            .GroupBy(outcome => (outcome.Status, outcome.Reason))
            .OrderBy(group => group.Key.Status)
            .ThenBy(group => group.Key.Reason)
            .Select(group => (group.Key.Status.ToString(), group.Key.Reason?.ToString(), group.Count()));
}
