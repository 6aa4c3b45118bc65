using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Engine;

/// <summary>Texts of rows that solutions bring in more languages than one: the row holds the English text, a table of labels the others.</summary>
internal static class LocalizedLabels
{
    private const string Table = "localizedlabel", Object = "objectid", Column = "objectcolumnname", Language = "languageid", Label = "label";

    private static readonly HashSet<string> Tables = new(StringComparer.Ordinal) { "systemform", "savedquery", "savedqueryvisualization", "appmodule", "sitemap" };

    /// <summary>Puts the texts of a language in the place of the English ones that were read.</summary>
    public static void Put(IEnumerable<Entity> rows, int language, StoreScope scope)
    {
        if (language == LocalizedText.English)
            return;
        foreach (var row in rows.Where(row => Tables.Contains(row.LogicalName)))
        {
            foreach (var label in scope.Rows(Table, (Object, row.Id), (Language, language)).Where(label => row.Contains((string)label[Column])))
                row[(string)label[Column]] = label[Label];
        }
    }
}
