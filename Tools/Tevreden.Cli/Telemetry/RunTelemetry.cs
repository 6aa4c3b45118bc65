using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Newtonsoft.Json.Linq;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Tevreden.Cli.Output;

namespace Tevreden.Cli.Telemetry;

/// <summary>
/// The run as OpenTelemetry sees it: a span for the run and one for each step, spans and durations of all HTTP requests, and counts of what was done. Sent over OTLP
/// where the environment names an endpoint (the standard variables OTEL_EXPORTER_OTLP_*); else nothing leaves. No personal data: query texts of addresses are left out.
/// </summary>
internal sealed class RunTelemetry : IDisposable
{
    public const string Name = "Tevreden.Cli";

    private const int FlushMilliseconds = 10_000;

    private readonly ActivitySource _activities = new(Name);
    private readonly Meter _meter = new(Name);
    private readonly JobIdentity _run;
    private readonly TracerProvider? _traces;
    private readonly MeterProvider? _metrics;
    private readonly Activity? _span;

    private RunTelemetry(JobIdentity run, OtlpTarget? target)
    {
        _run = run;
        if (target is not null)
        {
            var resource = ResourceBuilder.CreateDefault().AddService("tevreden-job", serviceInstanceId: run.RunId.ToString("D"));
            _traces = Sdk.CreateTracerProviderBuilder()
                .SetResourceBuilder(resource).AddSource(Name).AddHttpClientInstrumentation().AddOtlpExporter(target.Traces).Build();
            _metrics = Sdk.CreateMeterProviderBuilder()
                .SetResourceBuilder(resource).AddMeter(Name).AddHttpClientInstrumentation().AddOtlpExporter(target.Metrics).Build();
        }

        _span = _activities.StartActivity(run.Command);
        _span?.SetTag("tevreden.run.id", run.RunId.ToString("D"));
    }

    public static RunTelemetry Start(JobIdentity run, IReadOnlyDictionary<string, string> environment) => new(run, OtlpTarget.Read(environment));

    /// <summary>A span until it is disposed; null where nobody looks.</summary>
    public Activity? Step(string name) => _activities.StartActivity(name);

    /// <summary>Counts what the run came to, and sends all that was not sent yet.</summary>
    public void End(RunResult result, ILogger log)
    {
        var command = KeyValuePair.Create<string, object?>("command", _run.Command);
        _meter.CreateCounter<long>("tevreden.runs").Add(1, command, new("outcome", result.Outcome), new("exit_code", result.ExitCode));
        _meter.CreateHistogram<double>("tevreden.run.duration", "s").Record(result.Elapsed.TotalSeconds, command, new("outcome", result.Outcome));
        var requests = _meter.CreateCounter<long>("tevreden.dataverse.requests");
        foreach (var message in result.DataverseRequests)
            requests.Add(message.Value, command, new("message", message.Key));
        _meter.CreateCounter<long>("tevreden.service.requests").Add(result.ServiceRequests, command);
        var items = _meter.CreateCounter<long>("tevreden.items");
        foreach (var (name, value) in result.Report.Facts.Where(fact => fact.Value.Type == JTokenType.Integer && fact.Value.Value<long>() > 0))
            items.Add(value.Value<long>(), command, new("item", name));

        _span?.SetTag("tevreden.outcome", result.Outcome);
        _span?.SetTag("tevreden.exit_code", result.ExitCode);
        if (result.Error is { } error)
            _span?.SetStatus(ActivityStatusCode.Error, error.Code);
        _span?.Stop();
        var delivered = (_traces?.ForceFlush(FlushMilliseconds) ?? true) & (_metrics?.ForceFlush(FlushMilliseconds) ?? true);
        if (!delivered)
            log.LogWarning("Telemetry.NotDelivered: the OTLP endpoint took no metrics or traces; the run itself went its way");
    }

    public void Dispose()
    {
        _span?.Dispose();
        _traces?.Dispose();
        _metrics?.Dispose();
        _meter.Dispose();
        _activities.Dispose();
    }
}
