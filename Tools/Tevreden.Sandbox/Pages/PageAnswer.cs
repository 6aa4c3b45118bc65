using Microsoft.AspNetCore.Http;

namespace Tevreden.Sandbox.Pages;

/// <summary>Writes a page: no script of its own, frames of this environment only.</summary>
internal static class PageAnswer
{
    public static Task WriteAsync(HttpContext context, PageCall call, string title, string body)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; frame-ancestors 'self'";
        return context.Response.WriteAsync(Html.Page(title, AppNavigation.Make(call), body), context.RequestAborted);
    }
}
