using System.Globalization;
using System.Text;
using Tevreden.Cli.Commands;

namespace Tevreden.Cli.Checks;

/// <summary>What was seen, as Markdown: for the file of the first environment, or for whoever is asked for help. Holds no secret and no personal data.</summary>
internal static class CheckReport
{
    public static string Write(Job job, IReadOnlyCollection<CheckResult> results)
    {
        var text = new StringBuilder()
            .AppendLine("# Tevreden for Dataverse: check")
            .AppendLine()
            .AppendLine(CultureInfo.InvariantCulture, $"{job.Now:yyyy-MM-dd HH:mm:ss} UTC, {job.Settings.DataverseUrl.Host}, run {job.Context.RunId:D}, {Environment.OSVersion.Platform}, .NET {Environment.Version}.")
            .AppendLine()
            .AppendLine("| What | Verdict | Found |")
            .AppendLine("|---|---|---|");
        foreach (var result in results)
            text.AppendLine(CultureInfo.InvariantCulture, $"| {result.Name} | {result.Verdict} | {Cell(result.Found)} |");
        return text
            .AppendLine()
            .AppendLine("A program can't see these: which messages fire on which path, whether the secret is read as SYSTEM, and what forms look like.")
            .ToString();
    }

    private static string Cell(string found) => found.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal);
}
