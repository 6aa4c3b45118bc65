using System.Xml.Linq;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Import;

/// <summary>Names of forms, views, charts and apps in the languages of a solution. The row itself holds the English one.</summary>
internal static class LocalizedNames
{
    public static void Plan(XElement element, Entity named, string column, ImportPlan plan)
    {
        foreach (var (language, text) in element.Labels("LocalizedNames").ByLanguage.Where(text => text.Key != LocalizedText.English))
        {
            var row = plan.Row(LocalizedLabels.Table, NameIds.Of(LocalizedLabels.Table, named.Id.ToString("D"), column, language.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            row[LocalizedLabels.Object] = named.Id.ToString("D");
            row[LocalizedLabels.Column] = column;
            row[LocalizedLabels.Language] = language;
            row[LocalizedLabels.Label] = text;
        }
    }
}
