using OpenTelemetry.Exporter;

namespace Tevreden.Cli.Telemetry;

/// <summary>Where OTLP goes, as OpenTelemetry's own variables say.</summary>
internal sealed class OtlpTarget
{
    private readonly Uri _endpoint;
    private readonly bool _http;
    private readonly string? _headers;

    private OtlpTarget(Uri endpoint, bool http, string? headers)
    {
        _endpoint = endpoint;
        _http = http;
        _headers = headers;
    }

    /// <summary>Null where no endpoint is named, or none that is an address.</summary>
    public static OtlpTarget? Read(IReadOnlyDictionary<string, string> environment) =>
        environment.TryGetValue("OTEL_EXPORTER_OTLP_ENDPOINT", out var text) && Uri.TryCreate(text, UriKind.Absolute, out var endpoint)
            ? new OtlpTarget(
                endpoint,
                environment.TryGetValue("OTEL_EXPORTER_OTLP_PROTOCOL", out var protocol) && protocol == "http/protobuf",
                environment.TryGetValue("OTEL_EXPORTER_OTLP_HEADERS", out var headers) ? headers : null)
            : null;

    public void Traces(OtlpExporterOptions options) => Set(options, "v1/traces");

    public void Metrics(OtlpExporterOptions options) => Set(options, "v1/metrics");

    private void Set(OtlpExporterOptions options, string path)
    {
        // The SDK adds the path to an endpoint that it read itself only.
        options.Protocol = _http ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc;
        options.Endpoint = _http ? new Uri(new Uri(_endpoint.AbsoluteUri.TrimEnd('/') + "/"), path) : _endpoint;
        if (_headers is not null)
            options.Headers = _headers;
    }
}
