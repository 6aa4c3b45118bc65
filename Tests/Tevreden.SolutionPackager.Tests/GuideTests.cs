using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Tevreden.SolutionPackager.Tests;

/// <summary>The two administrator's guides tell the same, and call things as the solution labels them in that language.</summary>
[TestClass]
public sealed partial class GuideTests
{
    private const string English = "admin-guide.md", Dutch = "beheerhandleiding.md";

    // What the platform calls so, and sections of the guides themselves.
    private static readonly HashSet<string> NotOurs = new(StringComparer.OrdinalIgnoreCase)
    {
        "Solutions", "Import solution", "Enable plug-in steps and flows", "Default solution", "Environment variables", "New", "Security", "Column security profiles", "Pass record type and id",
        "Account", "Contact", "Case", "Case for Interactive experience", "Account for Interactive experience", "Update", "Uninstall", "The API key", "Settings", "Upgrade",
        "Oplossingen", "Oplossing importeren", "Invoegtoepassingsstappen en stromen inschakelen", "Standaardoplossing", "Omgevingsvariabelen", "Nieuw", "Beveiliging", "Kolombeveiligingsprofielen", "Recordtype en id doorgeven",
        "Contactpersoon", "Aanvraag", "Aanvraag voor interactieve ervaring", "Account voor interactieve ervaring", "Bijwerken", "Verwijderen", "De API-sleutel", "Instellingen",
    };

    [TestMethod]
    public void Both_have_the_same_sections_steps_and_lists()
    {
        var (english, dutch) = (Lines(English), Lines(Dutch));
        foreach (var mark in (string[])["# ", "## ", "| ", "1. ", "2. ", "3. ", "4. ", "5. ", "* "])
            Assert.AreEqual(english.Count(line => line.StartsWith(mark, StringComparison.Ordinal)), dutch.Count(line => line.StartsWith(mark, StringComparison.Ordinal)), mark);
        CollectionAssert.AreEqual(Codes(english), Codes(dutch));
    }

    [TestMethod]
    [DataRow(English, "1033")]
    [DataRow(Dutch, "1043")]
    public void What_stands_in_italics_is_called_so_in_the_solution(string guide, string language)
    {
        var labels = Labels(language);
        var unknown = Lines(guide).SelectMany(line => Italics().Matches(line).Select(match => match.Groups[1].Value)).Where(term => !NotOurs.Contains(term) && !labels.Any(label => Fits(label, term))).Distinct().ToList();

        Assert.HasCount(0, unknown, string.Join(", ", unknown));
    }

    // A term may name the beginning of a longer label, as "Waiting" does for the reasons that begin so.
    private static bool Fits(string label, string term) => label.Equals(term, StringComparison.OrdinalIgnoreCase) || label.StartsWith(term + ":", StringComparison.OrdinalIgnoreCase) || label.StartsWith(term + " (", StringComparison.OrdinalIgnoreCase);

    private static List<string> Codes(IEnumerable<string> lines) => [.. lines.SelectMany(line => Code().Matches(line).Select(match => match.Value)).Distinct().Order(StringComparer.Ordinal)];

    private static string[] Lines(string guide) => File.ReadAllLines(Path.Combine(Sources.Solutions, "docs", guide));

    private static HashSet<string> Labels(string language)
    {
        var files = Directory.EnumerateFiles(Sources.Solutions, "*.xml", SearchOption.AllDirectories).Select(file => XElement.Load(file)).ToList();
        var labelled = files.Descendants().Where(part => (part.Attribute("languagecode") ?? part.Attribute("LCID"))?.Value == language).Select(part => (part.Attribute("description") ?? part.Attribute("Title"))?.Value);
        var named = files.Where(file => file.Name.LocalName is "Role" or "FieldSecurityProfiles").SelectMany(file => file.DescendantsAndSelf()).Select(part => part.Attribute("name")?.Value);
        var solutions = files.Descendants("UniqueName").Select(name => name.Value);
        return [.. labelled.Concat(named).Concat(solutions).OfType<string>()];
    }

    [GeneratedRegex(@"(?<!\*)\*([^*\s][^*]*)\*(?!\*)")]
    private static partial Regex Italics();

    [GeneratedRegex("`[^`]+`")]
    private static partial Regex Code();
}
