using Microsoft.AspNetCore.Http;
using Tevreden.Sandbox.Engine;

namespace Tevreden.Sandbox.Hosting;

/// <summary>Who sends a request: set by the gate that checks the token, read by the endpoints behind it.</summary>
internal static class CallerFeature
{
    public static void SetCaller(this HttpContext context, CallerContext caller) => context.Features.Set(caller);

    /// <exception cref="InvalidOperationException">The endpoint is reachable without passing the gate.</exception>
    public static CallerContext Caller(this HttpContext context) =>
        context.Features.Get<CallerContext>() ?? throw new InvalidOperationException("No caller is known: this endpoint was reached without passing the gate.");
}
