using System.Reflection;
using System.Xml.Linq;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Connections;
using Tevreden.Dataverse.Plugins.Data;

namespace Tevreden.Plugins.Tests;

/// <summary>What the plug-ins know of the solution's columns and keys is what Solution/ says.</summary>
[TestClass]
internal sealed class SolutionConventionTests
{
    private static readonly Dictionary<string, XElement> Tables = Read();

    [TestMethod]
    [DataRow(InvitationTable.Table, InvitationTable.Explanation, Lengths.InvitationExplanation)]
    [DataRow(InvitationTable.Table, InvitationTable.Warning, Lengths.InvitationExplanation)]
    [DataRow(InvitationTable.Table, InvitationTable.LastError, Lengths.InvitationLastError)]
    [DataRow(InvitationTable.Table, InvitationTable.Payload, Lengths.InvitationPayload)]
    [DataRow(InvitationTable.Table, InvitationTable.ExternalId, Lengths.InvitationExternalId)]
    [DataRow(InvitationTable.Table, InvitationTable.StatusLocation, Lengths.InvitationStatusLocation)]
    [DataRow(ConnectionTable.Table, ConnectionTable.StateReason, Lengths.ConnectionStateReason)]
    [DataRow(ConnectionTable.Table, ConnectionTable.TestResult, Lengths.ConnectionTestResult)]
    [DataRow(RuleTable.Table, RuleTable.BrokenBecause, Lengths.RuleBrokenBecause)]
    [DataRow(AlertTable.Table, AlertTable.Name, Lengths.AlertName)]
    [DataRow(AlertTable.Table, AlertTable.Text, Lengths.AlertText)]
    [DataRow(SurveyTable.Table, SurveyTable.Name, Lengths.OfferedName)]
    [DataRow(SurveyTable.Table, SurveyTable.ExternalId, Lengths.OfferedId)]
    [DataRow(SurveyTable.Table, SurveyTable.OrganisationId, Lengths.OfferedId)]
    [DataRow(SurveyTable.Table, SurveyTable.OrganisationName, Lengths.OfferedName)]
    [DataRow(SurveyTable.Table, SurveyTable.Language, Lengths.OfferedLanguage)]
    [DataRow(LocationTable.Table, LocationTable.Name, Lengths.OfferedName)]
    [DataRow(LocationTable.Table, LocationTable.ExternalId, Lengths.OfferedId)]
    [DataRow(LocationTable.Table, LocationTable.OrganisationId, Lengths.OfferedId)]
    public void A_text_is_cut_to_what_its_column_takes(string table, string column, int length)
    {
        var definition = Tables[table].Descendants("attribute").Single(attribute => (string?)attribute.Element("LogicalName") == column);
        Assert.AreEqual(length, (int)(definition.Element("MaxLength") ?? definition.Element("Length"))!);
    }

    [TestMethod]
    public void The_connection_test_looks_at_every_alternate_key()
    {
        var keys = Tables.SelectMany(table => table.Value.Descendants("EntityKey").SelectMany(key => key.Descendants("AttributeName").Select(column => $"{table.Key}.{column.Value}")));
        CollectionAssert.AreEquivalent(keys.ToList(), AlternateKey.All.Select(key => $"{key.Table}.{key.Column}").ToList());
    }

    [TestMethod]
    public void A_report_that_is_too_long_keeps_its_problems_and_its_conclusion()
    {
        var report = new CheckReport();
        for (var number = 0; number < 100; number++)
        {
            report.Add(new(CheckNames.Steps, true, new(new string('a', 200), new string('b', 200))));
            report.Add(Check.Warning(CheckNames.Rules, new($"rule {number} {new string('c', 200)}", "d"), new("e", "f")));
        }

        report.Add(new(CheckNames.Confirmed, true, new("done", "klaar")));

        var json = report.ToJson(1033, Lengths.ConnectionTestResult);

        Assert.IsLessThanOrEqualTo(Lengths.ConnectionTestResult, json.Length);
        Assert.Contains("rule 0 ", json);
        Assert.DoesNotContain("aaa", json);
        Assert.Contains("\"more\"", json);
        Assert.EndsWith("\"text\":\"done\"}]", json);
    }

    private static Dictionary<string, XElement> Read()
    {
        var root = new DirectoryInfo(Path.GetDirectoryName(Assembly.GetExecutingAssembly().Location)!);
        while (!File.Exists(Path.Combine(root.FullName, "Tevreden.Dataverse.sln")))
        {
            root = root.Parent!;
        }

        return Directory.GetFiles(Path.Combine(root.FullName, "Solution/Tevreden/Entities"), "Entity.xml", SearchOption.AllDirectories)
            .Select(XElement.Load)
            .Where(entity => entity.Element("Name") is not null)
            .ToDictionary(entity => entity.Element("Name")!.Value.ToLowerInvariant());
    }
}
