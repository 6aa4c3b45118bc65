using System.ServiceModel;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Tevreden.Cli.Tests.Support;
using Tevreden.Dataverse.Names;
using Tevreden.Demo.Service.Data;

namespace Tevreden.Cli.Tests.Dataverse;

/// <summary>The bar "Throttling" of the design, towards Dataverse.</summary>
[TestClass]
public sealed class ThrottlingTests
{
    private static readonly TimeSpan Asked = TimeSpan.FromSeconds(30);

    [TestMethod]
    [DataRow(Faults.TooManyRequests)]
    [DataRow(Faults.TooMuchExecutionTime)]
    [DataRow(Faults.TooManyAtOnce)]
    public async Task A_throttling_fault_pauses_every_worker_until_its_Retry_After_has_passed(int code)
    {
        await using var environment = await TestEnvironment.StartAsync();
        Respond(environment, 200);
        var watch = new Watch(environment, atRequest: 12, () => Faults.Make(code, "Limit exceeded.", Asked));

        var run = await environment.SyncAsync("--bulk-size", "20");

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.HasCount(200, environment.Rows(ResponseTable.Table));
        Assert.IsNotNull(watch.FailedOn);
        Assert.IsNotEmpty(watch.Later);

        // Only waiting moves the clock, so what was sent before the pause was over was under way when the fault came.
        Assert.IsLessThan(environment.Parallelism, watch.Later.Count(time => time < watch.FailedOn + Asked), "A request was sent before the pause was over.");
    }

    [TestMethod]
    [DataRow(429)]
    [DataRow(420)]
    public async Task A_bare_HTTP_error_of_throttling_is_waited_for_as_well(int status)
    {
        await using var environment = await TestEnvironment.StartAsync();
        Respond(environment, 20);
        var watch = new Watch(environment, atRequest: 5, () => new ProtocolException($"The remote server returned an unexpected response: ({status}) Too Many Requests."));

        var run = await environment.SyncAsync();

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.HasCount(20, environment.Rows(ResponseTable.Table));
        Assert.IsTrue(watch.Later.All(time => time > watch.FailedOn), "A request was sent at once.");
    }

    [TestMethod]
    public async Task A_throttled_row_inside_an_ExecuteMultiple_is_written_after_the_pause()
    {
        await using var environment = await TestEnvironment.StartAsync();
        Respond(environment, 20);
        var bad = $"{environment.Service.Responses.All[3].Id}";
        var throttled = $"{environment.Service.Responses.All[7].Id}";
        var times = 0;
        environment.BeforeRow = row => row.LogicalName != ResponseTable.Table ? null
            : Equals(row.KeyAttributes[ResponseTable.ExternalId], bad) ? Faults.Make(Faults.Invalid, "Wrong.")
            : Equals(row.KeyAttributes[ResponseTable.ExternalId], throttled) && ++times == 1 ? Faults.Make(Faults.TooManyRequests, "Limit exceeded.", Asked)
            : null;

        var run = await environment.SyncAsync();

        Assert.AreEqual(ExitCodes.DoneWithRejectedRows, run.ExitCode, run.ToString());
        Assert.AreEqual(1, run["rejected"]);
        Assert.HasCount(19, environment.Rows(ResponseTable.Table));
        Assert.Contains(Asked, environment.Clock.Waits);
    }

    [TestMethod]
    public async Task Throttling_without_end_ends_the_run_with_a_reason_and_keeps_the_watermark()
    {
        await using var environment = await TestEnvironment.StartAsync();
        Respond(environment, 20);
        environment.BeforeRequest = request =>
        {
            if (request is UpsertMultipleRequest)
                throw Faults.Make(Faults.TooManyRequests, "Limit exceeded.", TimeSpan.FromMinutes(5));
        };

        var run = await environment.SyncAsync();

        Assert.AreEqual(ExitCodes.DataverseUnreachable, run.ExitCode, run.ToString());
        Assert.AreEqual("Dataverse.Throttled", run.ErrorCode);
        Assert.IsLessThan(20, environment.Requests.Count, "No hot loop.");
        Assert.IsNull(environment.Rows(CheckpointTable.Table).Single().GetAttributeValue<string>(CheckpointTable.Watermark));
    }

    [TestMethod]
    public async Task Lost_answers_double_nothing()
    {
        await using var environment = await TestEnvironment.StartAsync();
        Respond(environment, 20);
        var seen = new HashSet<string>();
        environment.AfterRequest = request =>
        {
            lock (seen)
            {
                // The answer to the first request of each kind is lost.
                if (seen.Add(request.RequestName))
                    throw new HttpRequestException("The connection was reset.");
            }
        };

        var run = await environment.SyncAsync();

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.HasCount(20, environment.Rows(ResponseTable.Table));
        Assert.HasCount(1, environment.Rows(CheckpointTable.Table));
        Assert.HasCount(1, environment.Rows(SyncRunTable.Table));
    }

    [TestMethod]
    public async Task Dataverse_that_never_answers_ends_the_run_after_few_requests()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.BeforeRequest = _ => throw new HttpRequestException("No route to host.");

        var run = await environment.SyncAsync();

        Assert.AreEqual(ExitCodes.DataverseUnreachable, run.ExitCode, run.ToString());
        Assert.AreEqual("Dataverse.Unreachable", run.ErrorCode);
        Assert.IsLessThanOrEqualTo(6, environment.Requests.Count);
    }

    private static void Respond(TestEnvironment environment, int count)
    {
        for (var i = 0; i < count; i++)
            environment.Service.Responses.Add(new ResponseContent { Score = 8 }, environment.Clock.GetUtcNow().AddSeconds(i - count));
    }

    /// <summary>Lets one request fail, and notes when those that came after it were sent.</summary>
    private sealed class Watch
    {
        private readonly Lock _gate = new();
        private readonly List<DateTimeOffset> _later = [];
        private int _requests;

        public Watch(TestEnvironment environment, int atRequest, Func<Exception> failure) => environment.BeforeRequest = _ =>
        {
            lock (_gate)
            {
                if (FailedOn is not null)
                    _later.Add(environment.Clock.GetUtcNow());
                if (++_requests != atRequest)
                    return;
                FailedOn = environment.Clock.GetUtcNow();
            }

            throw failure();
        };

        public DateTimeOffset? FailedOn { get; private set; }

        public IReadOnlyList<DateTimeOffset> Later => _later;
    }
}
