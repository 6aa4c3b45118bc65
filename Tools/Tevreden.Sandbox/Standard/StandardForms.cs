using System.Xml.Linq;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Standard;

/// <summary>The platform's own main forms that solutions lay something over, under the ids that they have everywhere; their content is cut down to what tells rows apart.</summary>
internal static class StandardForms
{
    private const int Main = 2;
    private const string Account = "name accountnumber parentaccountid primarycontactid telephone1 emailaddress1 websiteurl ownerid";
    private const string Contact = "fullname jobtitle parentcustomerid emailaddress1 mobilephone telephone1 ownerid";
    private const string Case = "title ticketnumber customerid primarycontactid subjectid caseorigincode prioritycode description ownerid";

    private static readonly (string Id, string Table, string Name, string Columns)[] Forms =
    [
        ("8448b78f-8f42-454e-8e2a-f8196b0419af", "account", "Account", Account),
        ("a72c7955-442b-4ea4-9499-b10cd18b4256", "account", "Account for Interactive experience", Account),
        ("1fed44d1-ae68-4a41-bd2b-f13acac4acfa", "contact", "Contact", Contact),
        ("4a63c8d1-6c1e-48ec-9db4-3e6c7155334c", "incident", "Case", Case),
        ("915f6055-2e07-4276-ae08-2b96c8d02c57", "incident", "Case for Interactive experience", Case),
    ];

    /// <summary>Writes those that are not there yet.</summary>
    public static void Write(StoreScope scope)
    {
        foreach (var (id, table, name, columns) in Forms)
        {
            if (scope.Find("systemform", new Guid(id)) is not null)
                continue;
            var row = new Entity("systemform", new Guid(id))
            {
                ["formid"] = new Guid(id),
                ["name"] = name,
                ["objecttypecode"] = table,
                ["type"] = new OptionSetValue(Main),
                ["formactivationstate"] = new OptionSetValue(1),
                ["formpresentation"] = new OptionSetValue(1),
                ["formxml"] = Form(id, scope.Table(table), columns.Split(' ')).ToString(SaveOptions.DisableFormatting),
                ["ismanaged"] = true,
            };
            scope.Insert(Columns.Known(scope.Table("systemform"), row));
        }
    }

    private static XElement Form(string form, TableDefinition table, IEnumerable<string> columns) => new(
        "form",
        new XElement("tabs", new XElement(
            "tab",
            new XAttribute("name", "SUMMARY_TAB"),
            Id(form, "tab"),
            Labels("Summary"),
            new XElement("columns", new XElement("column", new XAttribute("width", "100%"), new XElement("sections", new XElement(
                "section",
                new XAttribute("name", "SUMMARY"),
                Id(form, "section"),
                Labels("Information"),
                new XElement("rows", columns.Select(column => new XElement("row", Cell(form, table, column)))))))))));

    private static XElement Cell(string form, TableDefinition table, string column) => new(
        "cell",
        Id(form, column),
        Labels(table.Columns.First(found => found.LogicalName == column).DisplayName.In(LocalizedText.English) ?? column),
        new XElement("control", new XAttribute("id", column), new XAttribute("datafieldname", column)));

    private static XAttribute Id(string form, string part) => new("id", NameIds.Of("formpart", form, part).ToString("B"));

    private static XElement Labels(string text) =>
        new("labels", new XElement("label", new XAttribute("description", text), new XAttribute("languagecode", LocalizedText.English)));
}
