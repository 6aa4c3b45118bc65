using System.Globalization;
using System.Net;
using System.Xml.Linq;
using Microsoft.Xrm.Sdk;
using Newtonsoft.Json.Linq;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.WebApi;

/// <summary>Answers with rows of a table, page by page.</summary>
internal sealed class RowPages(WebApiRequest request)
{
    private const int MostPerPage = 5000;

    /// <param name="table">Whose rows.</param>
    /// <param name="path">The address below the root, where it is not the set itself.</param>
    /// <param name="also">A condition or link of FetchXML that the address stands for.</param>
    public Task AnswerAsync(TableDefinition table, string? path = null, params IEnumerable<XElement> also)
    {
        if (request.Preference("odata.track-changes") is not null)
            throw WebApiException.Bad("Change tracking (Prefer: odata.track-changes) is not part of the sandbox. Ask for rows by modifiedon instead.");
        if (request.Options.ContainsKey("$apply"))
            return new AppliedRows(request, table).AnswerAsync(also);
        var query = RowQuery.Parse(request.Options, table, request.Catalog);
        var page = int.TryParse(request.Options.GetValueOrDefault("$skiptoken"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1;
        var asked = request.Preference("odata.maxpagesize") is { } size && int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var rows) ? rows : MostPerPage;
        var found = request.Service.RetrieveMultiple(query.ToFetch((Math.Clamp(asked, 1, MostPerPage), page), also));

        var body = new JObject { ["@odata.context"] = request.Context(table.EntitySetName) };
        if (query.Counts)
        {
            body["@odata.count"] = query.Top is null ? found.TotalRecordCount : found.Entities.Count;
            if (request.Writer.Shows("Microsoft.Dynamics.CRM.totalrecordcount"))
            {
                body["@Microsoft.Dynamics.CRM.totalrecordcount"] = query.Top is null ? found.TotalRecordCount : -1;
                body["@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded"] = found.TotalRecordCountLimitExceeded;
            }
        }

        if (request.Preference("odata.maxpagesize") is not null)
            request.SetHeader("Preference-Applied", string.Create(CultureInfo.InvariantCulture, $"odata.maxpagesize={asked}"));
        body["value"] = new JArray(new Expander(request.Service, request.Writer, request.Root).Write([.. found.Entities], query));
        if (found.MoreRecords && query.Top is null)
            body["@odata.nextLink"] = NextLink(path ?? table.EntitySetName, page + 1);
        return request.AnswerAsync(HttpStatusCode.OK, body);
    }

    /// <summary>The number of rows alone, as text; the platform counts to 5,000.</summary>
    public Task CountAsync(TableDefinition table, params IEnumerable<XElement> also)
    {
        var options = request.Options.Where(option => option.Key == "$filter").Append(new("$select", table.PrimaryIdColumn)).Append(new("$count", "true")).ToDictionary();
        var found = request.Service.RetrieveMultiple(RowQuery.Parse(options, table, request.Catalog).ToFetch((1, 1), also));
        return request.AnswerTextAsync(found.TotalRecordCount.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The addresses of rows alone ($ref).</summary>
    public Task ReferencesAsync(TableDefinition table, params IEnumerable<XElement> also)
    {
        var found = request.Service.RetrieveMultiple(RowQuery.Parse(request.Options, table, request.Catalog).ToFetch((MostPerPage, 1), also));
        return request.AnswerAsync(HttpStatusCode.OK, new JObject
        {
            ["@odata.context"] = request.Context("Collection($ref)"),
            ["value"] = new JArray(found.Entities.Select(row => new JObject { ["@odata.id"] = $"{request.Root}{table.EntitySetName}({row.Id:D})" })),
        });
    }

    // The address as it came, with the number of the next page.
    private string NextLink(string path, int page)
    {
        var options = request.Options.Where(option => option.Key != "$skiptoken").Append(new("$skiptoken", page.ToString(CultureInfo.InvariantCulture)));
        return $"{request.Root}{path}?{string.Join('&', options.Select(option => $"{option.Key}={Uri.EscapeDataString(option.Value)}"))}";
    }
}
