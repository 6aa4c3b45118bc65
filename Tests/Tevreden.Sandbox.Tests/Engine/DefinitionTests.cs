using System.ServiceModel;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Metadata;
using Microsoft.Xrm.Sdk.Metadata.Query;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Sandbox.Tests.OrganizationService;

namespace Tevreden.Sandbox.Tests.Engine;

/// <summary>Definitions over the wire: what a client reads of tables and columns, and new ones that it makes.</summary>
[TestClass]
public sealed class DefinitionTests
{
    private const int English = 1033;

    [TestMethod]
    public async Task A_table_comes_with_its_columns_keys_and_relationships()
    {
        await using var served = await ServedEnvironment.StartAsync();
        using var client = served.Client();
        var table = ((RetrieveEntityResponse)client.Execute(new RetrieveEntityRequest { LogicalName = "incident", EntityFilters = EntityFilters.All })).EntityMetadata;

        Assert.AreEqual("incidents", table.EntitySetName);
        Assert.AreEqual("incidentid", table.PrimaryIdAttribute);
        Assert.AreEqual(112, table.ObjectTypeCode);
        Assert.AreEqual(200, table.Attributes.OfType<StringAttributeMetadata>().Single(column => column.LogicalName == "title").MaxLength);
        var state = table.Attributes.OfType<StateAttributeMetadata>().Single();
        Assert.AreEqual(5, state.OptionSet.Options.OfType<StateOptionMetadata>().Single(option => option.Value == 1).DefaultStatus);
        CollectionAssert.AreEquivalent(new[] { "account", "contact" }, table.Attributes.OfType<LookupAttributeMetadata>().Single(column => column.LogicalName == "customerid").Targets);
        Assert.IsTrue(table.ManyToOneRelationships.Any(one => one.ReferencingAttribute == "customerid" && one.ReferencedEntity == "contact"));
        Assert.IsTrue(table.Privileges.Any(privilege => privilege.Name == "prvReadIncident" && privilege.PrivilegeType == PrivilegeType.Read));
    }

    [TestMethod]
    public async Task All_tables_come_without_columns_when_only_tables_are_asked_for()
    {
        await using var served = await ServedEnvironment.StartAsync();
        using var client = served.Client();
        var tables = ((RetrieveAllEntitiesResponse)client.Execute(new RetrieveAllEntitiesRequest { EntityFilters = EntityFilters.Entity })).EntityMetadata;

        Assert.HasCount(served.Environment.Engine.Catalog.Tables.Count, tables);
        Assert.IsTrue(tables.All(table => table.Attributes is null));
    }

    [TestMethod]
    public async Task A_column_is_found_by_name_and_by_the_id_that_it_came_with()
    {
        await using var served = await ServedEnvironment.StartAsync();
        using var client = served.Client();
        var byName = ((RetrieveAttributeResponse)client.Execute(new RetrieveAttributeRequest { EntityLogicalName = "contact", LogicalName = "emailaddress1" })).AttributeMetadata;
        var byId = ((RetrieveAttributeResponse)client.Execute(new RetrieveAttributeRequest { MetadataId = byName.MetadataId!.Value })).AttributeMetadata;

        Assert.AreEqual("emailaddress1", byId.LogicalName);
        Assert.AreEqual(AttributeTypeCode.String, byId.AttributeType);
        Assert.AreEqual("contact", byId.EntityLogicalName);
    }

