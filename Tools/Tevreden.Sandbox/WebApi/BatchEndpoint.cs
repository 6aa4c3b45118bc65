using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Hosting;

namespace Tevreden.Sandbox.WebApi;

/// <summary>
/// <c>$batch</c>: each part is answered as a request of its own; the parts of a change set share a transaction. Without <c>Prefer: odata.continue-on-error</c>
/// it stops at the first part that fails, whose status it then has itself.
/// </summary>
internal sealed class BatchEndpoint(HttpContext context, DataverseEngine engine, Func<HttpContext, Task> answer)
{
    public async Task HandleAsync()
    {
        if (context.Request.Method != "POST")
            throw new WebApiException(405, WebApiException.NotSupported, "$batch takes POST.");
        if (context.Features.Get<InBatch>() is not null)
            throw WebApiException.Bad("A batch can't stand inside a batch.");
        var items = await BatchReader.ReadAsync(context.Request.ContentType, context.Request.Body, context.RequestAborted).ConfigureAwait(false);
        var goesOn = context.Request.Headers["Prefer"].ToString().Contains("odata.continue-on-error", StringComparison.OrdinalIgnoreCase);
        var boundary = $"batchresponse_{Guid.NewGuid():D}";
        var text = new StringBuilder();
        var status = StatusCodes.Status200OK;
        foreach (var item in items)
        {
            var failed = item.Single is { } single ? await SingleAsync(single, boundary, text).ConfigureAwait(false) : Together(item.ChangeSet, boundary, text);
            if (failed is { } code && !goesOn)
            {
                status = code;
                break;
            }
        }

        text.Append(CultureInfo.InvariantCulture, $"--{boundary}--\r\n");
        context.Response.StatusCode = status;
        context.Response.ContentType = $"multipart/mixed; boundary={boundary}";
        context.Response.Headers["OData-Version"] = "4.0";
        await context.Response.WriteAsync(text.ToString(), context.RequestAborted).ConfigureAwait(false);
    }

    private static bool IsFailure(HttpContext inner) => inner.Response.StatusCode >= StatusCodes.Status400BadRequest;

    private async Task<int?> SingleAsync(BatchPart part, string boundary, StringBuilder text)
    {
        var inner = Inner(part, changes: null);
        await answer(inner).ConfigureAwait(false);
        Write(inner, part.ContentId, boundary, text);
        return IsFailure(inner) ? inner.Response.StatusCode : null;
    }

    private int? Together(IReadOnlyList<BatchPart> parts, string boundary, StringBuilder text)
    {
        var answered = new List<(HttpContext Context, string? ContentId)>();
        try
        {
            engine.ExecuteTogether(context.Caller(), (run, find) =>
            {
                var changes = new ChangeSet(run, find);
                foreach (var part in parts)
                {
                    var inner = Inner(part, changes);

                    // Nothing in it waits: the body is in memory, and the engine is not asynchronous.
                    answer(inner).GetAwaiter().GetResult();
                    answered.Add((inner, part.ContentId));
                    if (IsFailure(inner))
                        throw new ChangeSetFailed();
                    if (part.ContentId is { } id && inner.Response.Headers["OData-EntityId"].ToString() is { Length: > 0 } made)
                        changes.Made(id, made);
                }
            }, context.RequestAborted);
        }
        catch (ChangeSetFailed)
        {
            // One answer stands for the whole set: that of the request that failed.
            var (failed, contentId) = answered[^1];
            Write(failed, contentId, boundary, text);
            return failed.Response.StatusCode;
        }

        var set = $"changesetresponse_{Guid.NewGuid():D}";
        text.Append(CultureInfo.InvariantCulture, $"--{boundary}\r\nContent-Type: multipart/mixed; boundary={set}\r\n\r\n");
        foreach (var (inner, contentId) in answered)
            Write(inner, contentId, set, text);
        text.Append(CultureInfo.InvariantCulture, $"--{set}--\r\n");
        return null;
    }

    private DefaultHttpContext Inner(BatchPart part, ChangeSet? changes)
    {
        var inner = new DefaultHttpContext { RequestServices = context.RequestServices, RequestAborted = context.RequestAborted };
        var address = Whole(changes?.Resolve(part.Address) ?? part.Address);
        inner.Request.Method = part.Method;
        inner.Request.Scheme = context.Request.Scheme;
        inner.Request.Host = context.Request.Host;
        inner.Request.Path = Uri.UnescapeDataString(address.AbsolutePath);
        inner.Request.QueryString = new QueryString(address.Query);
        foreach (var (name, value) in context.Request.Headers.Where(header => header.Key.StartsWith("MSCRM", StringComparison.OrdinalIgnoreCase) || header.Key.Equals("CallerObjectId", StringComparison.OrdinalIgnoreCase)))
            inner.Request.Headers[name] = value;
        foreach (var (name, value) in part.Headers)
            inner.Request.Headers[name] = value;
        inner.Request.Body = new MemoryStream(part.Body);
        inner.Response.Body = new MemoryStream();
        inner.SetCaller(context.Caller());
        inner.Features.Set(new InBatch());
        if (changes is not null)
            inner.Features.Set(changes);
        inner.Request.RouteValues["path"] = inner.Request.Path.Value!.Split('/', 5) is [_, _, _, _, var rest] ? rest : "";
        return inner;
    }

    private Uri Whole(string address)
    {
        var here = new Uri($"{context.Request.Scheme}://{context.Request.Host}{context.Request.Path.Value![..^"$batch".Length]}");
        return Uri.TryCreate(here, address, out var whole) && whole.Authority == here.Authority
            ? whole
            : throw WebApiException.Bad($"The address {address} of a part of the batch is not one of this environment.");
    }

    private static void Write(HttpContext inner, string? contentId, string boundary, StringBuilder text)
    {
        text.Append(CultureInfo.InvariantCulture, $"--{boundary}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n");
        if (contentId is not null)
            text.Append(CultureInfo.InvariantCulture, $"Content-ID: {contentId}\r\n");
        text.Append(CultureInfo.InvariantCulture, $"\r\nHTTP/1.1 {inner.Response.StatusCode} {ReasonPhrases.GetReasonPhrase(inner.Response.StatusCode)}\r\n");
        foreach (var (name, value) in inner.Response.Headers.Where(header => header.Key is not "Content-Length"))
            text.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        text.Append("\r\n");
        var body = (MemoryStream)inner.Response.Body;
        text.Append(Encoding.UTF8.GetString(body.ToArray())).Append("\r\n");
    }

    private sealed class InBatch;

    private sealed class ChangeSetFailed : Exception;
}
