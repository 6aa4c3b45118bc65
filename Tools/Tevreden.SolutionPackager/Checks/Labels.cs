using System.Xml.Linq;
using Tevreden.SolutionPackager.Sources;

namespace Tevreden.SolutionPackager.Checks;

/// <summary>Each text that people see is there in each language of the solution.</summary>
internal static class Labels
{
    // Most texts say their language in one way, site maps in another.
    private static readonly string[] Marks = ["languagecode", "LCID"];

    private static readonly string[] Named = ["savedquery", "visualization", "Dashboard", "AppModule", "AppModuleSiteMap"];

    public static void Check(SourceTree tree, Problems problems)
    {
        var languages = tree.Frame.Xml.Elements("Languages").Elements("Language").Select(language => language.Value.Trim()).ToList();
        foreach (var file in tree.AllFiles)
        {
            foreach (var mark in Marks)
            {
                foreach (var texts in file.Xml.DescendantsAndSelf().Where(element => element.Elements().Any(child => child.Attribute(mark) is not null) && !IsNameOfLayeredForm(element)))
                    CheckLanguages(file.With(texts), mark, languages, problems);
            }

            foreach (var element in file.Xml.DescendantsAndSelf().Where(element => Named.Contains(element.Name.LocalName)))
                CheckName(file.With(element), problems);
            foreach (var part in file.Xml.Descendants().Where(part => part.Name.LocalName is "Area" or "Group" or "SubArea" && !part.Elements("Titles").Elements().Any()))
                problems.Add(file.With(part), $"expected <Titles> on this {part.Name.LocalName}.");
        }
    }

    private static void CheckLanguages(SourceElement texts, string mark, List<string> languages, Problems problems)
    {
        var name = texts.Xml.Name.LocalName;
        var found = texts.Xml.Elements().Select(child => child.Attribute(mark)?.Value).OfType<string>().ToList();
        foreach (var missing in languages.Except(found, StringComparer.Ordinal))
            problems.Add(texts, $"expected a text with {mark}=\"{missing}\" in <{name}>, found {string.Join(" and ", found)}.");
        foreach (var twice in found.GroupBy(code => code, StringComparer.Ordinal).Where(group => group.Count() > 1))
            problems.Add(texts, $"expected one text with {mark}=\"{twice.Key}\" in <{name}>, found {twice.Count()}.");
    }

    private static void CheckName(SourceElement element, Problems problems)
    {
        var texts = element.Xml.Elements("LocalizedNames").Elements("LocalizedName").Select(name => name.Attribute("description")?.Value).ToList();
        if (texts.Count == 0 || texts.Exists(string.IsNullOrWhiteSpace))
            problems.Add(element, $"expected a text in <LocalizedNames> of this {element.Xml.Name.LocalName}.");
    }

    // A layer on a form of the platform repeats its name, and must not give it a new one in any language.
    private static bool IsNameOfLayeredForm(XElement element) =>
        element is { Name.LocalName: "LocalizedNames", Parent: { Name.LocalName: "systemform" } form } && form.Element("IsCustomizable") is null;
}
