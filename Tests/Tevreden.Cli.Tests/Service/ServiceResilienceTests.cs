using Tevreden.Cli.Tests.Support;
using Tevreden.Dataverse.Names;
using Tevreden.Demo.Service.Data;
using Tevreden.Demo.Service.Faults;

namespace Tevreden.Cli.Tests.Service;

/// <summary>The bar "Throttling" of the design, towards the service, and what else passes there.</summary>
[TestClass]
public sealed class ServiceResilienceTests
{
    private const int Responses = 30;

    [TestMethod]
    [DataRow(420, 7)]
    [DataRow(420, null)]
    [DataRow(429, 7)]
    [DataRow(429, null)]
    [DataRow(503, 7)]
    [DataRow(503, null)]
    public async Task Throttling_is_waited_for_and_nothing_is_lost(int status, int? retryAfterSeconds)
    {
        await using var environment = await StartAsync();
        environment.Service.Faults.Add(new Fault { Kind = FaultKind.Status, Status = status, RetryAfterSeconds = retryAfterSeconds, Times = 3, Path = "/responses" });

        var run = await environment.SyncAsync("--page-size", "10");

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.HasCount(Responses, environment.Rows(ResponseTable.Table));
        Assert.AreEqual(environment.Service.Requests.Count(request => request.Target.StartsWith("/responses", StringComparison.Ordinal)), run["serviceRequests"]);
        TimeSpan[] expected = retryAfterSeconds is { } seconds ? [.. Enumerable.Repeat(TimeSpan.FromSeconds(seconds), 3)] : [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)];
        CollectionAssert.AreEqual(expected, environment.Clock.Waits.Take(3).ToArray());
    }

    [TestMethod]
    [DataRow(FaultKind.Html)]
    [DataRow(FaultKind.Truncated)]
    [DataRow(FaultKind.Broken)]
    [DataRow(FaultKind.LostAnswer)]
    public async Task A_broken_answer_is_asked_for_again(object kind)
    {
        await using var environment = await StartAsync();
        environment.Service.Faults.Add(new Fault { Kind = (FaultKind)kind, Times = 2, Path = "/responses" });

        var run = await environment.SyncAsync();

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.HasCount(Responses, environment.Rows(ResponseTable.Table));
    }

    [TestMethod]
    public async Task A_service_that_is_down_ends_the_run_and_keeps_what_came_before()
    {
        await using var environment = await StartAsync();

        // Two pages come, if a moment late; then none.
        environment.Service.Faults.Add(new Fault { Kind = FaultKind.Slow, Times = 2, Path = "/responses" });
        environment.Service.Faults.Add(new Fault { Kind = FaultKind.Status, Status = 500, Path = "/responses" });

        var run = await environment.SyncAsync("--page-size", "10");

        Assert.AreEqual(ExitCodes.ServiceUnreachable, run.ExitCode, run.ToString());
        Assert.AreEqual("Service.Unreachable", run.ErrorCode);
        
        // The second page begins with the row that the first one ended with.
        Assert.HasCount(19, environment.Rows(ResponseTable.Table), "Pages that were read before are written.");
        Assert.IsNotNull(environment.Rows(CheckpointTable.Table).Single().GetAttributeValue<string>(CheckpointTable.Watermark));
    }

    private static async Task<TestEnvironment> StartAsync()
    {
        var environment = await TestEnvironment.StartAsync();
        for (var i = 0; i < Responses; i++)
            environment.Service.Responses.Add(new ResponseContent { Score = 8 }, environment.Clock.GetUtcNow().AddSeconds(i - Responses));
        return environment;
    }
}
