using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Tevreden.Sandbox.Hosting;

/// <summary>A request that came in over HTTP.</summary>
/// <param name="Number">Counts from 1, in the order of arrival.</param>
/// <param name="ReceivedOn">UTC.</param>
/// <param name="Method">GET, POST …</param>
/// <param name="Address">Path and query.</param>
/// <param name="Status">Of the answer.</param>
/// <param name="Took">Until the answer was complete.</param>
internal sealed record SeenRequest(long Number, DateTime ReceivedOn, string Method, string Address, int Status, TimeSpan Took);

/// <summary>The last requests, for people who wonder what their client does. The token is in none of them: it travels in a header or a cookie.</summary>
internal sealed class RecentRequests(TimeProvider time)
{
    private const int Most = 500;

    private readonly Lock _lock = new();
    private readonly Queue<SeenRequest> _seen = new();
    private long _count;

    /// <summary>Latest first.</summary>
    public IReadOnlyList<SeenRequest> Latest
    {
        get
        {
            lock (_lock)
                return [.. _seen.Reverse()];
        }
    }

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var number = Interlocked.Increment(ref _count);
        var receivedOn = time.GetUtcNow().UtcDateTime;
        var began = Stopwatch.GetTimestamp();
        try
        {
            await next(context).ConfigureAwait(false);
        }
        finally
        {
            var address = context.Request.Path + (context.Request.Query.ContainsKey(Gate.TokenParameter) ? string.Empty : context.Request.QueryString.Value);
            Keep(new SeenRequest(number, receivedOn, context.Request.Method, address, context.Response.StatusCode, Stopwatch.GetElapsedTime(began)));
        }
    }

    private void Keep(SeenRequest request)
    {
        lock (_lock)
        {
            _seen.Enqueue(request);
            if (_seen.Count > Most)
                _seen.Dequeue();
        }
    }
}
