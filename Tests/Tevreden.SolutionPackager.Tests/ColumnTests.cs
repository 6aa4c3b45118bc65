using System.Globalization;
using System.Xml.Linq;

namespace Tevreden.SolutionPackager.Tests;

/// <summary>Keys fit an index, and what is audited is what people decide.</summary>
[TestClass]
public sealed class ColumnTests
{
    private static readonly string[] Configuration = ["tvr_Connection", "tvr_Rule", "tvr_FieldMapping", "tvr_Survey", "tvr_Location"];

    // SQL Server's limit for the key of an index; text takes two bytes a character.
    [TestMethod]
    public void Every_alternate_key_is_one_text_column_that_an_index_can_hold()
    {
        var keys = Tables().SelectMany(table => table.Descendants("EntityKey").Select(key => (Table: table.Element("Name")!.Value, Columns: key.Descendants("AttributeName").Select(name => name.Value).ToList()))).ToList();

        Assert.IsGreaterThan(8, keys.Count);
        foreach (var key in keys)
        {
            var column = Tables().Single(table => table.Element("Name")!.Value == key.Table).Descendants("attribute").Single(one => one.Element("Name")!.Value == key.Columns.Single());
            Assert.AreEqual("nvarchar", column.Element("Type")!.Value, key.Table);
            Assert.IsLessThanOrEqualTo(900, 2 * int.Parse(column.Element("MaxLength")!.Value, CultureInfo.InvariantCulture), key.Table);
        }
    }

    [TestMethod]
    public void Configuration_is_audited_and_what_runs_by_itself_is_not()
    {
        foreach (var table in Tables().Where(table => table.Descendants("EntitySetName").Any()))
            Assert.AreEqual(Configuration.Contains(table.Element("Name")!.Value) ? "1" : "0", table.Element("EntityInfo")!.Element("entity")!.Element("IsAuditEnabled")!.Value, table.Element("Name")!.Value);

        foreach (var column in (string[])["tvr_Paused", "tvr_TestRecipient", "tvr_ConfirmedHost", "tvr_State"])
            Assert.AreEqual("1", Column("tvr_Connection", column).Element("IsAuditEnabled")!.Value, column);
        // Written every few minutes; an audit row for each would bury the others.
        foreach (var column in (string[])["tvr_RunnerLastSeenOn", "tvr_ThrottledUntil", "tvr_TestResult"])
            Assert.AreEqual("0", Column("tvr_Connection", column).Element("IsAuditEnabled")!.Value, column);
    }

    [TestMethod]
    public void The_audit_log_keeps_no_secured_column()
    {
        var secured = Tables().SelectMany(table => table.Descendants("attribute")).Where(column => column.Element("IsSecured")?.Value == "1").ToList();

        Assert.IsGreaterThanOrEqualTo(2, secured.Count);
        foreach (var column in secured)
            Assert.AreEqual("0", column.Element("IsAuditEnabled")!.Value, column.Attribute("PhysicalName")!.Value);
    }

    private static IEnumerable<XElement> Tables() => Directory.EnumerateFiles(Path.Combine(Sources.Original, "Entities"), "Entity.xml", SearchOption.AllDirectories).Select(file => XElement.Load(file));

    private static XElement Column(string table, string column) =>
        XElement.Load(Path.Combine(Sources.Original, "Entities", table, "Entity.xml")).Descendants("attribute").Single(one => one.Attribute("PhysicalName")!.Value == column);
}
