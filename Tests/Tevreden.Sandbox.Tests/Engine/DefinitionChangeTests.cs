using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Metadata;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Tests.Import;

namespace Tevreden.Sandbox.Tests.Engine;

/// <summary>Definitions that customers made can be changed and deleted; those of the platform and of managed solutions can't.</summary>
[TestClass]
public sealed class DefinitionChangeTests
{
    private const int English = 1033;

    [TestMethod]
    public void A_deleted_table_is_gone_with_its_rows_and_can_be_made_again()
    {
        using var environment = WithTree();
        environment.Admin.Create(new Entity("new_tree") { ["new_name"] = "Oak" });
        var response = environment.Admin.Execute(new DeleteEntityRequest { LogicalName = "new_tree" });

        Assert.IsInstanceOfType<DeleteEntityResponse>(response);
        Assert.AreEqual(FaultCodes.EntityNotFound, TestEnvironment.Fault(() => environment.Rows("new_tree")).ErrorCode);
        Assert.IsEmpty(environment.Rows("sdkmessagefilter", ("primaryobjecttypecode", "new_tree")));
        Make(environment);
        Assert.IsEmpty(environment.Rows("new_tree"));
    }

    [TestMethod]
    public void A_table_on_which_a_step_is_registered_stays()
    {
        using var environment = WithTree();
        environment.Step("Witness", "Create", "new_tree", 40);

        Assert.AreEqual(FaultCodes.ComponentInUse, TestEnvironment.Fault(() => environment.Admin.Execute(new DeleteEntityRequest { LogicalName = "new_tree" })).ErrorCode);
        Assert.IsNotNull(environment.Engine.Catalog.FindTable("new_tree"));
    }

    [TestMethod]
    [DataRow("account", null)]
    [DataRow("new_thing", "small")]
    public void Tables_of_the_platform_and_of_managed_solutions_are_not_deleted(string table, string? solution)
    {
        using var environment = new TestEnvironment();
        environment.Engine.ImportSolution(new SmallSolution().Zip());

        StringAssert.Contains(TestEnvironment.Fault(() => environment.Admin.Execute(new DeleteEntityRequest { LogicalName = table })).Message, solution is null ? "not a custom table" : "managed solution");
    }

    [TestMethod]
    public void A_column_takes_its_values_along_and_a_relationship_its_lookup()
    {
        using var environment = WithTree();
        environment.Admin.Execute(new CreateAttributeRequest { EntityName = "new_tree", Attribute = new IntegerAttributeMetadata { SchemaName = "new_Height", DisplayName = new Label("Height", English) } });
        environment.Admin.Execute(new CreateOneToManyRequest
        {
            OneToManyRelationship = new OneToManyRelationshipMetadata { SchemaName = "new_account_tree", ReferencedEntity = "account", ReferencingEntity = "new_tree" },
            Lookup = new LookupAttributeMetadata { SchemaName = "new_OwnerId", DisplayName = new Label("Owner of the tree", English) },
        });
        environment.Admin.Execute(new DeleteAttributeRequest { EntityLogicalName = "new_tree", LogicalName = "new_height" });
        environment.Admin.Execute(new DeleteRelationshipRequest { Name = "new_account_tree" });

        Assert.IsNull(environment.Engine.Catalog.FindColumn("new_tree", "new_height"));
        Assert.IsNull(environment.Engine.Catalog.FindColumn("new_tree", "new_ownerid"));
        Assert.AreEqual(FaultCodes.InvalidArgument, TestEnvironment.Fault(() => environment.Admin.Execute(new DeleteAttributeRequest { EntityLogicalName = "new_tree", LogicalName = "new_name" })).ErrorCode, "it names the rows");
    }

    [TestMethod]
    public void A_table_with_activities_and_notes_has_tasks_about_its_rows()
    {
        using var environment = new TestEnvironment();
        environment.Admin.Execute(new CreateEntityRequest
        {
            HasActivities = true,
            HasNotes = true,
            Entity = new EntityMetadata { SchemaName = "new_Tree", DisplayName = new Label("Tree", English), DisplayCollectionName = new Label("Trees", English), OwnershipType = OwnershipTypes.UserOwned },
            PrimaryAttribute = new StringAttributeMetadata { SchemaName = "new_Name", MaxLength = 50, DisplayName = new Label("Name", English) },
        });
        var tree = environment.Admin.Create(new Entity("new_tree") { ["new_name"] = "Oak" });
        environment.Admin.Create(new Entity("task") { ["subject"] = "Prune", ["regardingobjectid"] = new EntityReference("new_tree", tree) });
        environment.Admin.Create(new Entity("annotation") { ["subject"] = "Old", ["objectid"] = new EntityReference("new_tree", tree) });

        environment.Admin.Delete("new_tree", tree);
        Assert.IsEmpty(environment.Rows("task"));
        Assert.IsEmpty(environment.Rows("annotation"));
    }