    [TestMethod]
    public async Task A_query_of_definitions_gets_what_it_filters_for()
    {
        await using var served = await ServedEnvironment.StartAsync();
        using var client = served.Client();
        var query = new EntityQueryExpression
        {
            Criteria = new MetadataFilterExpression(LogicalOperator.And),
            Properties = new MetadataPropertiesExpression("LogicalName", "Attributes"),
            AttributeQuery = new AttributeQueryExpression { Criteria = new MetadataFilterExpression(LogicalOperator.And) },
        };
        query.Criteria.Conditions.Add(new MetadataConditionExpression("LogicalName", MetadataConditionOperator.In, new[] { "account", "contact" }));
        query.AttributeQuery.Criteria.Conditions.Add(new MetadataConditionExpression("AttributeType", MetadataConditionOperator.Equals, AttributeTypeCode.Money));
        var answer = (RetrieveMetadataChangesResponse)client.Execute(new RetrieveMetadataChangesRequest { Query = query });

        CollectionAssert.AreEquivalent(new[] { "account", "contact" }, answer.EntityMetadata.Select(table => table.LogicalName).ToList());
        Assert.IsTrue(answer.EntityMetadata.SelectMany(table => table.Attributes).All(column => column is MoneyAttributeMetadata));
    }

    [TestMethod]
    public async Task A_table_made_by_a_client_takes_rows_lookups_and_a_key()
    {
        await using var served = await ServedEnvironment.StartAsync();
        using var client = served.Client();
        client.Execute(new CreateEntityRequest
        {
            Entity = new EntityMetadata { SchemaName = "new_Tree", DisplayName = new Label("Tree", English), DisplayCollectionName = new Label("Trees", English), OwnershipType = OwnershipTypes.UserOwned },
            PrimaryAttribute = new StringAttributeMetadata { SchemaName = "new_Name", MaxLength = 50, DisplayName = new Label("Name", English) },
        });
        client.Execute(new CreateAttributeRequest { EntityName = "new_tree", Attribute = new IntegerAttributeMetadata { SchemaName = "new_Height", MaxValue = 120 } });
        client.Execute(new CreateOneToManyRequest
        {
            Lookup = new LookupAttributeMetadata { SchemaName = "new_AccountId" },
            OneToManyRelationship = new OneToManyRelationshipMetadata { SchemaName = "new_account_tree", ReferencedEntity = "account", ReferencingEntity = "new_tree" },
        });
        client.Execute(new CreateEntityKeyRequest { EntityName = "new_tree", EntityKey = new EntityKeyMetadata { SchemaName = "new_NameKey", KeyAttributes = ["new_name"] } });
        served.Environment.Engine.BuildKeyIndexes();

        var account = client.Create(new Entity("account") { ["name"] = "Park" });
        client.Create(new Entity("new_tree") { ["new_name"] = "Oak", ["new_height"] = 30, ["new_accountid"] = new EntityReference("account", account) });
        client.Execute(new UpsertRequest { Target = new Entity("new_tree", "new_name", "Oak") { ["new_height"] = 31 } });

        var tree = client.RetrieveMultiple(new QueryExpression("new_tree") { ColumnSet = new ColumnSet(true) }).Entities.Single();
        Assert.AreEqual(31, tree["new_height"]);
        Assert.AreEqual("Park", tree.GetAttributeValue<EntityReference>("new_accountid").Name);
        Assert.Throws<FaultException<OrganizationServiceFault>>(() => client.Create(new Entity("new_tree") { ["new_name"] = "Elm", ["new_height"] = 121 }));
    }

    [TestMethod]
    public async Task Tables_can_t_be_made_inside_a_transaction_or_without_a_prefix()
    {
        await using var served = await ServedEnvironment.StartAsync();
        using var client = served.Client();
        var request = new CreateEntityRequest { Entity = new EntityMetadata { SchemaName = "Tree" }, PrimaryAttribute = new StringAttributeMetadata { SchemaName = "new_Name" } };
        Assert.Contains("prefix", Assert.Throws<FaultException<OrganizationServiceFault>>(() => client.Execute(request)).Message);

        request.Entity.SchemaName = "new_Tree";
        var transaction = new ExecuteTransactionRequest { Requests = [request] };
        Assert.Contains("transaction", Assert.Throws<FaultException<OrganizationServiceFault>>(() => client.Execute(transaction)).Message);
        Assert.IsNull(served.Environment.Engine.Catalog.FindTable("new_tree"));
    }
}
