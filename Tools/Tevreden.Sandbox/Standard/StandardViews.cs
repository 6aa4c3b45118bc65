using System.Xml.Linq;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;

namespace Tevreden.Sandbox.Standard;

/// <summary>The public views that every environment has of its most used tables; the ids of those of accounts and contacts are the platform's.</summary>
internal static class StandardViews
{
    private const string Account = "name telephone1 address1_city primarycontactid", Contact = "fullname emailaddress1 parentcustomerid telephone1";
    private const string Case = "title ticketnumber prioritycode caseorigincode customerid ownerid statuscode createdon";

    private static readonly (Guid? Id, string Table, string Name, string Columns, string Conditions, bool IsDefault)[] Views =
    [
        (new("00000000-0000-0000-00aa-000010001001"), "account", "My Active Accounts", Account, "ownerid eq-userid; statecode eq 0", false),
        (new("00000000-0000-0000-00aa-000010001002"), "account", "Active Accounts", Account, "statecode eq 0", true),
        (null, "account", "Inactive Accounts", Account, "statecode eq 1", false),
        (new("00000000-0000-0000-00aa-000010001003"), "contact", "My Active Contacts", Contact, "ownerid eq-userid; statecode eq 0", false),
        (new("00000000-0000-0000-00aa-000010001004"), "contact", "Active Contacts", Contact, "statecode eq 0", true),
        (null, "contact", "Inactive Contacts", Contact, "statecode eq 1", false),
        (null, "incident", "My Active Cases", Case, "ownerid eq-userid; statecode eq 0", true),
        (null, "incident", "Active Cases", Case, "statecode eq 0", false),
        (null, "incident", "Resolved Cases", Case, "statecode eq 1", false),
    ];

    /// <summary>Writes those that are not there yet.</summary>
    public static void Write(StoreScope scope)
    {
        foreach (var (known, table, name, columns, conditions, isDefault) in Views)
        {
            var id = known ?? NameIds.Of("savedquery", table, name);
            if (scope.Find("savedquery", id) is not null)
                continue;
            scope.Insert(Columns.Known(scope.Table("savedquery"), new Entity("savedquery", id)
            {
                ["savedqueryid"] = id,
                ["name"] = name,
                ["returnedtypecode"] = table,
                ["querytype"] = 0,
                ["isdefault"] = isDefault,
                ["ismanaged"] = true,
                ["fetchxml"] = Fetch(table, scope.Table(table).PrimaryIdColumn, columns.Split(' '), conditions).ToString(SaveOptions.DisableFormatting),
                ["layoutxml"] = Layout(scope.Table(table).PrimaryIdColumn, columns.Split(' ')).ToString(SaveOptions.DisableFormatting),
                ["statecode"] = new OptionSetValue(0),
                ["statuscode"] = new OptionSetValue(1),
            }));
        }
    }

    private static XElement Fetch(string table, string id, string[] columns, string conditions) => new(
        "fetch",
        new XAttribute("version", "1.0"),
        new XAttribute("mapping", "logical"),
        new XElement(
            "entity",
            new XAttribute("name", table),
            columns.Append(id).Select(column => new XElement("attribute", new XAttribute("name", column))),
            new XElement("order", new XAttribute("attribute", columns[0]), new XAttribute("descending", "false")),
            new XElement("filter", new XAttribute("type", "and"), conditions.Split("; ").Select(Condition))));

    private static XElement Condition(string text) => text.Split(' ') switch
    {
        [var column, var operation] => new XElement("condition", new XAttribute("attribute", column), new XAttribute("operator", operation)),
        [var column, var operation, var value] => new XElement("condition", new XAttribute("attribute", column), new XAttribute("operator", operation), new XAttribute("value", value)),
        _ => throw new InvalidDataException($"Expected 'column operator value' as a condition of a standard view, found '{text}'."),
    };

    private static XElement Layout(string id, string[] columns) => new(
        "grid",
        new XAttribute("name", "resultset"),
        new XAttribute("jump", columns[0]),
        new XAttribute("select", "1"),
        new XAttribute("icon", "1"),
        new XAttribute("preview", "1"),
        new XElement("row", new XAttribute("name", "result"), new XAttribute("id", id), columns.Select(column => new XElement("cell", new XAttribute("name", column), new XAttribute("width", "150")))));
}