    [TestMethod]
    public void A_task_may_be_about_a_row_of_an_imported_table_that_says_so()
    {
        using var environment = new TestEnvironment();
        const string Relationship = """<EntityRelationship Name="new_thing_Tasks"><EntityRelationshipType>OneToMany</EntityRelationshipType><ReferencingEntityName>Task</ReferencingEntityName><ReferencedEntityName>new_Thing</ReferencedEntityName><CascadeDelete>Cascade</CascadeDelete><ReferencingAttributeName>RegardingObjectId</ReferencingAttributeName></EntityRelationship>""";
        environment.Engine.ImportSolution(new SmallSolution { Change = text => text.Replace("</EntityRelationships>", Relationship + "</EntityRelationships>", StringComparison.Ordinal) }.Zip());
        var thing = environment.Admin.Create(new Entity("new_thing") { ["new_name"] = "T" });

        environment.Admin.Create(new Entity("task") { ["subject"] = "Look", ["regardingobjectid"] = new EntityReference("new_thing", thing) });
        environment.Account("still");
        environment.Admin.Create(new Entity("task") { ["subject"] = "Call", ["regardingobjectid"] = new EntityReference("account", environment.Account("A")) });
        Assert.HasCount(2, environment.Rows("task"));
    }

    [TestMethod]
    public void Labels_lengths_and_levels_are_changed_and_the_rest_stays()
    {
        using var environment = WithTree();
        environment.Admin.Execute(new OrganizationRequest("UpdateAttribute")
        {
            ["EntityName"] = "new_tree",
            ["Attribute"] = new StringAttributeMetadata { LogicalName = "new_name", MaxLength = 7, RequiredLevel = new AttributeRequiredLevelManagedProperty(AttributeRequiredLevel.ApplicationRequired) },
        });
        environment.Admin.Execute(new OrganizationRequest("UpdateEntity") { ["Entity"] = new EntityMetadata { LogicalName = "new_tree", DisplayName = new Label("Big tree", English) } });

        var table = ((RetrieveEntityResponse)environment.Admin.Execute(new RetrieveEntityRequest { LogicalName = "new_tree", EntityFilters = EntityFilters.All })).EntityMetadata;
        var name = table.Attributes.OfType<StringAttributeMetadata>().Single(column => column.LogicalName == "new_name");
        Assert.AreEqual("Big tree", table.DisplayName.UserLocalizedLabel.Label);
        Assert.AreEqual("Trees", table.DisplayCollectionName.UserLocalizedLabel.Label);
        Assert.AreEqual("Name", name.DisplayName.UserLocalizedLabel.Label);
        Assert.AreEqual(AttributeRequiredLevel.ApplicationRequired, name.RequiredLevel.Value);
        Assert.AreEqual(FaultCodes.StringTooLong, TestEnvironment.Fault(() => environment.Admin.Create(new Entity("new_tree") { ["new_name"] = "12345678" })).ErrorCode);
    }

    [TestMethod]
    public void Options_of_a_global_choice_come_change_and_go_in_all_its_columns()
    {
        using var environment = WithTree();
        Label Text(string text) => new(text, English);
        environment.Admin.Execute(new OrganizationRequest("CreateOptionSet") { ["OptionSet"] = new OptionSetMetadata(new OptionMetadataCollection([new OptionMetadata(Text("Red"), 1), new OptionMetadata(Text("Blue"), 2)])) { Name = "new_colour", IsGlobal = true, DisplayName = Text("Colour") } });
        environment.Admin.Execute(new CreateAttributeRequest { EntityName = "new_tree", Attribute = new PicklistAttributeMetadata { SchemaName = "new_Colour", DisplayName = Text("Colour"), OptionSet = new OptionSetMetadata { IsGlobal = true, Name = "new_colour" } } });
        var green = environment.Admin.Execute(new OrganizationRequest("InsertOptionValue") { ["OptionSetName"] = "new_colour", ["Label"] = Text("Green") }).Results["NewOptionValue"];
        environment.Admin.Execute(new OrganizationRequest("UpdateOptionValue") { ["OptionSetName"] = "new_colour", ["Value"] = 1, ["Label"] = Text("Crimson"), ["MergeLabels"] = false });
        environment.Admin.Execute(new OrganizationRequest("DeleteOptionValue") { ["OptionSetName"] = "new_colour", ["Value"] = 2 });
        environment.Admin.Execute(new OrganizationRequest("OrderOption") { ["OptionSetName"] = "new_colour", ["Values"] = new[] { (int)green, 1 } });

        var column = (PicklistAttributeMetadata)((RetrieveAttributeResponse)environment.Admin.Execute(new RetrieveAttributeRequest { EntityLogicalName = "new_tree", LogicalName = "new_colour" })).AttributeMetadata;
        Assert.AreEqual("Green,Crimson", string.Join(',', column.OptionSet.Options.Select(option => option.Label.UserLocalizedLabel.Label)));
        Assert.AreEqual(FaultCodes.ComponentInUse, TestEnvironment.Fault(() => environment.Admin.Execute(new OrganizationRequest("DeleteOptionSet") { ["Name"] = "new_colour" })).ErrorCode);
        environment.Admin.Execute(new DeleteAttributeRequest { EntityLogicalName = "new_tree", LogicalName = "new_colour" });
        environment.Admin.Execute(new OrganizationRequest("DeleteOptionSet") { ["Name"] = "new_colour" });
        Assert.IsEmpty(environment.Engine.Catalog.GlobalOptionSets);
    }

    private static TestEnvironment WithTree()
    {
        var environment = new TestEnvironment();
        Make(environment);
        return environment;
    }

    private static void Make(TestEnvironment environment) => environment.Admin.Execute(new CreateEntityRequest
    {
        Entity = new EntityMetadata { SchemaName = "new_Tree", DisplayName = new Label("Tree", English), DisplayCollectionName = new Label("Trees", English), OwnershipType = OwnershipTypes.UserOwned },
        PrimaryAttribute = new StringAttributeMetadata { SchemaName = "new_Name", MaxLength = 50, DisplayName = new Label("Name", English) },
    });
}
