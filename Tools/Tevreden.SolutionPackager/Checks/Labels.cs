using System.Xml.Linq;
using Tevreden.SolutionPackager.Sources;

namespace Tevreden.SolutionPackager.Checks;

/// <summary>Each text that people see is there in each language of the solution.</summary>
internal static class Labels
{
    public static void Check(SourceTree tree, Problems problems)
    {
        var languages = tree.Frame.Xml.Elements("Languages").Elements("Language").Select(language => language.Value.Trim()).ToList();
        foreach (var file in tree.AllFiles)
        {
            foreach (var texts in file.Xml.DescendantsAndSelf().Where(element => element.Elements().Any(child => child.Attribute("languagecode") is not null) && !IsNameOfLayeredForm(element)))
            {
                var found = texts.Elements().Select(child => child.Attribute("languagecode")?.Value).OfType<string>().ToList();
                foreach (var missing in languages.Except(found, StringComparer.Ordinal))
                    problems.Add(file.With(texts), $"expected a text with languagecode=\"{missing}\" in <{texts.Name.LocalName}>, found {string.Join(" and ", found)}.");
                foreach (var twice in found.GroupBy(code => code, StringComparer.Ordinal).Where(group => group.Count() > 1))
                    problems.Add(file.With(texts), $"expected one text with languagecode=\"{twice.Key}\" in <{texts.Name.LocalName}>, found {twice.Count()}.");
            }
        }
    }

    // A layer on a form of the platform repeats its name, and must not give it a new one in any language.
    private static bool IsNameOfLayeredForm(XElement element) =>
        element is { Name.LocalName: "LocalizedNames", Parent: { Name.LocalName: "systemform" } form } && form.Element("IsCustomizable") is null;
}
