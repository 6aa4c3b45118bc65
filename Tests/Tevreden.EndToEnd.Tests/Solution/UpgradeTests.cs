using System.IO.Compression;
using System.ServiceModel;
using System.Xml.Linq;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Dataverse.Names;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Import;

namespace Tevreden.EndToEnd.Tests.Solution;

/// <summary>The three solutions in one environment, and a newer version over an older one.</summary>
[TestClass]
public sealed class UpgradeTests
{
    private const string AccountForm = "8448b78f-8f42-454e-8e2a-f8196b0419af", OldVersion = "0.9.0.0";

    [TestMethod]
    public void All_three_import_without_a_warning_and_the_tab_stands_last_on_each_form()
    {
        using var engine = Start();

        foreach (var solution in PackedSolution.Names)
        {
            var result = Import(engine, PackedSolution.Managed(solution));
            Assert.HasCount(0, result.Warnings, string.Join('\n', result.Warnings));
        }

        foreach (var form in (string[])[AccountForm, "1fed44d1-ae68-4a41-bd2b-f13acac4acfa", "4a63c8d1-6c1e-48ec-9db4-3e6c7155334c", "915f6055-2e07-4276-ae08-2b96c8d02c57", "a72c7955-442b-4ea4-9499-b10cd18b4256"])
            CollectionAssert.AreEqual(new[] { "SUMMARY_TAB", "tvr_tevreden" }, Tabs(engine, form));
    }

    [TestMethod]
    public void A_further_solution_without_the_first_is_refused_and_says_what_it_needs()
    {
        using var engine = Start();

        StringAssert.Contains(Assert.ThrowsExactly<ImportException>(() => Import(engine, PackedSolution.Managed("TevredenServiceForms"))).Message, "Tevreden");
    }

    [TestMethod]
    public void The_unmanaged_zips_import_too_and_leave_the_forms_of_the_platform_alone()
    {
        using var engine = Start();

        foreach (var solution in PackedSolution.Names)
        {
            var result = Import(engine, PackedSolution.Unmanaged(solution));
            Assert.HasCount(0, result.Warnings, string.Join('\n', result.Warnings));
        }

        CollectionAssert.AreEqual(new[] { "SUMMARY_TAB" }, Tabs(engine, AccountForm));
        Assert.IsNotNull(engine.Catalog.FindTable(InvitationTable.Table));
    }

    /// <summary>The three ways in which an administrator updates: import over it, upgrade in one step, and upgrade by a holding solution that is promoted later.</summary>
    public static IEnumerable<object[]> Ways =>
    [
        ["update", (Action<IOrganizationService, string>)((service, zip) => service.Execute(new OrganizationRequest("ImportSolution") { ["CustomizationFile"] = File.ReadAllBytes(zip) }))],
        ["upgrade", (Action<IOrganizationService, string>)((service, zip) => service.Execute(new OrganizationRequest("StageAndUpgrade") { ["CustomizationFile"] = File.ReadAllBytes(zip), ["PublishWorkflows"] = true, ["OverwriteUnmanagedCustomizations"] = false }))],
        ["staged", (Action<IOrganizationService, string>)((service, zip) =>
        {
            service.Execute(new OrganizationRequest("ImportSolution") { ["CustomizationFile"] = File.ReadAllBytes(zip), ["HoldingSolution"] = true, ["PublishWorkflows"] = true, ["OverwriteUnmanagedCustomizations"] = false });
            service.Execute(new OrganizationRequest("DeleteAndPromote") { ["UniqueName"] = "Tevreden" });
        })],
    ];

    [TestMethod]
    [DynamicData(nameof(Ways))]
    public void A_newer_version_over_the_one_before_keeps_rows_and_settings_and_doubles_nothing(string way, Action<IOrganizationService, string> update)
    {
        using var engine = Start();
        Import(engine, Older(PackedSolution.Managed("Tevreden")));
        var system = engine.ServiceFor(new CallerContext(engine.SystemUserId));
        engine.SetEnvironmentVariable(EnvironmentVariables.Platform, "voorbeeld");
        var survey = system.Create(new Entity(SurveyTable.Table) { [SurveyTable.Name] = "Vragenlijst", [SurveyTable.ExternalId] = "301" });
        var rule = system.Create(new Entity(RuleTable.Table) { [RuleTable.Name] = "Regel", [RuleTable.Order] = 3, [RuleTable.Survey] = new EntityReference(SurveyTable.Table, survey) });
        var connection = system.Create(new Entity(ConnectionTable.Table) { [ConnectionTable.Name] = "Tevreden", [ConnectionTable.Key] = ConnectionTable.TheKey, [ConnectionTable.Paused] = true, [ConnectionTable.ApiKey] = "sleutel" });
        var account = system.Create(new Entity("account") { ["name"] = "Voorbeeld BV", [CustomerColumns.DoNotSurvey] = true });
        var member = Users.Make(engine, Users.Administrator);
        Users.Join(engine, member, Users.SecuredColumns);
        var before = Counts(system);

        update(engine.ServiceFor(new CallerContext(engine.AdministratorId)), PackedSolution.Managed("Tevreden"));

        Assert.AreEqual(Version(PackedSolution.Managed("Tevreden")), system.RetrieveMultiple(new QueryExpression("solution") { ColumnSet = new ColumnSet("uniquename", "version") }).Entities.Single(row => ((string)row["uniquename"]).StartsWith("Tevreden", StringComparison.Ordinal))["version"], way);
        Assert.AreEqual(3, system.Retrieve(RuleTable.Table, rule, new ColumnSet(RuleTable.Order))[RuleTable.Order]);
        Assert.IsTrue((bool)system.Retrieve("account", account, new ColumnSet(CustomerColumns.DoNotSurvey))[CustomerColumns.DoNotSurvey]);
        var kept = engine.ServiceFor(new CallerContext(member)).Retrieve(ConnectionTable.Table, connection, new ColumnSet(true));
        Assert.IsTrue((bool)kept[ConnectionTable.Paused]);
        Assert.AreEqual("sleutel", kept[ConnectionTable.ApiKey]);
        Assert.AreEqual("voorbeeld", system.RetrieveMultiple(new QueryExpression("environmentvariablevalue") { ColumnSet = new ColumnSet("value") }).Entities.Single()["value"]);
        CollectionAssert.AreEqual(before, Counts(system));
        CollectionAssert.AreEqual(new[] { "SUMMARY_TAB", "tvr_tevreden" }, Tabs(engine, AccountForm));
        Assert.HasCount(4, XElement.Parse((string)system.Retrieve("systemform", new Guid(AccountForm), new ColumnSet("formxml"))["formxml"]).Descendants("tab").Single(tab => tab.Attribute("name")?.Value == "tvr_tevreden").Descendants("section").ToList());
        StringAssert.Contains(Assert.ThrowsExactly<ImportException>(() => Import(engine, Older(PackedSolution.Managed("Tevreden")))).Message, "lower than the installed");
    }

