using Newtonsoft.Json.Linq;

namespace Tevreden.EndToEnd.Tests.Demo;

/// <summary>The demo as a process: what it tells, and that nothing but the zip makes it succeed.</summary>
[TestClass]
public sealed class DemoTests
{
    private const string PlanByResolution = "PlanInvitation: Create of incidentresolution", PlanByCase = "PlanInvitation: Update of incident";
    private const string SendByCreate = "SendInvitation: Create of tvr_invitation", SendByUpdate = "SendInvitation: Update of tvr_invitation";

    // Enough for one case of every flaw that ends in an outcome of its own.
    private static readonly string[] Small = ["--json", "--cases", "16"];

    private static readonly Lazy<Task<DemoRun>> Whole = new(() => DemoProcess.RunAsync([.. Small, "--solution", PackedSolution.ManagedZip]));

    [TestMethod]
    public async Task Without_options_it_packs_the_solution_and_every_resolved_case_ends_in_one_outcome()
    {
        var run = await DemoProcess.RunAsync("--json");

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        var report = run.Report;
        Assert.AreEqual(26, report.Value<int>("resolved"));
        Assert.AreEqual(26, Counts(report).Sum(outcome => outcome.Count));
        foreach (var reason in (string[])["NoEmail", "InvalidEmail", "OptedOut", "QuietPeriod"])
            Assert.AreEqual(1, report["outcomes"]!["Skipped"]!.Value<int>(reason), reason);
        Assert.AreEqual(22, report.Value<int>("sent"));
        Assert.AreEqual(13, report.Value<int>("answered"));
        Assert.AreEqual(13, report["outcomes"]!["Answered"]!.Value<int>("none"));
        Assert.AreEqual(13, report.Value<int>("accountsScored"));
        foreach (var phase in (string[])["import", "data", "connect", "resolve", "invite", "sync", "readBack"])
            Assert.IsGreaterThan(0, report["dataverseRequests"]!.Value<int>(phase), phase);
        Assert.IsEmpty((JArray)report["faults"]!);
        Assert.Contains("read 13 responses, wrote 13 of them", run.Output);
        Assert.IsTrue(File.Exists(Path.Combine(Repository.Root, "artifacts", "Tevreden_managed.zip")));
    }

    [TestMethod]
    public async Task The_same_seed_tells_the_same_story_and_another_seed_another_one()
    {
        var once = await Whole.Value;
        var again = await DemoProcess.RunAsync([.. Small, "--solution", PackedSolution.ManagedZip]);
        var other = await DemoProcess.RunAsync([.. Small, "--solution", PackedSolution.ManagedZip, "--seed", "7"]);

        Assert.AreEqual(0, other.ExitCode, other.ToString());
        Assert.AreEqual(Story(once), Story(again));
        Assert.AreNotEqual(Story(once), Story(other));
    }

    [TestMethod]
    [DataRow("the dll", "PluginAssemblies")]
    [DataRow("the assembly with all that needs it", "tvr_TestConnection")]
    [DataRow(SendByCreate, "has no final outcome")]
    [DataRow("both plan steps", "expected one outcome, found 0")]
    public async Task It_fails_without(string part, string complaint)
    {
        using var zip = Less(part);
        var run = await DemoProcess.RunAsync("--json", "--cases", "1", "--solution", zip.Path);

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.Contains(complaint, run.Output + run.Errors);
    }

    [TestMethod]
    [DataRow(PlanByResolution)]
    [DataRow(PlanByCase)]
    [DataRow(SendByUpdate)]
    public async Task Its_table_is_the_same_without(string step)
    {
        using var zip = new ChangedZip().WithoutStep(step);
        var run = await DemoProcess.RunAsync([.. Small, "--solution", zip.Path]);

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        CollectionAssert.AreEqual(Counts((await Whole.Value).Report), Counts(run.Report), run.ToString());
    }

    [TestMethod]
    [DataRow("--cases", "-1", "0 to 10000")]
    [DataRow("--solution", "nowhere.zip", "nowhere.zip")]
    public async Task A_wrong_option_is_refused_in_one_sentence(string option, string value, string sentence)
    {
        var run = await DemoProcess.RunAsync(option, value);

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.Contains(sentence, run.Errors);
        Assert.DoesNotContain("   at ", run.Errors);
    }

    private static ChangedZip Less(string part) => part switch
    {
        "the dll" => new ChangedZip().WithoutDll(),
        "the assembly with all that needs it" => new ChangedZip().WithoutAssembly(),
        "both plan steps" => new ChangedZip().WithoutStep(PlanByResolution).WithoutStep(PlanByCase),
        _ => new ChangedZip().WithoutStep(part),
    };

    private static List<(string Status, string Reason, int Count)> Counts(JObject report) =>
    [
        .. ((JObject)report["outcomes"]!).Properties().SelectMany(
            status => ((JObject)status.Value).Properties(),
            (status, reason) => (status.Name, reason.Name, (int)reason.Value)),
    ];

    // All but the lines that name a port.
    private static string Story(DemoRun run) =>
        string.Join('\n', run.Output.Split('\n').Where(line => !line.StartsWith("Sandbox", StringComparison.Ordinal) && !line.StartsWith("Service", StringComparison.Ordinal)));
}
