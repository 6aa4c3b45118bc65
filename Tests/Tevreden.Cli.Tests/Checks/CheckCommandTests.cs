using Microsoft.Xrm.Sdk;
using Tevreden.Cli.Tests.Support;
using Tevreden.Dataverse.Names;

namespace Tevreden.Cli.Tests.Checks;

[TestClass]
public sealed class CheckCommandTests
{
    [TestMethod]
    public async Task An_environment_where_all_is_well_passes_every_check()
    {
        await using var environment = await TestEnvironment.StartAsync();
        Seen(environment);

        var run = await environment.RunAsync("check", []);

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        var checks = Verdicts(run);
        CollectionAssert.IsSubsetOf(
            (string[])["sign-in", "dataverse", "clock", "privileges", "column security", "tables", "keys", "solution", "steps", "custom APIs", "connection", "runner", "service", "profile"],
            checks.Keys.ToList());
        Assert.IsTrue(checks.Values.All(verdict => verdict == "Ok"), run.ToString());
    }

    [TestMethod]
    public async Task A_missing_privilege_is_named()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.TakePrivilege("prvCreatetvr_Erasure");

        var run = await environment.RunAsync("check", []);

        Assert.AreEqual(3, run.ExitCode, run.ToString());
        Assert.AreEqual("Failed", Verdicts(run)["privileges"]);
        StringAssert.Contains(run.ErrorMessage, "prvCreatetvr_Erasure");
    }

    [TestMethod]
    public async Task A_payload_that_column_security_hides_from_the_job_is_a_warning_that_tells_who_is_in_the_profile()
    {
        await using var environment = await TestEnvironment.StartAsync();
        Seen(environment);
        environment.TakeSecuredColumns();

        var run = await environment.RunAsync("check", []);

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.AreEqual("Warning", Verdicts(run)["column security"]);
        StringAssert.Contains(run.Result["checks"]!.ToString(), "Tevreden secured columns has 0 users and 0 teams");
    }

    [TestMethod]
    public async Task A_role_that_may_not_read_profiles_leaves_column_security_unknown()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.TakePrivilege("prvReadFieldSecurityProfile");

        var run = await environment.RunAsync("check", []);

        Assert.AreEqual("Unknown", Verdicts(run)["column security"], run.ToString());
    }

    [TestMethod]
    public async Task A_disabled_step_is_named()
    {
        await using var environment = await TestEnvironment.StartAsync();
        var step = environment.Rows("sdkmessageprocessingstep")[0];
        environment.Admin.Update(new Entity(step.LogicalName, step.Id) { ["statecode"] = new OptionSetValue(1), ["statuscode"] = new OptionSetValue(2) });

        var run = await environment.RunAsync("check", []);

        Assert.AreEqual("Failed", Verdicts(run)["steps"], run.ToString());
        StringAssert.Contains(run.Result["checks"]!.ToString(), step.GetAttributeValue<string>("name"));
    }

    [TestMethod]
    public async Task Another_environment_than_the_confirmed_one_fails()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Admin.Update(new Entity(ConnectionTable.Table, environment.Rows(ConnectionTable.Table).Single().Id) { [ConnectionTable.ConfirmedPlatform] = "ander" });

        var run = await environment.RunAsync("check", []);

        Assert.AreEqual(3, run.ExitCode, run.ToString());
        Assert.AreEqual("Failed", Verdicts(run)["connection"]);
    }

    [TestMethod]
    public async Task A_wrong_key_of_the_service_fails_with_the_exit_code_of_the_service()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Settings["TEVREDEN_API_KEY"] = "andere-sleutel";

        var run = await environment.RunAsync("check", []);

        Assert.AreEqual(4, run.ExitCode, run.ToString());
        Assert.AreEqual("Failed", Verdicts(run)["service"]);
        Assert.DoesNotContain("andere-sleutel", run.ToString());
    }

    [TestMethod]
    public async Task A_clock_that_is_wrong_is_a_warning()
    {
        await using var environment = await TestEnvironment.StartAsync();
        Seen(environment);
        environment.BeforeRequest = request =>
        {
            if (request.RequestName == "Upsert")
                environment.Clock.Move(TimeSpan.FromMinutes(30));
        };

        var run = await environment.RunAsync("check", []);

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.AreEqual("Warning", Verdicts(run)["clock"]);
    }

    [TestMethod]
    public async Task What_holds_sending_back_is_a_warning_each()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Admin.Update(new Entity(ConnectionTable.Table, environment.Rows(ConnectionTable.Table).Single().Id)
        {
            [ConnectionTable.Paused] = true,
            [ConnectionTable.TestRecipient] = "test@voorbeeld.nl",
            [ConnectionTable.State] = new OptionSetValue((int)ConnectionState.Suspended),
        });

        var run = await environment.RunAsync("check", []);

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        var checks = Verdicts(run);
        foreach (var name in (string[])["pause", "test recipient", "suspended", "runner"])
            Assert.AreEqual("Warning", checks[name], name);
        Assert.DoesNotContain("test@voorbeeld.nl", run.ToString());
    }

    [TestMethod]
    public async Task A_sign_in_that_fails_ends_the_checks_there()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Settings.Remove("TEVREDEN_TOKEN");
        environment.Settings["TEVREDEN_DATAVERSE_URL"] = "https://contoso.crm4.dynamics.com";
        environment.Settings["TEVREDEN_SIGN_IN"] = "managed-identity";
        environment.Credential.Problem = new Azure.Identity.AuthenticationFailedException("AADSTS700016");

        var run = await environment.RunAsync("check", []);

        Assert.AreEqual(5, run.ExitCode, run.ToString());
        CollectionAssert.AreEqual(new[] { "sign-in" }, Verdicts(run).Keys.ToList());
    }

    [TestMethod]
    public async Task The_report_is_markdown_with_every_check()
    {
        var path = Path.Combine(Path.GetTempPath(), $"tevreden-check-{Guid.NewGuid():N}.md");
        try
        {
            await using var environment = await TestEnvironment.StartAsync();

            var run = await environment.RunAsync("check", ["--report", path]);

            var report = await File.ReadAllTextAsync(path);
            foreach (var name in Verdicts(run).Keys)
                StringAssert.Contains(report, $"| {name} |");
            Assert.DoesNotContain(TestEnvironment.Key, report);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Seen(TestEnvironment environment) => environment.Admin.Update(new Entity(ConnectionTable.Table, environment.Rows(ConnectionTable.Table).Single().Id)
    {
        [ConnectionTable.RunnerLastSeenOn] = environment.Clock.GetUtcNow().UtcDateTime,
    });

    private static Dictionary<string, string> Verdicts(JobRun run) =>
        run.Result["checks"]!.ToDictionary(check => check.Value<string>("name")!, check => check.Value<string>("verdict")!);
}
