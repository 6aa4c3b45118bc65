using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Import;
using Tevreden.Sandbox.Metadata;
using Tevreden.Sandbox.Tests.Engine;

namespace Tevreden.Sandbox.Tests.Import;

[TestClass]
public sealed class ImportTests
{
    [TestMethod]
    public async Task What_a_zip_brings_works_at_once()
    {
        using var environment = new TestEnvironment();
        var result = environment.Engine.ImportSolution(new SmallSolution().Zip());

        Assert.AreEqual(ImportOutcome.Installed, result.Outcome);
        Assert.HasCount(1, result.Warnings, string.Join('\n', result.Warnings));
        StringAssert.Contains(result.Warnings[0], "system columns");
        Assert.AreEqual(KeyIndexStatus.Pending, environment.Engine.Catalog.FindTable("new_thing")!.Keys[0].IndexStatus);
        await environment.Engine.Jobs.DrainAsync();
        Assert.AreEqual(KeyIndexStatus.Active, environment.Engine.Catalog.FindTable("new_thing")!.Keys[0].IndexStatus);

        var account = environment.Admin.Create(new Entity("account") { ["name"] = "A", ["new_grade"] = 7 });
        environment.Admin.Create(new Entity("new_thing") { ["new_name"] = "T1", ["new_accountid"] = new EntityReference("account", account), ["new_kind"] = new OptionSetValue(100000000) });
        await environment.Engine.Jobs.DrainAsync();
        Assert.AreEqual("imported", environment.Witnessed().Single().Name);
        Assert.AreEqual(42, environment.Admin.Execute(new OrganizationRequest("new_Double") { ["Number"] = 21 }).Results["Doubled"]);
        Assert.AreEqual(FaultCodes.NumberOutOfRange, TestEnvironment.Fault(() => environment.Admin.Update(new Entity("account", account) { ["new_grade"] = 11 })).ErrorCode);
        Assert.AreEqual("Big", environment.Rows("new_thing").Single().FormattedValues["new_kind"]);
    }

    [TestMethod]
    public void A_key_is_no_use_before_its_index_is_active_and_unique_afterwards()
    {
        using var environment = new TestEnvironment();
        environment.Engine.ImportSolution(new SmallSolution().Zip());
        var upsert = new UpsertRequest { Target = new Entity("new_thing", "new_name", "T1") };
        Assert.AreEqual(FaultCodes.InvalidEntityKeyOperation, TestEnvironment.Fault(() => environment.Admin.Execute(upsert)).ErrorCode);

        Assert.AreEqual(1, environment.Engine.BuildKeyIndexes());
        Assert.IsTrue(((UpsertResponse)environment.Admin.Execute(upsert)).RecordCreated);
        Assert.IsFalse(((UpsertResponse)environment.Admin.Execute(upsert)).RecordCreated);
        var fault = TestEnvironment.Fault(() => environment.Admin.Create(new Entity("new_thing") { ["new_name"] = "t1" }));
        Assert.AreEqual(FaultCodes.DuplicateRecordEntityKey, fault.ErrorCode);
        StringAssert.Contains(fault.Message, "new_NameKey");
    }

    [TestMethod]
    public void A_key_whose_rows_are_not_unique_fails()
    {
        using var environment = new TestEnvironment();
        environment.Engine.ImportSolution(new SmallSolution().Zip());
        for (var i = 0; i < 2; i++)
            environment.Admin.Create(new Entity("new_thing") { ["new_name"] = "same" });

        Assert.AreEqual(0, environment.Engine.BuildKeyIndexes());
        Assert.AreEqual(KeyIndexStatus.Failed, environment.Engine.Catalog.FindTable("new_thing")!.Keys[0].IndexStatus);
    }

    [TestMethod]
    public void Many_upserts_of_one_key_at_once_make_one_row()
    {
        using var environment = new TestEnvironment(new EngineOptions { AsyncWorkers = 0, KeyIndexing = KeyIndexing.WithImport });
        environment.Engine.ImportSolution(new SmallSolution().Zip());
        var created = 0;
        Parallel.For(0, 50, number =>
        {
            if (((UpsertResponse)environment.Admin.Execute(new UpsertRequest { Target = new Entity("new_thing", "new_name", "T1") })).RecordCreated)
                Interlocked.Increment(ref created);
        });

        Assert.AreEqual(1, created);
        Assert.HasCount(1, environment.Rows("new_thing"));
    }

    [TestMethod]
    public void UpsertMultiple_is_all_or_nothing_and_refuses_one_key_twice()
    {
        using var environment = new TestEnvironment(new EngineOptions { AsyncWorkers = 0, KeyIndexing = KeyIndexing.WithImport });
        environment.Engine.ImportSolution(new SmallSolution().Zip());
        static UpsertMultipleRequest Upsert(params string[] names) =>
            new() { Targets = new EntityCollection([.. names.Select(name => new Entity("new_thing", "new_name", name))]) { EntityName = "new_thing" } };

        environment.Admin.Execute(Upsert("one"));
        TestEnvironment.Fault(() => environment.Admin.Execute(Upsert("two", "two")));
        TestEnvironment.Fault(() => environment.Admin.Execute(Upsert("three", new string('x', 101))));
        Assert.HasCount(1, environment.Rows("new_thing"));

        var results = ((UpsertMultipleResponse)environment.Admin.Execute(Upsert("one", "two", "three"))).Results;
        CollectionAssert.AreEqual(new[] { false, true, true }, results.Select(result => result.RecordCreated).ToArray());
        Assert.HasCount(3, environment.Rows("new_thing"));
    }