    private static List<int> Counts(IOrganizationService service) =>
        [.. new[] { "systemform", "savedquery", "savedqueryvisualization", "role", "sdkmessageprocessingstep", "plugintype", "customapi", "webresource", "fieldsecurityprofile" }.Select(table => Count(service, table))];

    private static string Version(string zip)
    {
        using var archive = ZipFile.OpenRead(zip);
        using var content = archive.GetEntry("solution.xml")!.Open();
        return XElement.Load(content).Descendants("Version").Single().Value;
    }

    [TestMethod]
    public void Uninstalling_in_the_documented_order_leaves_the_forms_of_the_platform_as_they_were()
    {
        using var engine = Start();
        var system = engine.ServiceFor(new CallerContext(engine.SystemUserId));
        var (forms, roles) = (Count(system, "systemform"), Count(system, "role"));
        foreach (var solution in PackedSolution.Names)
            Import(engine, PackedSolution.Managed(solution));
        var account = system.Create(new Entity("account") { ["name"] = "Voorbeeld BV" });

        StringAssert.Contains(Assert.ThrowsExactly<FaultException<OrganizationServiceFault>>(() => Uninstall(system, "Tevreden")).Detail.Message, "TevredenServiceForms");
        foreach (var solution in PackedSolution.Names.Reverse())
            Uninstall(system, solution);

        Assert.AreEqual((forms, roles), (Count(system, "systemform"), Count(system, "role")));
        CollectionAssert.AreEqual(new[] { "SUMMARY_TAB" }, Tabs(engine, AccountForm));
        Assert.IsNull(engine.Catalog.FindTable(InvitationTable.Table));
        Assert.IsFalse(system.Retrieve("account", account, new ColumnSet(true)).Attributes.Keys.Any(name => name.StartsWith("tvr_", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void Names_of_forms_and_views_come_in_the_readers_language()
    {
        using var engine = Start();
        Import(engine, PackedSolution.Managed("Tevreden"));
        var admin = engine.ServiceFor(new CallerContext(engine.AdministratorId));
        admin.Update(new Entity("usersettings", engine.AdministratorId) { ["uilanguageid"] = Users.Dutch });

        var names = admin.RetrieveMultiple(new QueryExpression("savedquery") { ColumnSet = new ColumnSet("name") }).Entities.Select(view => (string)view["name"]).ToList();

        Assert.Contains("Nu te versturen", names);
        Assert.DoesNotContain("Due now", names);
    }

    private static DataverseEngine Start() => DataverseEngine.Start(new EngineOptions { AsyncWorkers = 0, KeyIndexing = KeyIndexing.WithImport });

    private static ImportResult Import(DataverseEngine engine, string zip)
    {
        using var stream = File.OpenRead(zip);
        return engine.ImportSolution(stream);
    }

    // The version before: with another number, and without a list on the account form that came since.
    private static string Older(string zip)
    {
        var copy = Path.Combine(Directory.CreateTempSubdirectory("tevreden-older-").FullName, "older.zip");
        File.Copy(zip, copy);
        using var archive = ZipFile.Open(copy, ZipArchiveMode.Update);
        Change(archive, "solution.xml", root => root.Descendants("Version").Single().Value = OldVersion);
        Change(archive, "customizations.xml", root => root.Descendants("tab").First(tab => tab.Attribute("name")?.Value == "tvr_tevreden").Descendants("section").Last().Remove());
        return copy;
    }

    private static void Change(ZipArchive archive, string name, Action<XElement> change)
    {
        var entry = archive.GetEntry(name)!;
        XElement root;
        using (var read = entry.Open())
            root = XElement.Load(read);
        change(root);
        entry.Delete();
        using var write = archive.CreateEntry(name).Open();
        root.Save(write);
    }

    private static void Uninstall(IOrganizationService service, string uniqueName)
    {
        var query = new QueryExpression("solution");
        query.Criteria.AddCondition("uniquename", ConditionOperator.Equal, uniqueName);
        service.Delete("solution", service.RetrieveMultiple(query).Entities.Single().Id);
    }

    private static int Count(IOrganizationService service, string table) => service.RetrieveMultiple(new QueryExpression(table)).Entities.Count;

    private static List<string?> Tabs(DataverseEngine engine, string form)
    {
        var row = engine.ServiceFor(new CallerContext(engine.SystemUserId)).Retrieve("systemform", new Guid(form), new ColumnSet("formxml"));
        return [.. XElement.Parse((string)row["formxml"]).Descendants("tab").Select(tab => tab.Attribute("name")?.Value)];
    }
}
