using System.Globalization;
using System.Text;
using Tevreden.Cli.Commands;

namespace Tevreden.Cli.Erasure;

/// <summary>What was erased and what was not, for the person's file. Holds no personal data.</summary>
internal static class Receipt
{
    /// <summary>What no client of Dataverse reaches, or what is not ours to erase.</summary>
    public static readonly IReadOnlyList<string> OutOfReach =
    [
        "the audit log of Dataverse, where auditing is on for these tables: delete it by table and period in the admin centre",
        "the recycle bin, where the environment has it on: empty it, or wait for its term",
        "failed or waiting system jobs: their data may hold the row that they were for",
        "backups of the environment: they lapse by their own term",
        "the plug-in trace log, where it is on: its rows live a day, and hold no addresses of ours",
        "responses to anonymous surveys: nothing says whose they are",
        "what other people wrote about this person in their remarks",
        "the contact itself, its cases, and e-mail that Dataverse or the survey service keeps",
        "exports and reports that people made before",
    ];

    public static string Write(Job job, PersonFound person, ErasureWishes wishes, string service)
    {
        var text = new StringBuilder()
            .AppendLine(CultureInfo.InvariantCulture, $"Erased on {job.Now:yyyy-MM-dd HH:mm:ss} UTC by run {job.Context.RunId:D}.")
            .AppendLine(wishes.Anonymise ? "Responses: made anonymous; their answers deleted." : "Responses: deleted, with their answers.")
            .AppendLine("Invitations: emptied; kept are key, outcome and times, so that nobody is invited again for the same resolution.")
            .AppendLine(wishes.KeepOptOut ? "Opt-out: kept as it was." : "Opt-out: erased with the rest. A later resolution may invite the person again.");
        foreach (var (_, label, count) in person.Counts)
            text.AppendLine(CultureInfo.InvariantCulture, $"{label}: {count}");
        text.AppendLine(CultureInfo.InvariantCulture, $"contacts cleared: {person.Contacts.Count}")
            .AppendLine(CultureInfo.InvariantCulture, $"survey service: {service}")
            .AppendLine("Not reached:");
        foreach (var place in OutOfReach)
            text.AppendLine(CultureInfo.InvariantCulture, $"- {place}");
        return text.ToString();
    }
}
