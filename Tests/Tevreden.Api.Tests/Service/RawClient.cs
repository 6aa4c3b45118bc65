using System.Net.Http.Headers;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Tevreden.Demo.Service;

namespace Tevreden.Api.Tests.Service;

/// <summary>An answer as it came over the wire.</summary>
internal sealed record RawAnswer(int Status, string Body, HttpResponseHeaders Headers, string? ContentType)
{
    public JObject Json => ReadWithoutDates(Body);

    public string? Message => Json.Value<string>("message");

    private static JObject ReadWithoutDates(string text)
    {
        using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None };
        return JObject.Load(reader);
    }
}

/// <summary>A simulated service with a plain HTTP client that knows its wire names as texts, and not by the code under test.</summary>
internal sealed class RawClient : IAsyncDisposable
{
    public const string Key = "sleutel-van-de-test", Platform = "voorbeeld";

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(30) };

    private RawClient(SimulatedService service, ManualClock clock)
    {
        Service = service;
        Clock = clock;
        _http.BaseAddress = service.Address;
        _http.DefaultRequestHeaders.Add("Tevreden-API-key", Key);
        _http.DefaultRequestHeaders.Add("Tevreden-platform", Platform);
    }

    public SimulatedService Service { get; }

    public ManualClock Clock { get; }

    public static async Task<RawClient> StartAsync(string? profile = null)
    {
        var clock = new ManualClock();
        return new RawClient(await SimulatedService.StartAsync(new SimulatedServiceOptions { ApiKey = Key, Platform = Platform, TimeProvider = clock, Profile = profile }), clock);
    }

    public static JObject Invitation(string reference = "r-1", string questionnaire = "301", string email = "klant@voorbeeld.nl") =>
        new() { ["reference"] = reference, ["questionnaireid"] = questionnaire, ["email"] = email };

    public Task<RawAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<RawAnswer> PostAsync(string path, JToken body) => SendAsync(HttpMethod.Post, path, body.ToString(Formatting.None));

    public Task<RawAnswer> InviteAsync(params JObject[] invitations) => PostAsync("/invitations", new JObject { ["invitations"] = new JArray(invitations.Cast<object>().ToArray()) });

    public async Task<RawAnswer> SendAsync(HttpMethod method, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await _http.SendAsync(request);
        return new RawAnswer((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers, answer.Content.Headers.ContentType?.MediaType);
    }

    /// <summary>Without the headers of key and platform, unless given.</summary>
    public async Task<RawAnswer> SendAsStrangerAsync(string path, string? key, string? platform)
    {
        using var http = new HttpClient { BaseAddress = Service.Address };
        if (key is not null)
            http.DefaultRequestHeaders.Add("Tevreden-API-key", key);
        if (platform is not null)
            http.DefaultRequestHeaders.Add("Tevreden-platform", platform);
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        return new RawAnswer((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers, answer.Content.Headers.ContentType?.MediaType);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Service.DisposeAsync();
    }
}
