using System.ServiceModel;
using Microsoft.AspNetCore.Http;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Pages.Dashboards;
using Tevreden.Sandbox.Pages.Forms;
using Tevreden.Sandbox.Pages.Lists;

namespace Tevreden.Sandbox.Pages;

/// <summary>The platform's own address for everything that an app shows: <c>/main.aspx?pagetype=…</c>.</summary>
internal static class MainPage
{
    public static Task ShowAsync(HttpContext context, PageCall call)
    {
        try
        {
            var (title, body) = Content(call);
            return PageAnswer.WriteAsync(context, call, title, body);
        }
        catch (PageNotFoundException problem)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return PageAnswer.WriteAsync(context, call, "Not found", $"<p>{Html.Text(problem.Message)}</p>");
        }
        catch (FaultException<OrganizationServiceFault> fault)
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return PageAnswer.WriteAsync(context, call, "This can't be shown", $"<p>{Html.Text(fault.Detail.Message)}</p>");
        }
    }

    private static (string Title, string Body) Content(PageCall call) => call.Parameter("pagetype") switch
    {
        "entityrecord" => new RecordPage(call).Make(),
        "entitylist" => new ListPage(call).Make(),
        "dashboard" => new DashboardPage(call).Make(),
        "webresource" => WebResource(call),
        null => ("Apps", AppNavigation.Apps(call)),
        var other => throw new PageNotFoundException($"The sandbox shows pages of type entityrecord, entitylist, dashboard and webresource, found '{other}'."),
    };

    private static (string, string) WebResource(PageCall call)
    {
        var name = call.Parameter("webresourceName") ?? throw new PageNotFoundException("Expected a parameter webresourceName.");
        IEnumerable<KeyValuePair<string, string>> passed = call.Parameter("data") is { } data ? [new("data", data)] : [];
        return (name, WebResourceFrame.Make(call, name, name, passed, height: "85vh"));
    }
}

/// <summary>An address that names nothing here; the message says what.</summary>
internal sealed class PageNotFoundException(string message) : Exception(message);
