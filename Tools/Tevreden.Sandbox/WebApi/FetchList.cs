using System.Xml;
using System.Xml.Linq;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Newtonsoft.Json.Linq;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.WebApi;

/// <summary>The rows of a FetchXML query (<c>?fetchXml=</c>): columns of the table itself as always, joined and aggregated ones by their aliases.</summary>
internal sealed class FetchList(WebApiRequest request, TableDefinition table)
{
    public JObject Read(string fetch)
    {
        Demand(fetch);
        var found = request.Service.RetrieveMultiple(new FetchExpression(fetch));
        var body = new JObject
        {
            ["@odata.context"] = request.Context(table.EntitySetName),
            ["value"] = new JArray(found.Entities.Select(row => request.Writer.WriteFetched(row))),
        };
        if (found.MoreRecords)
        {
            body["@Microsoft.Dynamics.CRM.morerecords"] = true;
            body["@Microsoft.Dynamics.CRM.fetchxmlpagingcookie"] = found.PagingCookie;
        }

        return body;
    }

    private void Demand(string fetch)
    {
        try
        {
            var name = XElement.Parse(fetch).Element("entity")?.Attribute("name")?.Value;
            if (name != table.LogicalName)
                throw WebApiException.Bad($"The FetchXML reads '{name}', but the address names the rows of '{table.LogicalName}'.");
        }
        catch (XmlException problem)
        {
            throw WebApiException.Bad($"The FetchXML is not well-formed: {problem.Message}", problem);
        }
    }
}