    [TestMethod]
    public void A_second_import_updates_and_a_lower_version_is_refused()
    {
        using var environment = new TestEnvironment();
        environment.Engine.ImportSolution(new SmallSolution { Version = "1.1.0.0" }.Zip());
        environment.Engine.BuildKeyIndexes();
        environment.Admin.Create(new Entity("new_thing") { ["new_name"] = "kept" });

        Assert.AreEqual(ImportOutcome.Reinstalled, environment.Engine.ImportSolution(new SmallSolution { Version = "1.1.0.0" }.Zip()).Outcome);
        var renamed = new SmallSolution { Version = "1.2.0.0", Change = text => text.Replace("<Configuration>imported", "<Configuration>changed", StringComparison.Ordinal) };
        Assert.AreEqual(ImportOutcome.Updated, environment.Engine.ImportSolution(renamed.Zip()).Outcome);
        Assert.AreEqual("changed", environment.Row("sdkmessageprocessingstep", SmallSolution.StepId)["configuration"]);
        Assert.AreEqual("kept", environment.Rows("new_thing").Single()["new_name"]);
        Assert.AreEqual(KeyIndexStatus.Active, environment.Engine.Catalog.FindTable("new_thing")!.Keys[0].IndexStatus);
        StringAssert.Contains(Refused(environment, new SmallSolution()), "lower than the installed 1.2.0.0");
        StringAssert.Contains(Refused(environment, new SmallSolution { Version = "2.0.0.0", IsManaged = false }), "managed");
    }

    [TestMethod]
    public void What_is_missing_is_named()
    {
        using var environment = new TestEnvironment();
        var other = """<MissingDependency><Required type="1" schemaName="other_table" solution="Other (1.0)" /><Dependent type="1" /></MissingDependency>""";
        StringAssert.Contains(Refused(environment, new SmallSolution { Requirements = other }), "other_table");
        StringAssert.Contains(Refused(environment, new SmallSolution { WithoutAssembly = true }), "PluginAssemblies/Small/Small.dll");
    }

    [TestMethod]
    [DataRow("<PrimaryEntity>new_thing", "<PrimaryEntity>new_nothing", "new_nothing")]
    [DataRow("<SdkMessageId>9ebdbb1b", "<SdkMessageId>9ebdbb1c", "no message")]
    [DataRow("Fixtures.Witness", "Fixtures.Nobody", "Nobody")]
    [DataRow("prvReadnew_Thing", "prvReadnew_Think", "prvReadnew_Think")]
    [DataRow("<AttributeName>new_name<", "<AttributeName>new_naam<", "new_naam")]
    [DataRow("<OptionSetName>new_kind", "<OptionSetName>new_sort", "new_sort")]
    [DataRow("<Type>int<", "<Type>number<", "number")]
    [DataRow("<ReferencedEntityName>Account", "<ReferencedEntityName>Acount", "acount")]
    [DataRow("<Mode>1</Mode><Rank>1</Rank><Stage>40<", "<Mode>1</Mode><Rank>1</Rank><Stage>20<", "stage 20")]
    [DataRow("</ImportExportXml>", "", "not well-formed")]
    public void A_wrong_file_is_refused_with_file_and_element_and_leaves_nothing_behind(string before, string after, string named)
    {
        using var environment = new TestEnvironment();
        var message = Refused(environment, new SmallSolution { Change = text => text.Replace(before, after, StringComparison.Ordinal) });

        StringAssert.Contains(message, "customizations.xml");
        StringAssert.Contains(message, named);
        Assert.IsNull(environment.Engine.Catalog.FindTable("new_thing"));
        Assert.IsEmpty(environment.Rows("solution"));
    }

