using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Tevreden.Demo.Service;

/// <summary>A survey service on this machine that answers as the default API profile says, and misbehaves when told to.</summary>
public sealed class SimulatedService : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly SimulatedServiceOptions _options;

    private SimulatedService(WebApplication application, SimulatedServiceOptions options)
    {
        _application = application;
        _options = options;
        State = new ServiceState(options.Time);
    }

    public ServiceState State { get; }

    public Uri Address => new(_application.Urls.First());

    /// <exception cref="ArgumentException">The address is not on loopback.</exception>
    public static async Task<SimulatedService> StartAsync(SimulatedServiceOptions options, CancellationToken cancellation = default)
    {
        if (!Uri.TryCreate(options.Url, UriKind.Absolute, out var url) || !url.IsLoopback)
            throw new ArgumentException($"The simulated service listens on loopback only, such as http://127.0.0.1:5081; found {options.Url}.");

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(options.Url);
        var service = new SimulatedService(builder.Build(), options);
        service.Map();
        await service._application.StartAsync(cancellation).ConfigureAwait(false);
        return service;
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync().ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task WriteAsync(HttpContext http, int status, JToken body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json; charset=utf-8";
        await http.Response.WriteAsync(body.ToString(Formatting.None)).ConfigureAwait(false);
    }

    private static async Task<JObject?> ReadAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        var text = await reader.ReadToEndAsync(http.RequestAborted).ConfigureAwait(false);
        try
        {
            using var json = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None };
            return await JObject.LoadAsync(json, http.RequestAborted).ConfigureAwait(false);
        }
        catch (JsonReaderException)
        {
            return null;
        }
    }

    private void Map()
    {
        _application.Use(GuardAsync);
        _application.MapGet("/platforms", http => WriteAsync(http, 200, new JObject { ["platforms"] = new JArray(new JObject { ["name"] = _options.Platform }) }));
        _application.MapGet("/questionnaires", http => WriteAsync(http, 200, new JObject { ["questionnaires"] = Offers.Questionnaires() }));
        _application.MapGet("/locations", http => WriteAsync(http, 200, new JObject { ["locations"] = Offers.Locations() }));
        _application.MapPost("/invitations", InviteAsync);
        _application.MapGet("/responses", RespondAsync);
        _application.MapGet("/_admin/received", http => WriteAsync(http, 200, Summary()));
        _application.MapPost("/_admin/fault", SetFaultAsync);
        _application.MapPost("/_admin/answer", AnswerAsync);
        _application.MapPost("/_admin/reset", http =>
        {
            State.Reset();
            return WriteAsync(http, 200, new JObject());
        });
    }

    private async Task GuardAsync(HttpContext http, RequestDelegate next)
    {
        if (http.Request.Path.StartsWithSegments("/_admin", StringComparison.Ordinal))
        {
            await next(http).ConfigureAwait(false);
            return;
        }

        if (http.Request.Headers["Tevreden-API-key"] != _options.ApiKey || http.Request.Headers["Tevreden-platform"] != _options.Platform)
        {
            await WriteAsync(http, 401, new JObject { ["message"] = "No valid API key for this platform." }).ConfigureAwait(false);
            return;
        }

        if (State.TakeFault() is { } fault)
            await MisbehaveAsync(http, fault, next).ConfigureAwait(false);
        else
            await next(http).ConfigureAwait(false);
    }

    private async Task MisbehaveAsync(HttpContext http, ServiceFault fault, RequestDelegate next)
    {
        switch (fault.Kind)
        {
            case "slow":
                await Task.Delay(TimeSpan.FromMilliseconds(fault.Milliseconds), _options.Time, http.RequestAborted).ConfigureAwait(false);
                await next(http).ConfigureAwait(false);
                break;
            case "html":
                http.Response.ContentType = "text/html";
                await http.Response.WriteAsync("<html><body>Onderhoud</body></html>").ConfigureAwait(false);
                break;
            case "truncated":
                http.Response.ContentType = "application/json";
                await http.Response.WriteAsync("{\"invitations\":[{\"reference\":\"").ConfigureAwait(false);
                break;
            case "lose-answer":
                var answer = http.Response.Body;
                http.Response.Body = Stream.Null;
                await next(http).ConfigureAwait(false);
                http.Response.Body = answer;
                http.Abort();
                break;
            default:
                if (fault.RetryAfterSeconds is { } seconds)
                    http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
                await WriteAsync(http, fault.Status, new JObject { ["message"] = $"Told to answer {fault.Status}." }).ConfigureAwait(false);
                break;
        }
    }

    private async Task InviteAsync(HttpContext http)
    {
        var body = await ReadAsync(http).ConfigureAwait(false);
        var invitations = body?["invitations"] as JArray;
        var wrong = invitations is null || invitations.Count == 0
            || invitations.Any(item => item is not JObject row || row.Value<string>("reference") is null || row.Value<string>("questionnaireid") is null || row.Value<string>("email") is null);
        if (wrong)
            await WriteAsync(http, 400, new JObject { ["message"] = "Expected invitations with reference, questionnaireid and email." }).ConfigureAwait(false);
        else
            await WriteAsync(http, 201, State.Receive(invitations!)).ConfigureAwait(false);
    }

    private Task RespondAsync(HttpContext http)
    {
        var query = http.Request.Query;
        var limit = int.TryParse(query["limit"], CultureInfo.InvariantCulture, out var number) && number > 0 ? number : 100;
        var offset = int.TryParse(query["offset"], CultureInfo.InvariantCulture, out var skip) && skip > 0 ? skip : 0;
        return WriteAsync(http, 200, State.Responses(query["changedsince"].ToString(), limit, offset));
    }

    private async Task SetFaultAsync(HttpContext http)
    {
        var body = await ReadAsync(http).ConfigureAwait(false);
        if (body?.ToObject<ServiceFault>() is not { Kind: "status" or "slow" or "html" or "truncated" or "lose-answer" } fault)
        {
            await WriteAsync(http, 400, new JObject { ["message"] = "Expected {kind: status|slow|html|truncated|lose-answer, status, retryAfterSeconds, milliseconds, times}." }).ConfigureAwait(false);
            return;
        }

        State.Misbehave(fault);
        await WriteAsync(http, 200, JObject.FromObject(fault)).ConfigureAwait(false);
    }

    private async Task AnswerAsync(HttpContext http)
    {
        var body = await ReadAsync(http).ConfigureAwait(false);
        var answered = State.Answer(body?.Value<int?>("seed") ?? 0, body?.Value<double?>("share") ?? 1);
        await WriteAsync(http, 200, new JObject { ["answered"] = answered }).ConfigureAwait(false);
    }

    private JObject Summary()
    {
        var received = State.Received;
        var duplicates = received.GroupBy(item => item.Value<string>("reference")).Where(group => group.Count() > 1);
        return new JObject
        {
            ["received"] = new JArray(received),
            ["duplicates"] = new JArray(duplicates.Select(group => new JObject { ["reference"] = group.Key, ["times"] = group.Count() })),
        };
    }
}
