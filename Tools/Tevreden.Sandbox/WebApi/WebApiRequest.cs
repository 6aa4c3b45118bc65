using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Microsoft.Xrm.Sdk;
using Newtonsoft.Json.Linq;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Hosting;
using Tevreden.Sandbox.Messages;
using Tevreden.Sandbox.Metadata;
using Tevreden.Sandbox.OrganizationService;

namespace Tevreden.Sandbox.WebApi;

/// <summary>One request with what all handlers need of it.</summary>
internal sealed class WebApiRequest
{
    // "", "api", "data", "v9.2"
    private const int RootSegments = 4;

    private readonly HttpContext _context;
    private readonly CallerContext _caller;
    private readonly ChangeSet? _changes;

    public WebApiRequest(HttpContext context, DataverseEngine engine)
    {
        _context = context;
        Engine = engine;
        Catalog = engine.Catalog;
        Root = new Uri($"{context.Request.Scheme}://{context.Request.Host}{string.Join('/', context.Request.Path.Value!.Split('/').Take(RootSegments))}/");
        _changes = context.Features.Get<ChangeSet>();
        Addresses = new RowAddresses(Catalog, Root, _changes);
        Reader = new RowReader(Catalog, Addresses);
        Writer = new RowWriter(Catalog, Annotations.Asked(Preference("odata.include-annotations")));
        Options = context.Request.Query.ToDictionary(option => option.Key, option => option.Value.ToString(), StringComparer.Ordinal);
        _caller = Impersonated(context.Caller());
        Service = new MessageService(Run);
    }

    public DataverseEngine Engine { get; }

    public MetadataCatalog Catalog { get; }

    /// <summary>Address of the Web API, with a slash at its end.</summary>
    public Uri Root { get; }

    public RowAddresses Addresses { get; }

    public RowReader Reader { get; }

    public RowWriter Writer { get; }

    public IOrganizationService Service { get; }

    /// <summary>The user whose rights and language count.</summary>
    public Guid UserId => _caller.UserId;

    public string Method => _context.Request.Method;

    /// <summary>Query options as they came, unescaped.</summary>
    public IReadOnlyDictionary<string, string> Options { get; }

    public OrganizationResponse Run(OrganizationRequest message) => _changes is null ? Engine.Execute(message, _caller, _context.RequestAborted) : _changes.Run(message, _caller);

    public CustomApi? FindCustomApi(string name) => _changes is null ? Engine.FindCustomApi(name) : _changes.FindCustomApi(name);

    /// <summary>The body as it came, for files.</summary>
    public async Task<byte[]> ReadBytesAsync()
    {
        using var memory = new MemoryStream();
        await _context.Request.Body.CopyToAsync(memory, _context.RequestAborted).ConfigureAwait(false);
        return memory.ToArray();
    }

    public async Task AnswerBytesAsync(byte[] content, string type, string? fileName)
    {
        _context.Response.ContentType = type;
        if (fileName is not null)
            _context.Response.Headers["x-ms-file-name"] = Uri.EscapeDataString(fileName);
        await _context.Response.Body.WriteAsync(content, _context.RequestAborted).ConfigureAwait(false);
    }

    public async Task AnswerTextAsync(string text)
    {
        _context.Response.ContentType = "text/plain";
        await _context.Response.WriteAsync(text, _context.RequestAborted).ConfigureAwait(false);
    }

    public string Context(string fragment) => $"{Root}$metadata#{fragment}";

    public string? Header(string name) => _context.Request.Headers[name].ToString() is { Length: > 0 } value ? value : null;

    /// <summary>The address that was asked, without its query.</summary>
    public string Address => $"{_context.Request.Scheme}://{_context.Request.Host}{_context.Request.Path}";

    public void SetStatus(HttpStatusCode status) => _context.Response.StatusCode = (int)status;

    public void SetHeader(string name, string value) => _context.Response.Headers[name] = value;

    /// <summary>A value of the header Prefer, such as <c>odata.maxpagesize</c>.</summary>
    public string? Preference(string name) =>
        NameValueHeaderValue.TryParseList(_context.Request.Headers["Prefer"], out var preferences)
        && preferences.FirstOrDefault(one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } found
            ? HeaderUtilities.RemoveQuotes(found.Value).ToString()
            : null;

    public Task<JObject> ReadBodyAsync() => JsonBodies.ReadAsync(_context);

    public Task AnswerAsync(HttpStatusCode status, JObject? body)
    {
        _context.Response.StatusCode = (int)status;
        if (body is not null)
            return JsonBodies.WriteAsync(_context, body);
        _context.Response.Headers["OData-Version"] = "4.0";
        return Task.CompletedTask;
    }

    private CallerContext Impersonated(CallerContext caller)
    {
        if (Header("MSCRMCallerID") is { } text)
        {
            var user = Guid.TryParse(text, out var id) ? id : throw WebApiException.Bad($"The header MSCRMCallerID expects the id of a user, found '{text}'.");
            caller = caller with { UserId = user, InitiatingUserId = caller.UserId };
        }

        if (Header("MSCRMCallerID") is null && Header("CallerObjectId") is { } directory)
        {
            var person = Guid.TryParse(directory, out var id) ? id : throw WebApiException.Bad($"The header CallerObjectId expects the directory's id of a user, found '{directory}'.");
            caller = caller with { UserId = Impersonation.ByDirectoryId(person, Engine, _changes is null ? null : _changes.Run), InitiatingUserId = caller.UserId };
        }

        if (Header("MSCRM.BypassBusinessLogicExecution") is { } kinds)
            caller = OptionalParameters.Bypassing(caller, kinds);
        return caller with
        {
            BypassCustomPlugins = caller.BypassCustomPlugins || Header("MSCRM.BypassCustomPluginExecution") is "true",
            Tag = _context.Request.Query["tag"] is [{ } tag] ? tag : null,
        };
    }
}
