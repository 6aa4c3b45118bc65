using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Tevreden.Sandbox.Hosting;

/// <summary>
/// Writes each request with its answer to a file of its own, so that a client's behaviour can be read and compared: <c>00001-POST-accounts-204.http</c>. What
/// says who asks (Authorization and cookies) is left out.
/// </summary>
internal sealed class RequestRecorder(DirectoryInfo folder)
{
    private const int LongestName = 60;

    private static readonly HashSet<string> Secret = new(StringComparer.OrdinalIgnoreCase) { "Authorization", "Cookie", "Set-Cookie" };

    private int _count;

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var number = Interlocked.Increment(ref _count);
        using var asked = new MemoryStream();
        await context.Request.Body.CopyToAsync(asked, context.RequestAborted).ConfigureAwait(false);

        // A copy, since whoever reads it may close it.
        context.Request.Body = new MemoryStream(asked.ToArray(), writable: false);
        var body = context.Response.Body;
        var answer = new FileBufferingWriteStream();
        await using (answer.ConfigureAwait(false))
        {
            context.Response.Body = answer;
            try
            {
                await next(context).ConfigureAwait(false);
            }
            finally
            {
                context.Response.Body = body;
            }

            using var copy = new MemoryStream();
            await answer.DrainBufferAsync(copy, context.RequestAborted).ConfigureAwait(false);
            copy.Position = 0;
            await copy.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
            await WriteAsync(number, context, asked.ToArray(), copy.ToArray()).ConfigureAwait(false);
        }
    }

    private async Task WriteAsync(int number, HttpContext context, byte[] asked, byte[] answer)
    {
        var request = context.Request;
        var query = request.Query.ContainsKey(Gate.TokenParameter) ? string.Empty : request.QueryString.Value;
        var text = new StringBuilder($"{request.Method} {request.Path}{query} {request.Protocol}\n");
        Headers(text, request.Headers);
        text.Append(Encoding.UTF8.GetString(asked));
        text.Append(CultureInfo.InvariantCulture, $"\n\n###\n\n{request.Protocol} {context.Response.StatusCode}\n");
        Headers(text, context.Response.Headers);
        text.Append(Encoding.UTF8.GetString(answer));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, NameOf(number, context)), text.ToString(), context.RequestAborted).ConfigureAwait(false);
    }

    private static void Headers(StringBuilder text, IHeaderDictionary headers)
    {
        foreach (var (name, value) in headers.Where(header => !Secret.Contains(header.Key)).OrderBy(header => header.Key, StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"{name}: {value}\n");
        text.Append('\n');
    }

    private static string NameOf(int number, HttpContext context)
    {
        var last = context.Request.Path.Value?.TrimEnd('/').Split('/')[^1] ?? string.Empty;
        var safe = new string([.. last.Take(LongestName).Select(sign => char.IsAsciiLetterOrDigit(sign) || sign is '_' or '.' ? sign : '_')]);
        return string.Create(CultureInfo.InvariantCulture, $"{number:00000}-{context.Request.Method}-{safe}-{context.Response.StatusCode}.http");
    }
}
