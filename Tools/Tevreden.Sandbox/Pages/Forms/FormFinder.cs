using System.Xml.Linq;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Pages.Forms;

/// <summary>A form of a table, or what solutions add to one that this environment does not have.</summary>
/// <param name="Name">In the reader's language.</param>
/// <param name="IsLayer">True: only what was added; the form beneath is not here.</param>
internal sealed record FoundForm(Guid Id, string Name, XElement Xml, bool IsLayer);

internal static class FormFinder
{
    private const int Main = 2, QuickView = 6;

    /// <summary>The table's own main forms first.</summary>
    public static IReadOnlyList<FoundForm> MainForms(PageCall call, TableDefinition table) =>
        [.. call.Describing("systemform", ("objecttypecode", table.LogicalName), ("type", Main)).Select(row => Make(call, row)).OrderBy(form => form.IsLayer).ThenBy(form => form.Name, StringComparer.Ordinal)];

    public static FoundForm? QuickViewForm(PageCall call, Guid id) =>
        call.Describing("systemform", ("formid", id), ("type", QuickView)) is [{ } row] ? Make(call, row) : null;

    private static FoundForm Make(PageCall call, Entity row)
    {
        var xml = XElement.Parse(row.GetAttributeValue<string>("formxml"));
        return new FoundForm(row.Id, call.NameOf(row), xml, xml.Descendants().Any(part => part.Attribute("solutionaction") is not null));
    }
}
