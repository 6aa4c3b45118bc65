using System.Globalization;
using System.IO.Compression;
using System.Xml.Linq;

namespace Tevreden.EndToEnd.Tests.Solution;

/// <summary>The buttons of the packed zip with their rules, decided as the client does: by the privileges of the reader's roles, the state of the form and the number of rows selected.</summary>
internal sealed class Ribbon
{
    private readonly XElement _customizations;

    private Ribbon(XElement customizations) => _customizations = customizations;

    public IReadOnlyList<RibbonButton> Buttons =>
    [
        .. from ribbon in _customizations.Descendants("RibbonDiffXml")
           from action in ribbon.Elements("CustomActions").Elements("CustomAction")
           from button in action.Descendants("Button")
           select new RibbonButton(this, ribbon, action.Attribute("Location")!.Value, button),
    ];

    public static Ribbon Of(string zip)
    {
        using var archive = ZipFile.OpenRead(zip);
        using var content = archive.GetEntry("customizations.xml")!.Open();
        return new Ribbon(XElement.Load(content));
    }

    /// <summary>Names of the privileges that these roles give for the whole organisation.</summary>
    public IReadOnlySet<string> PrivilegesOf(params IReadOnlyList<string> roles) => _customizations.Elements("Roles").Elements("Role")
        .Where(role => roles.Contains(role.Attribute("name")!.Value)).Descendants("RolePrivilege")
        .Where(privilege => privilege.Attribute("level")!.Value == "Global").Select(privilege => privilege.Attribute("name")!.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
}

/// <summary>One button at one place.</summary>
internal sealed class RibbonButton(Ribbon ribbon, XElement diff, string location, XElement button)
{
    public string Id => button.Attribute("Id")!.Value;

    public bool IsOnForm => location.StartsWith("Mscrm.Form.", StringComparison.Ordinal);

    /// <summary>The function that it calls, without the names around it.</summary>
    public string Function => Command.Descendants("JavaScriptFunction").Single().Attribute("FunctionName")!.Value.Split('.')[^1];

    private XElement Command => diff.Element("CommandDefinitions")!.Elements().Single(command => command.Attribute("Id")!.Value == button.Attribute("Command")!.Value);

    public bool IsShownTo(params IReadOnlyList<string> roles)
    {
        var privileges = ribbon.PrivilegesOf(roles);
        return Rules("DisplayRule").All(rule => rule.Name.LocalName switch
        {
            "EntityPrivilegeRule" when rule.Attribute("PrivilegeDepth")!.Value == "Global" => privileges.Contains($"prv{rule.Attribute("PrivilegeType")!.Value}{rule.Attribute("EntityName")!.Value}"),
            var other => throw new NotSupportedException($"A display rule {other} of {Id}."),
        });
    }

    /// <param name="selected">Rows selected in the list; 0 on a form.</param>
    /// <param name="isNew">Whether the form shows a row that is not saved yet.</param>
    public bool IsEnabled(int selected = 0, bool isNew = false) => Rules("EnableRule").All(rule => rule.Name.LocalName switch
    {
        "SelectionCountRule" => selected >= Number(rule, "Minimum") && selected <= Number(rule, "Maximum"),
        "FormStateRule" => (rule.Attribute("State")!.Value == "Create" ? isNew : throw new NotSupportedException(rule.ToString())) != (rule.Attribute("InvertResult")?.Value == "true"),
        var other => throw new NotSupportedException($"An enable rule {other} of {Id}."),
    });

    private static int Number(XElement rule, string name) => int.Parse(rule.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    private IEnumerable<XElement> Rules(string kind) => Command.Descendants(kind)
        .SelectMany(used => diff.Element("RuleDefinitions")!.Element(kind + "s")!.Elements(kind).Single(rule => rule.Attribute("Id")!.Value == used.Attribute("Id")!.Value).Elements());
}
