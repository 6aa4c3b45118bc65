using Tevreden.Cli.Telemetry;
using Tevreden.Cli.Tests.Support;
using Tevreden.Dataverse.Names;
using Tevreden.Demo.Service.Data;

namespace Tevreden.Cli.Tests.Telemetry;

[TestClass]
public sealed class TelemetryTests
{
    [TestMethod]
    public async Task A_run_sends_traces_and_metrics_where_an_endpoint_is_set_and_no_personal_data()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var environment = await TestEnvironment.StartAsync();
        environment.Settings["OTEL_EXPORTER_OTLP_ENDPOINT"] = receiver.Address;
        environment.Settings["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        environment.Service.Responses.Add(new ResponseContent { Reference = "r1", Score = 8, Remark = "Bel jan@voorbeeld.nl terug." });

        var run = await environment.SyncAsync();

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        StringAssert.Contains(receiver.Bodies["/v1/traces"], run.Result.Value<string>("runId"));
        StringAssert.Contains(receiver.Bodies["/v1/metrics"], "tevreden.dataverse.requests");
        StringAssert.Contains(receiver.Bodies["/v1/metrics"], "tevreden.items");
        StringAssert.Contains(receiver.Bodies["/v1/metrics"], "http.client.request.duration");
        var all = string.Concat(receiver.Bodies.Values);
        Assert.DoesNotContain("jan@voorbeeld.nl", all);
        Assert.DoesNotContain(TestEnvironment.Key, all);
        Assert.DoesNotContain("changedsince=2", all);
    }

    [TestMethod]
    public async Task Each_step_of_a_run_has_a_span_of_its_own()
    {
        var spans = new System.Collections.Concurrent.ConcurrentBag<System.Diagnostics.Activity>();
        using var listener = new System.Diagnostics.ActivityListener
        {
            ShouldListenTo = source => source.Name == RunTelemetry.Name,
            Sample = (ref System.Diagnostics.ActivityCreationOptions<System.Diagnostics.ActivityContext> _) => System.Diagnostics.ActivitySamplingResult.AllData,
            ActivityStopped = spans.Add,
        };
        System.Diagnostics.ActivitySource.AddActivityListener(listener);
        await using var environment = await TestEnvironment.StartAsync();
        environment.Admin.Update(new Microsoft.Xrm.Sdk.Entity(ConnectionTable.Table, environment.Rows(ConnectionTable.Table).Single().Id)
        {
            [ConnectionTable.ConnectedSince] = environment.Clock.GetUtcNow().UtcDateTime.AddDays(-1),
        });

        var run = await environment.RunAsync("run", []);

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        var whole = spans.Single(span => Equals(span.GetTagItem("tevreden.run.id"), run.Result.Value<string>("runId")));
        Assert.AreEqual("done", whole.GetTagItem("tevreden.outcome"));
        CollectionAssert.AreEquivalent(
            new[] { "sync", "send", "reconcile", "tidy" }, spans.Where(span => span.ParentSpanId == whole.SpanId).Select(span => span.OperationName).ToList());
    }

    [TestMethod]
    public async Task An_endpoint_that_takes_nothing_costs_a_warning_and_not_the_run()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Settings["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:1";
        environment.Settings["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";

        var run = await environment.SyncAsync();

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        StringAssert.Contains(run.Errors, "Telemetry.NotDelivered");
    }
}
