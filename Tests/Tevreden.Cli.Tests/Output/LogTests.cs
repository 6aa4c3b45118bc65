using Newtonsoft.Json.Linq;
using Tevreden.Cli.Tests.Support;
using Tevreden.Demo.Service.Data;

namespace Tevreden.Cli.Tests.Output;

[TestClass]
public sealed class LogTests
{
    [TestMethod]
    public async Task Each_line_of_a_json_log_is_an_object_with_the_run_and_the_event()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Service.Responses.Add(new ResponseContent { Reference = "r1", Score = 8, Remark = "Bel jan@voorbeeld.nl terug." });

        var run = await environment.SyncAsync("--log-format", "json", "--verbose");

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        var lines = run.Errors.Trim().Split('\n').Select(JObject.Parse).ToList();
        Assert.IsNotEmpty(lines);
        Assert.IsTrue(lines.All(line => line.Value<string>("run") == run.Result.Value<string>("runId") && line.Value<string>("command") == "sync"));
        var written = lines.Single(line => line.Value<string>("event") == "Sync.PageWritten");
        Assert.AreEqual(1, written["values"]!.Value<int>("Read"));
        Assert.DoesNotContain("jan@voorbeeld.nl", run.Errors);
    }

    [TestMethod]
    public async Task A_log_file_takes_the_log_and_leaves_standard_error_to_errors()
    {
        var path = Path.Combine(Path.GetTempPath(), $"tevreden-log-{Guid.NewGuid():N}.log");
        try
        {
            await using var environment = await TestEnvironment.StartAsync();

            await environment.SyncAsync("--log-file", path);
            var run = await environment.SyncAsync("--log-file", path);

            Assert.AreEqual("", run.Errors);
            var lines = await File.ReadAllLinesAsync(path);
            Assert.AreEqual(2, lines.Count(line => line.Contains("Sync.Started", StringComparison.Ordinal)));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [TestMethod]
    [DataRow("--log-format", "xml")]
    [DataRow("--log-file", "/no/such/folder/job.log")]
    public async Task A_log_that_cannot_be_written_is_an_error_of_the_settings(string option, string value)
    {
        await using var environment = await TestEnvironment.StartAsync();

        var run = await environment.SyncAsync(option, value);

        Assert.AreEqual(3, run.ExitCode, run.ToString());
        Assert.IsEmpty(environment.Requests);
    }
}
