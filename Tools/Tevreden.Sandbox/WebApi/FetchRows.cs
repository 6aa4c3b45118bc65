using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Newtonsoft.Json.Linq;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.WebApi;

/// <summary>Reads rows by FetchXML: given in the address, or that of a view that the address names.</summary>
internal sealed partial class FetchRows(WebApiRequest request)
{
    private const string CookieAnnotation = "Microsoft.Dynamics.CRM.fetchxmlpagingcookie";
    private const string MoreAnnotation = "Microsoft.Dynamics.CRM.morerecords";
    private const string TotalAnnotation = "Microsoft.Dynamics.CRM.totalrecordcount";
    private const string ExceededAnnotation = "Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded";

    /// <summary>The FetchXML that this address asks for; null: none.</summary>
    public string? Asked()
    {
        if (request.Options.GetValueOrDefault("fetchXml") is { } text)
            return text;
        foreach (var (option, table) in (ReadOnlySpan<(string, string)>)[("savedQuery", "savedquery"), ("userQuery", "userquery")])
        {
            if (request.Options.GetValueOrDefault(option) is { } id)
            {
                return Guid.TryParse(id, out var view)
                    ? request.Service.Retrieve(table, view, new ColumnSet("fetchxml")).GetAttributeValue<string>("fetchxml")
                    : throw WebApiException.Bad($"{option} expects the id of a view, found '{id}'.");
            }
        }

        return null;
    }

    public Task AnswerAsync(TableDefinition table, string fetchXml)
    {
        var fetch = Parse(fetchXml);
        if (fetch.Element("entity")?.Attribute("name")?.Value is { } name && name != table.LogicalName)
            throw WebApiException.Bad($"The FetchXML reads '{name}', but the address is that of '{table.LogicalName}'.");
        if (fetch.Attribute("count") is null && fetch.Attribute("top") is null && request.Preference("odata.maxpagesize") is { } size)
            fetch.Add(new XAttribute("count", size));
        var found = request.Service.RetrieveMultiple(new FetchExpression(fetch.ToString(SaveOptions.DisableFormatting)));
        var body = new JObject { ["@odata.context"] = request.Context(table.EntitySetName) };
        if (found.PagingCookie is { Length: > 0 } cookie && request.Writer.Shows(CookieAnnotation))
            body["@" + CookieAnnotation] = Cookie(cookie, fetch);
        if (request.Writer.Shows(MoreAnnotation))
            body["@" + MoreAnnotation] = found.MoreRecords;
        if (found.TotalRecordCount >= 0 && request.Writer.Shows(TotalAnnotation))
        {
            body["@" + TotalAnnotation] = found.TotalRecordCount;
            body["@" + ExceededAnnotation] = found.TotalRecordCountLimitExceeded;
        }

        var isAggregate = fetch.Attribute("aggregate")?.Value is "true" or "1";
        body["value"] = new JArray(found.Entities.Select(row => request.Writer.WriteFetched(row, Named(fetch, table), isAggregate)));
        return request.AnswerAsync(HttpStatusCode.OK, body);
    }

    private static XElement Parse(string fetchXml)
    {
        try
        {
            return XElement.Parse(fetchXml);
        }
        catch (System.Xml.XmlException problem)
        {
            throw WebApiException.Bad($"Invalid XML: {problem.Message}", problem);
        }
    }

    // The platform encodes its own cookie twice over.
    private static string Cookie(string cookie, XElement fetch)
    {
        var next = (int.TryParse(fetch.Attribute("page")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? page : 1) + 1;
        var encoded = Lower(Uri.EscapeDataString(Lower(Uri.EscapeDataString(cookie))));
        return string.Create(CultureInfo.InvariantCulture, $"<cookie pagenumber=\"{next}\" pagingcookie=\"{encoded}\" istracking=\"False\" />");
    }

    private static string Lower(string encoded) => Escape().Replace(encoded, escape => escape.Value.ToLowerInvariant());

    // The columns of the table itself that the query names; null: all.
    private static HashSet<string>? Named(XElement fetch, TableDefinition table)
    {
        var entity = fetch.Element("entity");
        if (entity is null || entity.Element("all-attributes") is not null)
            return null;
        return [table.PrimaryIdColumn, .. entity.Elements("attribute").Where(attribute => attribute.Attribute("alias") is null).Select(attribute => attribute.Attribute("name")?.Value).OfType<string>()];
    }

    [GeneratedRegex("%[0-9A-F]{2}", RegexOptions.CultureInvariant)]
    private static partial Regex Escape();
}
