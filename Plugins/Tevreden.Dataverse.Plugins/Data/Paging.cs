using System.Collections.Generic;
using System.Globalization;
using System.Xml.Linq;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace Tevreden.Dataverse.Plugins.Data;

/// <summary>Reads on where the platform stops: it gives 5,000 rows at once, and says so only by the way.</summary>
internal static class Paging
{
    /// <param name="service">Whose rights.</param>
    /// <param name="entity">What to read; it must order its rows, or a page may repeat or miss some.</param>
    public static IReadOnlyList<Entity> RetrieveAll(this IOrganizationService service, XElement entity)
    {
        var rows = new List<Entity>();
        EntityCollection read;
        var page = 0;
        do
        {
            page++;
            read = service.RetrieveMultiple(new FetchExpression(
                new XElement("fetch", new XAttribute("page", page.ToString(CultureInfo.InvariantCulture)), entity).ToString(SaveOptions.DisableFormatting)));
            rows.AddRange(read.Entities);
        }
        while (read.MoreRecords);

        return rows;
    }
}
