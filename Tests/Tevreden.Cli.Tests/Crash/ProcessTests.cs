using System.Globalization;
using Newtonsoft.Json.Linq;
using Tevreden.Cli.Tests.Support;
using Tevreden.Demo.Service;
using Tevreden.Demo.Service.Data;
using Tevreden.Demo.Service.Faults;

namespace Tevreden.Cli.Tests.Crash;

/// <summary>The job as a scheduler sees it: a process with an exit code, standard output for data and standard error for the rest.</summary>
[TestClass]
public sealed class ProcessTests
{
    private static readonly string[] AllCommands = ["run", "sync", "send", "reconcile", "recalculate", "surveys", "check", "tidy", "export", "forget", "docs"];

    [TestMethod]
    public async Task Every_command_ends_with_0_and_writes_one_line_of_json()
    {
        await using var service = await ServiceAsync();
        await using var world = await CrashWorld.StartAsync(service, () => { });
        world.Invite(3);
        service.Responses.Add(new ResponseContent { Reference = "r0", Score = 8, Remark = "Bel jan@voorbeeld.nl terug." });
        string[][] lines =
        [
            ["run"], ["sync", "--full"], ["send"], ["reconcile", "--repair"], ["recalculate"], ["surveys"], ["tidy"],
            ["export", "--email", "jan@voorbeeld.nl", "--output", Path.Combine(Path.GetTempPath(), $"tevreden-{Guid.NewGuid():N}.json")],
            ["docs", "--output", Path.Combine(Path.GetTempPath(), $"tevreden-{Guid.NewGuid():N}.md")],
            ["forget", "--email", "jan@voorbeeld.nl", "--yes"],
            ["check"],
        ];
        try
        {
            foreach (var line in lines)
            {
                var (exitCode, output, errors) = await RunAsync(world, [.. line, "--json", "--log-format", "json"]);

                Assert.AreEqual(0, exitCode, $"{line[0]}: {output}{errors}");
                var result = JObject.Parse(output);
                Assert.AreEqual(line[0], result.Value<string>("command"));
                Assert.AreEqual("done", result.Value<string>("outcome"));
                foreach (var told in errors.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                    Assert.AreEqual(result.Value<string>("runId"), JObject.Parse(told).Value<string>("run"), told);
                Assert.DoesNotContain("jan@voorbeeld.nl", errors);
                Assert.DoesNotContain(TestEnvironment.Key, output + errors);
            }
        }
        finally
        {
            foreach (var file in lines.SelectMany(line => line).Where(part => part.StartsWith(Path.GetTempPath(), StringComparison.Ordinal)))
                File.Delete(file);
        }
    }

    [TestMethod]
    public async Task Help_of_every_command_goes_to_standard_output_and_ends_with_0()
    {
        foreach (var command in AllCommands)
        {
            var (exitCode, output, errors) = await JobProcess.RunAsync(Nothing, command, "--help");

            Assert.AreEqual(0, exitCode, errors);
            StringAssert.Contains(output, $"Tevreden.Cli {command} [options]");
            StringAssert.Contains(output, "--json");
            Assert.AreEqual("", errors);
        }
    }

    [TestMethod]
    public async Task A_wrong_option_ends_with_2_and_says_so_on_standard_error()
    {
        var (exitCode, _, errors) = await JobProcess.RunAsync(Nothing, "sync", "--no-such-option");

        Assert.AreEqual(2, exitCode, errors);
        StringAssert.Contains(errors, "--no-such-option");
    }

    [TestMethod]
    public async Task Missing_settings_end_with_3_and_are_all_named_at_once()
    {
        var (exitCode, output, errors) = await JobProcess.RunAsync(Nothing, "run", "--json");

        Assert.AreEqual(3, exitCode, errors);
        Assert.AreEqual("Configuration.Invalid", JObject.Parse(output)["error"]!.Value<string>("code"));
        StringAssert.Contains(errors, "TEVREDEN_DATAVERSE_URL");
        StringAssert.Contains(errors, "TEVREDEN_API_KEY");
    }

    [TestMethod]
    public async Task A_service_that_refuses_the_key_ends_with_4()
    {
        await using var service = await ServiceAsync();
        await using var world = await CrashWorld.StartAsync(service, () => { });
        service.Faults.Add(new Fault { Kind = FaultKind.Status, Status = 401, Path = "/responses" });

        var (exitCode, output, errors) = await RunAsync(world, "sync", "--json");

        Assert.AreEqual(4, exitCode, errors);
        Assert.AreEqual("Service.Refused", JObject.Parse(output)["error"]!.Value<string>("code"));
        Assert.DoesNotContain(TestEnvironment.Key, output + errors);
    }

    [TestMethod]
    public async Task A_wrong_token_of_Dataverse_ends_with_5_and_is_not_shown()
    {
        await using var service = await ServiceAsync();
        await using var world = await CrashWorld.StartAsync(service, () => { });
        world.Settings["TEVREDEN_TOKEN"] = "no-token-of-this-sandbox";

        var (exitCode, output, errors) = await RunAsync(world, "send", "--json", "--verbose");

        Assert.AreEqual(5, exitCode, errors);
        Assert.AreEqual("Dataverse.SignInRefused", JObject.Parse(output)["error"]!.Value<string>("code"));
        Assert.DoesNotContain("no-token-of-this-sandbox", output + errors);
    }

    [TestMethod]
    public async Task Another_run_under_way_ends_with_6()
    {
        await using var service = await ServiceAsync();
        await using var world = await CrashWorld.StartAsync(service, () => { });
        world.HoldLease();

        var (exitCode, output, errors) = await RunAsync(world, "recalculate", "--json");

        Assert.AreEqual(6, exitCode, errors);
        Assert.AreEqual("locked", JObject.Parse(output).Value<string>("outcome"));
    }

    private static readonly Dictionary<string, string> Nothing = new() { ["DOTNET_ENVIRONMENT"] = "Production" };

    private static Task<SimulatedService> ServiceAsync() =>
        SimulatedService.StartAsync(new SimulatedServiceOptions { ApiKey = TestEnvironment.Key, Platform = TestEnvironment.Platform });

    private static Task<(int ExitCode, string Output, string Errors)> RunAsync(CrashWorld world, params string[] arguments) => JobProcess.RunAsync(world.Settings, arguments);
}
