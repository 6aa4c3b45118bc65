using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Tevreden.Sandbox.Engine;

namespace Tevreden.Sandbox.Hosting;

/// <summary>
/// Keeps other people's pages out: the connection must come from this machine, the Host must be a name of this machine (a rebound name is not), an Origin must be our own,
/// and every call needs a token. The pages take it from a cookie that the address printed at start sets.
/// </summary>
internal sealed class Gate(SandboxTokens tokens, int degreesOfParallelism)
{
    public const string TokenParameter = "token";

    private const string Cookie = "sandbox-token";
    private const string Scheme = "Bearer ";

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.Headers["x-ms-dop-hint"] = degreesOfParallelism.ToString(System.Globalization.CultureInfo.InvariantCulture);
        context.Response.Headers.XContentTypeOptions = "nosniff";
        if (!ComesFromHere(context.Request, context.Connection.RemoteIpAddress))
            return RefuseAsync(context, StatusCodes.Status403Forbidden, "This environment answers this machine only, under 127.0.0.1 or localhost, and no page of another site.");
        if (IsPage(context.Request) && context.Request.Query[TokenParameter] is [{ } offered])
            return SignInAsync(context, offered);
        if (tokens.Find(Token(context.Request)) is not { } user)
            return RefuseAsync(context, StatusCodes.Status401Unauthorized, "Expected 'Authorization: Bearer TOKEN' with the token that was printed when this environment started; pages: open the address that was printed then.");
        context.SetCaller(new CallerContext(user) { UserAgent = context.Request.Headers.UserAgent });
        return next(context);
    }

    private static bool IsPage(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && !request.Path.StartsWithSegments("/api") && !request.Path.StartsWithSegments("/XRMServices");

    private static bool ComesFromHere(HttpRequest request, IPAddress? sender) =>
        (sender is null || IPAddress.IsLoopback(sender))
        && IsLoopback(request.Host.Host)
        && (request.Headers.Origin is not [{ } origin] || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase));

    // Nobody can register a name below localhost, so none of them is a rebound one.
    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static string? Token(HttpRequest request) => request.Headers.Authorization is [{ } header] && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        ? header[Scheme.Length..].Trim()
        : CookieOf(request);

    // Sent by our own pages only: the cookie is SameSite=Strict, and what changes rows must name our Origin besides.
    private static string? CookieOf(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || request.Headers.Origin.Count == 1 ? request.Cookies[Cookie] : null;

    private static Task RefuseAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        if (status == StatusCodes.Status401Unauthorized)
            context.Response.Headers.WWWAuthenticate = "Bearer";
        return context.Response.WriteAsJsonAsync(new { error = new { code = $"0x{0x80040000u + (uint)status:x8}", message } }, context.RequestAborted);
    }

    private Task SignInAsync(HttpContext context, string token)
    {
        if (tokens.Find(token) is null)
            return RefuseAsync(context, StatusCodes.Status401Unauthorized, "This token is not known here. Open the address that was printed when this environment started.");
        context.Response.Cookies.Append(Cookie, token, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/" });
        var rest = new QueryBuilder(context.Request.Query.Where(pair => pair.Key != TokenParameter).SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value ?? "")));
        context.Response.Redirect(context.Request.Path + rest.ToQueryString());
        return Task.CompletedTask;
    }
}
