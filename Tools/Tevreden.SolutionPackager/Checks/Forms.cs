using System.Xml.Linq;
using Tevreden.SolutionPackager.Sources;

namespace Tevreden.SolutionPackager.Checks;

/// <summary>Forms are named by their ids, hold no id twice, and layers on forms of the platform add and never replace.</summary>
internal static class Forms
{
    private static readonly string[] Types = ["main", "quick", "quickCreate", "card", "mobile"];

    public static void Check(SourceTree tree, TableIndex tables, ComponentIndex components, Problems problems)
    {
        foreach (var file in tree.Forms)
        {
            if (file.Xml.Elements("systemform").Select(file.With).ToList() is not [var form] || form.Xml.Element("form") is null || ComponentIndex.Id(form.Text("formid")) is not { } id)
            {
                problems.Add(file, "expected one <systemform> with <formid> and <form>.");
                continue;
            }

            if (Variants.NameOf(file.File) != id.ToString("B"))
                problems.Add(file, $"expected the file to be named {id:B}.xml, as its <formid> says, with _managed before .xml for a layer.");
            if (!Types.Contains(file.File.Split('/')[^2]))
                problems.Add(file, $"expected it in a folder {string.Join(", ", Types)}.");
            var table = ComponentIndex.TableOf(file.File);
            CheckIds(form, problems);
            CheckTexts(form, problems);
            CheckLayer(file, form, tables.Find(table)?.IsOwn == true, problems);
            FormControls.Check(form, table, tables, components, problems);
        }
    }

    private static void CheckIds(SourceElement form, Problems problems)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in form.Xml.Descendants().Where(part => part.Name.LocalName is "tab" or "section" or "cell" or "header" or "footer").Select(form.With))
        {
            if (ComponentIndex.Id(part.Attribute("id")) is null)
                problems.Add(part, $"expected an id that is a GUID on this {part.Xml.Name.LocalName}.");
            else if (!seen.Add(part.Attribute("id")!))
                problems.Add(part, $"the id {part.Attribute("id")} stands twice on this form.");
        }

        foreach (var twice in form.Xml.Descendants("control").GroupBy(control => control.Attribute("id")?.Value).Where(group => group.Key is null || group.Count() > 1))
            problems.Add(form.With(twice.Last()), $"expected a control id of its own, found {twice.Key ?? "none"}{(twice.Count() > 1 ? " twice" : "")}.");
    }

    // What is shown has a text in it: the check of languages only sees that there is a label.
    private static void CheckTexts(SourceElement form, Problems problems)
    {
        foreach (var part in form.Xml.Descendants().Where(part => part.Name.LocalName is "tab" or "section" or "cell" && part.Attribute("showlabel")?.Value == "true" && part.Descendants("control").Any()))
        {
            if (!part.Elements("labels").Elements("label").Any() || part.Elements("labels").Elements("label").Any(label => string.IsNullOrWhiteSpace(label.Attribute("description")?.Value)))
                problems.Add(form.With(part), $"expected a label with text on this {part.Name.LocalName}, since it is shown.");
        }
    }

    private static void CheckLayer(SourceElement file, SourceElement form, bool isOwn, Problems problems)
    {
        var actions = form.Xml.Descendants().Attributes("solutionaction").ToList();
        if (isOwn && (actions.Count > 0 || Variants.IsManaged(file.File)))
            problems.Add(form, "expected a whole form, since the table is of this solution; found a layer.");
        if (isOwn)
            return;
        if (!Variants.IsManaged(file.File) || actions.Count == 0)
            problems.Add(form, "expected a layer (solutionaction=\"Added\", in a file _managed.xml), since the form may be the platform's; found a whole form.");
        foreach (var action in actions.Where(action => action.Value != "Added"))
            problems.Add(form.With(action.Parent!), $"expected a layer that only adds; found solutionaction=\"{action.Value}\".");
        foreach (var part in form.Xml.Descendants().Where(part => part.Name.LocalName is "tab" or "section" or "cell" && part.Attribute("ordinalvalue") is null))
            problems.Add(form.With(part), $"expected an ordinalvalue on this {part.Name.LocalName} of a layer.");
    }
}