    [TestMethod]
    public void What_is_not_known_is_reported()
    {
        using var environment = new TestEnvironment();
        var result = environment.Engine.ImportSolution(new SmallSolution
        {
            Change = text => text.Replace("<Workflows />", """<Workflows><Workflow WorkflowId="{1}" Name="x" /></Workflows>""", StringComparison.Ordinal),
            More = new Dictionary<string, string> { ["appactions/x/appaction.xml"] = "<appaction />" },
        }.Zip());

        Assert.IsTrue(result.Warnings.Any(warning => warning.Contains("Workflows", StringComparison.Ordinal)));
        Assert.IsTrue(result.Warnings.Any(warning => warning.Contains("appactions/x/appaction.xml", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void A_secured_column_is_empty_for_who_may_not_read_it_and_refused_for_who_may_not_write_it()
    {
        using var environment = new TestEnvironment();
        environment.Engine.ImportSolution(new SmallSolution().Zip());
        var id = environment.Admin.Create(new Entity("new_thing") { ["new_name"] = "T", ["new_secret"] = "hush" });
        var user = environment.Admin.Create(new Entity("systemuser") { ["lastname"] = "Reader" });
        environment.Admin.Associate("systemuser", user, new Relationship("systemuserroles_association"), [new EntityReference("role", SmallSolution.RoleId)]);
        var columns = new Microsoft.Xrm.Sdk.Query.ColumnSet(true);

        Assert.IsFalse(environment.As(user).Retrieve("new_thing", id, columns).Contains("new_secret"));
        Assert.AreEqual(FaultCodes.SecuredColumn, TestEnvironment.Fault(() => environment.As(user).Create(new Entity("new_thing") { ["new_secret"] = "x" })).ErrorCode);

        environment.Admin.Associate("systemuser", user, new Relationship("systemuserprofiles_association"), [new EntityReference("fieldsecurityprofile", SmallSolution.ProfileId)]);
        Assert.AreEqual("hush", environment.As(user).Retrieve("new_thing", id, columns)["new_secret"]);
        environment.As(user).Create(new Entity("new_thing") { ["new_secret"] = "x" });
    }

    [TestMethod]
    public void Environment_variables_have_a_default_a_value_and_a_vault()
    {
        using var environment = new TestEnvironment();
        environment.Engine.ImportSolution(new SmallSolution().Zip());
        string Value() => (string)environment.Admin.Execute(new OrganizationRequest("RetrieveEnvironmentVariableValue") { ["DefinitionSchemaName"] = "new_Url" }).Results["Value"];
        OrganizationResponse Secret() => environment.Admin.Execute(new OrganizationRequest("RetrieveEnvironmentVariableSecretValue") { ["EnvironmentVariableName"] = "new_Key" });

        Assert.AreEqual("https://example.org", Value());
        environment.Engine.SetEnvironmentVariable("new_Url", "https://example.com");
        environment.Engine.SetEnvironmentVariable("new_Url", "https://example.net");
        Assert.AreEqual("https://example.net", Value());
        StringAssert.Contains(TestEnvironment.Fault(() => Secret()).Message, "new_Key");
        environment.Engine.SetEnvironmentVariable("new_Key", "hush");
        Assert.AreEqual("hush", Secret().Results["EnvironmentVariableSecretValue"]);
        Assert.HasCount(1, environment.Rows("environmentvariablevalue"));
        Assert.AreEqual(FaultCodes.StringTooLong, TestEnvironment.Fault(() => environment.Engine.SetEnvironmentVariable("new_Url", new string('x', 2001))).ErrorCode);
    }

    [TestMethod]
    public void A_relationship_with_a_table_that_is_not_here_is_left_out_with_a_warning()
    {
        using var environment = new TestEnvironment();
        const string Relationship = """<EntityRelationship Name="new_thing_RecurringAppointmentMasters"><EntityRelationshipType>OneToMany</EntityRelationshipType><ReferencingEntityName>RecurringAppointmentMaster</ReferencingEntityName><ReferencedEntityName>new_Thing</ReferencedEntityName><ReferencingAttributeName>RegardingObjectId</ReferencingAttributeName></EntityRelationship>""";
        var result = environment.Engine.ImportSolution(new SmallSolution { Change = text => text.Replace("</EntityRelationships>", Relationship + "</EntityRelationships>", StringComparison.Ordinal) }.Zip());

        Assert.Contains("'recurringappointmentmaster'", string.Join('\n', result.Warnings));
        Assert.IsFalse(environment.Engine.Catalog.Relationships.Any(one => one.SchemaName == "new_thing_RecurringAppointmentMasters"));
    }

    [TestMethod]
    public void The_name_of_an_owner_comes_along_as_a_column_that_no_row_needs()
    {
        using var environment = new TestEnvironment();
        const string Shadow = """<attribute PhysicalName="OwnerIdName"><Type>nvarchar</Type><Name>owneridname</Name><LogicalName>owneridname</LogicalName><RequiredLevel>systemrequired</RequiredLevel><ValidForReadApi>1</ValidForReadApi><IsCustomField>0</IsCustomField><IsLogical>1</IsLogical><MaxLength>100</MaxLength></attribute><attribute PhysicalName="OwnerIdType"><Type>int</Type><Name>owneridtype</Name><LogicalName>owneridtype</LogicalName><RequiredLevel>systemrequired</RequiredLevel><DisplayMask>ObjectTypeCode</DisplayMask></attribute></attributes>""";
        environment.Engine.ImportSolution(new SmallSolution { Change = text => text.Replace("</attributes>", Shadow, StringComparison.Ordinal) }.Zip());

        environment.Admin.Create(new Entity("new_thing") { ["new_name"] = "T" });
        Assert.AreEqual("ownerid", environment.Engine.Catalog.FindColumn("new_thing", "owneridname")!.AttributeOf);
    }

    private static string Refused(TestEnvironment environment, SmallSolution solution) =>
        Assert.ThrowsExactly<ImportException>(() => environment.Engine.ImportSolution(solution.Zip())).Message;
}
