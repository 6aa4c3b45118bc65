using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Hosting;

namespace Tevreden.Sandbox.Pages;

/// <summary>The last requests, latest first.</summary>
internal static class RequestsPage
{
    public static void MapRequestsPage(this IEndpointRouteBuilder routes, DataverseEngine engine, RecentRequests recent) =>
        routes.MapGet("/requests", context => PageAnswer.WriteAsync(context, new PageCall(context, engine), "Requests", Body(recent.Latest)));

    private static string Body(IReadOnlyList<SeenRequest> requests) => requests.Count == 0
        ? "<p>No requests yet.</p>"
        : Html.Table("The last requests, latest first", ["No.", "Received (UTC)", "Method", "Address", "Status", "ms"], requests.Select(request => new[]
        {
            Html.Cell(request.Number.ToString(CultureInfo.InvariantCulture), isNumber: true),
            Html.Cell(request.ReceivedOn.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture)),
            Html.Cell(Html.Text(request.Method)),
            Html.Cell(Html.Text(Uri.UnescapeDataString(request.Address))),
            Html.Cell(request.Status.ToString(CultureInfo.InvariantCulture), isNumber: true),
            Html.Cell(request.Took.TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture), isNumber: true),
        }));
}
