using System.Net.Http.Headers;
using System.Text;
using Newtonsoft.Json.Linq;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Hosting;

namespace Tevreden.Sandbox.Tests.WebApi;

/// <summary>A served environment and plain requests to its Web API.</summary>
internal sealed class ServedWebApi : IAsyncDisposable
{
    private readonly HttpClient _http = new();

    private ServedWebApi(SandboxServer server)
    {
        Server = server;
        _http.BaseAddress = new Uri(server.Address, "/api/data/v9.2/");
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.Token);
    }

    public SandboxServer Server { get; }

    public static async Task<ServedWebApi> StartAsync() => new(await SandboxServer.StartAsync(new SandboxServerOptions { Engine = new EngineOptions { AsyncWorkers = 0 } }));

    public Task<HttpResponseMessage> SendAsync(string method, string address, string? json = null, params (string Name, string Value)[] headers) =>
        SendAsync(method, address, json is null ? null : new StringContent(json, Encoding.UTF8, "application/json"), headers);

    public async Task<HttpResponseMessage> SendAsync(string method, string address, HttpContent? content, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), address) { Content = content };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await _http.SendAsync(request);
    }

    public async Task<JObject> GetAsync(string address, params (string Name, string Value)[] headers)
    {
        var response = await SendAsync("GET", address, (HttpContent?)null, headers);
        var text = await response.Content.ReadAsStringAsync();
        Assert.IsTrue(response.IsSuccessStatusCode, $"{address}: {response.StatusCode} {text}");
        return JObject.Parse(text);
    }

    /// <summary>Creates a row and gives its id.</summary>
    public async Task<Guid> CreateAsync(string set, string json)
    {
        var response = await SendAsync("POST", set, json);
        Assert.IsTrue(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        var address = response.Headers.GetValues("OData-EntityId").Single();
        return Guid.Parse(address[(address.LastIndexOf('(') + 1)..^1]);
    }

    /// <summary>Status, code and message of a request that must fail.</summary>
    public async Task<(int Status, string Code, string Message)> ErrorAsync(string method, string address, string? json = null, params (string Name, string Value)[] headers)
    {
        var response = await SendAsync(method, address, json, headers);
        var text = await response.Content.ReadAsStringAsync();
        Assert.IsFalse(response.IsSuccessStatusCode, text);
        var error = JObject.Parse(text)["error"]!;
        return ((int)response.StatusCode, error.Value<string>("code")!, error.Value<string>("message")!);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Server.DisposeAsync();
    }
}
