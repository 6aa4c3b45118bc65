using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace Tevreden.Demo.Service.Endpoints;

/// <summary>One request that came in, admin calls aside.</summary>
/// <param name="Target">Path and query.</param>
/// <param name="Status">What was answered; of a lost answer, what would have been.</param>
internal sealed record SeenRequest(string Method, string Target, int Status);

/// <summary>Keeps what was asked, so that a test can count requests and look at their paging. Safe for many requests at once.</summary>
internal sealed class RequestLog
{
    private readonly ConcurrentQueue<SeenRequest> _seen = [];

    public IReadOnlyList<SeenRequest> All => [.. _seen];

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context).ConfigureAwait(false);
        }
        finally
        {
            if (!Gate.IsAdmin(context.Request.Path))
                _seen.Enqueue(new SeenRequest(context.Request.Method, context.Request.Path + context.Request.QueryString.ToString(), context.Response.StatusCode));
        }
    }

    public void Clear() => _seen.Clear();
}
