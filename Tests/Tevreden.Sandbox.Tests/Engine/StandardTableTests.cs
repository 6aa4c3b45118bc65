using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Metadata;
using Microsoft.Xrm.Sdk.Query;

namespace Tevreden.Sandbox.Tests.Engine;

/// <summary>The platform's own tables in the breadth that clients of others use.</summary>
[TestClass]
public sealed class StandardTableTests
{
    [TestMethod]
    [DataRow("account", "address2_line1", "Address2_Line1", AttributeTypeCode.String)]
    [DataRow("account", "marketcap", "MarketCap", AttributeTypeCode.Money)]
    [DataRow("account", "accountid", "AccountId", AttributeTypeCode.Uniqueidentifier)]
    [DataRow("contact", "annualincome", "AnnualIncome", AttributeTypeCode.Money)]
    [DataRow("contact", "familystatuscode", "FamilyStatusCode", AttributeTypeCode.Picklist)]
    [DataRow("lead", "companyname", "CompanyName", AttributeTypeCode.String)]
    [DataRow("opportunity", "estimatedvalue", "EstimatedValue", AttributeTypeCode.Money)]
    [DataRow("phonecall", "phonenumber", "PhoneNumber", AttributeTypeCode.String)]
    [DataRow("appointment", "location", "Location", AttributeTypeCode.String)]
    [DataRow("email", "to", "To", AttributeTypeCode.PartyList)]
    public void A_column_has_the_platform_s_names_and_kind(string table, string column, string schemaName, AttributeTypeCode kind)
    {
        using var environment = new TestEnvironment();
        var definition = ((RetrieveAttributeResponse)environment.Admin.Execute(new RetrieveAttributeRequest { EntityLogicalName = table, LogicalName = column })).AttributeMetadata;

        Assert.AreEqual(schemaName, definition.SchemaName);
        Assert.AreEqual(kind, definition.AttributeType);
        Assert.IsFalse(definition.DisplayName.UserLocalizedLabel.IsManaged);
    }

    [TestMethod]
    public void The_party_lists_of_an_email_are_kept_as_parties_and_come_back_as_lists()
    {
        using var environment = new TestEnvironment();
        var contact = environment.Admin.Create(new Entity("contact") { ["firstname"] = "Anna", ["lastname"] = "Jansen" });
        Entity Party(string table, Guid id) => new("activityparty") { ["partyid"] = new EntityReference(table, id) };
        var email = environment.Admin.Create(new Entity("email")
        {
            ["subject"] = "Hello",
            ["from"] = new EntityCollection([Party("systemuser", environment.Engine.AdministratorId)]),
            ["to"] = new EntityCollection([Party("contact", contact)]),
        });

        var row = environment.Admin.Retrieve("email", email, new ColumnSet("to", "from", "cc"));
        Assert.AreEqual(contact, row.GetAttributeValue<EntityCollection>("to").Entities.Single().GetAttributeValue<EntityReference>("partyid").Id);
        Assert.AreEqual("Anna Jansen", environment.Rows("activityparty", ("participationtypemask", 2)).Single().GetAttributeValue<string>("partyidname"));
        Assert.IsEmpty(row.GetAttributeValue<EntityCollection>("cc").Entities);

        environment.Admin.Update(new Entity("email", email) { ["to"] = new EntityCollection() });
        Assert.HasCount(1, environment.Rows("activityparty"));
        environment.Admin.Delete("email", email);
        Assert.IsEmpty(environment.Rows("activityparty"));
    }

    [TestMethod]
    public void A_row_comes_with_its_related_rows()
    {
        using var environment = new TestEnvironment();
        var admin = environment.Admin;
        var account = admin.Create(new Entity("account") { ["name"] = "A" });
        var contact = admin.Create(new Entity("contact") { ["lastname"] = "J", ["parentcustomerid"] = new EntityReference("account", account) });
        admin.Create(new Entity("contact") { ["lastname"] = "K", ["parentcustomerid"] = new EntityReference("account", account) });
        admin.Update(new Entity("account", account) { ["primarycontactid"] = new EntityReference("contact", contact) });
        var children = new QueryExpression("contact") { ColumnSet = new ColumnSet("lastname") };
        children.AddOrder("lastname", OrderType.Descending);
        var (down, up, across) = (new Relationship("contact_customer_accounts"), new Relationship("account_primary_contact"), new Relationship("systemuserroles_association"));

        var row = ((RetrieveResponse)admin.Execute(new RetrieveRequest
        {
            Target = new EntityReference("account", account),
            ColumnSet = new ColumnSet("name"),
            RelatedEntitiesQuery = new RelationshipQueryCollection { [down] = children, [up] = new QueryExpression("contact") { ColumnSet = new ColumnSet("lastname") } },
        })).Entity;
        Assert.AreEqual("K,J", string.Join(',', row.RelatedEntities[down].Entities.Select(one => one["lastname"])));
        Assert.AreEqual("J", row.RelatedEntities[up].Entities.Single()["lastname"]);

        var user = ((RetrieveResponse)admin.Execute(new RetrieveRequest
        {
            Target = new EntityReference("systemuser", environment.Engine.AdministratorId),
            ColumnSet = new ColumnSet(false),
            RelatedEntitiesQuery = new RelationshipQueryCollection { [across] = new QueryExpression("role") { ColumnSet = new ColumnSet("name") } },
        })).Entity;
        Assert.AreEqual("System Administrator", user.RelatedEntities[across].Entities.Single()["name"]);
    }

    [TestMethod]
    public void The_account_of_a_customer_is_a_column_of_its_own_that_follows()
    {
        using var environment = new TestEnvironment();
        var account = environment.Admin.Create(new Entity("account") { ["name"] = "A" });
        var contact = environment.Admin.Create(new Entity("contact") { ["lastname"] = "J", ["parentcustomerid"] = new EntityReference("account", account) });
        Assert.AreEqual(account, environment.Row("contact", contact).GetAttributeValue<EntityReference>("accountid").Id);

        environment.Admin.Update(new Entity("contact", contact) { ["parentcustomerid"] = null });
        Assert.IsFalse(environment.Row("contact", contact).Contains("accountid"));
    }
}
