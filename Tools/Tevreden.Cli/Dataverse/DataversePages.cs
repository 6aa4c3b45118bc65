using System.Globalization;
using System.Runtime.CompilerServices;
using System.Xml.Linq;
using Microsoft.Xrm.Sdk;

namespace Tevreden.Cli.Dataverse;

/// <summary>Reading page by page, for queries whose rows would not fit in memory.</summary>
internal static class DataversePages
{
    private const int PageSize = 5000;

    /// <param name="client">The way to Dataverse.</param>
    /// <param name="fetch">Ordered by a column whose values differ.</param>
    /// <param name="stop">Keeps the next request from being sent.</param>
    public static async IAsyncEnumerable<IReadOnlyList<Entity>> PagesAsync(
        this DataverseClient client, XElement fetch, [EnumeratorCancellation] CancellationToken stop)
    {
        var next = new XElement(fetch);
        next.SetAttributeValue("count", PageSize.ToString(CultureInfo.InvariantCulture));
        for (var number = 1; ; number++)
        {
            next.SetAttributeValue("page", number.ToString(CultureInfo.InvariantCulture));
            var page = await client.ReadPageAsync(next, stop);
            if (page.Entities.Count > 0)
                yield return [.. page.Entities];
            if (!page.MoreRecords)
                yield break;
            next.SetAttributeValue("paging-cookie", page.PagingCookie is { Length: > 0 } cookie ? cookie : null);
        }
    }
}
