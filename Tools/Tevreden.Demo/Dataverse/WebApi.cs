using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Tevreden.Demo.Dataverse;

/// <summary>The few Web API calls of the story, as any client would make them.</summary>
internal sealed class WebApi : IDisposable
{
    private readonly HttpClient _http;

    public WebApi(Uri environment, string token)
    {
        _http = new HttpClient { BaseAddress = new Uri(environment, "/api/data/v9.2/") };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        _http.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        _http.DefaultRequestHeaders.Add("OData-Version", "4.0");
        _http.DefaultRequestHeaders.Add("OData-MaxVersion", "4.0");
    }

    /// <summary>Creates a row with a new id and returns that id.</summary>
    public async Task<Guid> CreateAsync(string set, string primaryId, JObject row, CancellationToken cancellation)
    {
        using var answer = await SendAsync(HttpMethod.Post, set, row, cancellation, ("Prefer", "return=representation")).ConfigureAwait(false);
        var created = await ReadAsync(answer, cancellation).ConfigureAwait(false);
        return Guid.Parse(created.Value<string>(primaryId)!);
    }

    public async Task UpdateAsync(string set, Guid id, JObject changes, CancellationToken cancellation)
    {
        using var answer = await SendAsync(HttpMethod.Patch, $"{set}({id})", changes, cancellation, ("If-Match", "*")).ConfigureAwait(false);
    }

    /// <summary>Creates or updates the row with this alternate key.</summary>
    public async Task UpsertAsync(string set, string key, string value, JObject row, CancellationToken cancellation)
    {
        var address = $"{set}({key}='{Uri.EscapeDataString(value.Replace("'", "''", StringComparison.Ordinal))}')";
        using var answer = await SendAsync(HttpMethod.Patch, address, row, cancellation).ConfigureAwait(false);
    }

    /// <summary>Calls an unbound action; null where it has no answer.</summary>
    public async Task<JObject?> ActAsync(string action, JObject parameters, CancellationToken cancellation)
    {
        using var answer = await SendAsync(HttpMethod.Post, action, parameters, cancellation).ConfigureAwait(false);
        return answer.StatusCode == System.Net.HttpStatusCode.NoContent ? null : await ReadAsync(answer, cancellation).ConfigureAwait(false);
    }

    /// <summary>Reads all rows of a query, page by page.</summary>
    public async Task<IReadOnlyList<JObject>> QueryAsync(string query, CancellationToken cancellation)
    {
        var rows = new List<JObject>();
        var next = query;
        while (next is not null)
        {
            using var answer = await SendAsync(HttpMethod.Get, next, null, cancellation, ("Prefer", "odata.maxpagesize=500")).ConfigureAwait(false);
            var page = await ReadAsync(answer, cancellation).ConfigureAwait(false);
            rows.AddRange(page["value"]!.Cast<JObject>());
            next = page.Value<string>("@odata.nextLink");
        }

        return rows;
    }

    public void Dispose() => _http.Dispose();

    private static async Task<JObject> ReadAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        var text = await answer.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
        using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None, Culture = CultureInfo.InvariantCulture };
        return JObject.Load(reader);
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string address, JObject? body, CancellationToken cancellation, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, address);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (body is not null)
            request.Content = new StringContent(body.ToString(Formatting.None), Encoding.UTF8, "application/json");

        var answer = await _http.SendAsync(request, cancellation).ConfigureAwait(false);
        if (answer.IsSuccessStatusCode)
            return answer;

        using (answer)
        {
            var text = await answer.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
            throw new DemoException($"{method} {address} was answered with {(int)answer.StatusCode}: {text}");
        }
    }
}
