using System.Globalization;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Pages;

/// <summary>A web resource within a page.</summary>
internal static class WebResourceFrame
{
    public static string Make(PageCall call, string name, string title, IEnumerable<KeyValuePair<string, string>> parameters, string height)
    {
        var passed = parameters.Concat(
        [
            new("orgname", call.Engine.Options.UniqueName),
            new("userlcid", call.Language.ToString(CultureInfo.InvariantCulture)),
            new("orglcid", LocalizedText.English.ToString(CultureInfo.InvariantCulture)),
        ]);
        return $"<iframe class=\"resource\" title=\"{Html.Text(title)}\" style=\"height:{height}\" src=\"{Html.Text(WebResourceEndpoints.AddressOf(name, passed))}\"></iframe>";
    }

    /// <summary>What a form passes to a web resource that asks for it.</summary>
    public static IEnumerable<KeyValuePair<string, string>> ForRow(EntityReference row, int? typeCode) =>
    [
        new("id", row.Id.ToString("B")),
        new("typename", row.LogicalName),
        .. typeCode is { } code ? [new KeyValuePair<string, string>("type", code.ToString(CultureInfo.InvariantCulture))] : Array.Empty<KeyValuePair<string, string>>(),
    ];
}
