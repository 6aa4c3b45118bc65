using System.Globalization;
using System.ServiceModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Hosting;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Pages;

/// <summary>Pages to look at what is in the environment, with the rights of whoever looks: all tables, and the rows of one.</summary>
internal static class PageEndpoints
{
    private const int PageSize = 50;

    public static void MapPages(this IEndpointRouteBuilder routes, DataverseEngine engine)
    {
        routes.MapGet("/", context => WriteAsync(context, engine, "Tables", Tables(engine, context.Caller())));
        routes.MapGet("/tables/{name}", context => ShowTableAsync(context, engine));
        routes.MapGet(PageCall.MainPage, context => MainPage.ShowAsync(context, new PageCall(context, engine)));
    }

    private static Task ShowTableAsync(HttpContext context, DataverseEngine engine)
    {
        var name = (string)context.Request.RouteValues["name"]!;
        if (engine.Catalog.FindTable(name) is not { } table)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return WriteAsync(context, engine, "Not found", $"<p>There is no table {Html.Text(name)} here.</p>");
        }

        var page = int.TryParse(context.Request.Query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && asked > 0 ? asked : 1;
        try
        {
            return WriteAsync(context, engine, NameOf(table), Rows(engine.ServiceFor(context.Caller()), table, page));
        }
        catch (FaultException<OrganizationServiceFault> fault)
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return WriteAsync(context, engine, NameOf(table), $"<p>{Html.Text(fault.Detail.Message)}</p>");
        }
    }

    private static string Tables(DataverseEngine engine, CallerContext caller)
    {
        var service = engine.ServiceFor(caller);
        var rows = engine.Catalog.Tables
            .Where(table => !table.IsIntersect)
            .OrderByDescending(table => table.IsCustom)
            .ThenBy(table => table.LogicalName, StringComparer.Ordinal)
            .Select(table => (Table: table, Count: Count(service, table)))
            .Where(found => found.Table.IsCustom || found.Count is not "0")
            .Select(found => new[]
            {
                Html.Cell(Html.Link($"/tables/{found.Table.LogicalName}", NameOf(found.Table))),
                Html.Cell(Html.Text(found.Table.LogicalName)),
                Html.Cell(Html.Text(found.Table.Solution ?? "platform")),
                Html.Cell(Html.Text(found.Count), isNumber: true),
            });
        return Html.Table("Tables that solutions brought, and those of the platform that hold rows", ["Table", "Logical name", "From", "Rows"], rows);
    }

    private static string Count(IOrganizationService service, TableDefinition table)
    {
        var query = new QueryExpression(table.LogicalName) { ColumnSet = new ColumnSet(false), PageInfo = new PagingInfo { Count = 1, PageNumber = 1, ReturnTotalRecordCount = true } };
        try
        {
            return service.RetrieveMultiple(query).TotalRecordCount.ToString(CultureInfo.InvariantCulture);
        }
        catch (FaultException<OrganizationServiceFault>)
        {
            return "no access";
        }
    }

    private static string Rows(IOrganizationService service, TableDefinition table, int page)
    {
        var columns = table.Columns.Where(IsShown).ToList();
        var query = new QueryExpression(table.LogicalName)
        {
            ColumnSet = new ColumnSet([.. columns.Select(column => column.LogicalName)]),
            PageInfo = new PagingInfo { Count = PageSize, PageNumber = page },
            Orders = { new OrderExpression(table.PrimaryIdColumn, OrderType.Ascending) },
        };
        var found = service.RetrieveMultiple(query);
        var filled = columns.Where(column => found.Entities.Any(row => row.Contains(column.LogicalName))).ToList();
        var rows = found.Entities.Select(row => filled.Select(column => Html.Cell(Value(row, column), row.Contains(column.LogicalName) && row[column.LogicalName] is int or decimal or double)));
        var links = (page > 1 ? Html.Link($"/tables/{table.LogicalName}?page={page - 1}", "Previous page") + " " : "")
            + (found.MoreRecords ? Html.Link($"/tables/{table.LogicalName}?page={page + 1}", "Next page") : "");
        return found.Entities.Count == 0
            ? "<p>No rows.</p>"
            : Html.Table($"Rows {((page - 1) * PageSize) + 1} to {((page - 1) * PageSize) + found.Entities.Count}", filled.Select(column => column.DisplayName.In(LocalizedText.English) ?? column.LogicalName), rows) + $"<p>{links}</p>";
    }

    private static bool IsShown(ColumnDefinition column) => column.ValidForRead && column.AttributeOf is null && column.Type is not (ColumnType.File or ColumnType.Image or ColumnType.Virtual);

    private static string Value(Entity row, ColumnDefinition column)
    {
        if (!row.TryGetAttributeValue<object>(column.LogicalName, out var value) || value is null)
            return "";
        return value is EntityReference reference
            ? Html.Link(PageCall.RecordAddress(reference), reference.Name ?? reference.Id.ToString("D"))
            : Html.Text(row.FormattedValues.TryGetValue(column.LogicalName, out var formatted) ? formatted : Convert.ToString(value, CultureInfo.InvariantCulture));
    }

    private static string NameOf(TableDefinition table) => table.DisplayCollectionName.In(LocalizedText.English) ?? table.LogicalName;

    private static Task WriteAsync(HttpContext context, DataverseEngine engine, string title, string body) => PageAnswer.WriteAsync(context, new PageCall(context, engine), title, body);
}
