using Microsoft.Crm.Sdk.Messages;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Sandbox.Engine;

namespace Tevreden.Sandbox.Tests.Engine;

[TestClass]
public sealed class RowTests
{
    [TestMethod]
    public void A_new_row_gets_what_the_platform_fills_in()
    {
        using var environment = new TestEnvironment();
        var id = environment.Admin.Create(new Entity("contact") { ["firstname"] = "Yvonne", ["lastname"] = "McKay", ["createdon"] = new DateTime(2001, 1, 1) });
        var row = environment.Row("contact", id);

        Assert.AreEqual("Yvonne McKay", row["fullname"]);
        Assert.AreEqual(0, row.GetAttributeValue<OptionSetValue>("statecode").Value);
        Assert.AreEqual(1, row.GetAttributeValue<OptionSetValue>("statuscode").Value);
        Assert.AreEqual("Active", row.FormattedValues["statecode"]);
        Assert.AreEqual(environment.Engine.AdministratorId, row.GetAttributeValue<EntityReference>("ownerid").Id);
        Assert.AreEqual("Sandbox Administrator", row.GetAttributeValue<EntityReference>("ownerid").Name);
        Assert.AreEqual(environment.Engine.RootBusinessUnitId, row.GetAttributeValue<EntityReference>("owningbusinessunit").Id);
        Assert.AreNotEqual(2001, ((DateTime)row["createdon"]).Year);
        Assert.AreEqual(DateTimeKind.Utc, ((DateTime)row["createdon"]).Kind);
        Assert.AreEqual(false, row["donotemail"]);
        Assert.IsNotNull(row.RowVersion);
    }

    [TestMethod]
    public void Cases_are_numbered_in_turn()
    {
        using var environment = new TestEnvironment();
        var account = environment.Account("Contoso");
        var numbers = new[] { environment.Case(account), environment.Case(account) }.Select(id => (string)environment.Row("incident", id)["ticketnumber"]).ToList();

        StringAssert.Matches(numbers[0], new("^CAS-01000-[A-Z][0-9][A-Z][0-9][A-Z][0-9]$"));
        StringAssert.StartsWith(numbers[1], "CAS-01001-");
    }

    [TestMethod]
    [DataRow("nosuchtable", "name", "x", FaultCodes.EntityNotFound)]
    [DataRow("account", "nosuchcolumn", "x", FaultCodes.AttributeNotFound)]
    [DataRow("account", "name", 5, FaultCodes.InvalidArgument)]
    [DataRow("account", "tickersymbol", "longer than ten", FaultCodes.StringTooLong)]
    [DataRow("account", "numberofemployees", -1, FaultCodes.NumberOutOfRange)]
    public void What_does_not_fit_is_refused_with_the_platforms_code(string table, string column, object value, int code)
    {
        using var environment = new TestEnvironment();
        var fault = TestEnvironment.Fault(() => environment.Admin.Create(new Entity(table) { [column] = value }));

        Assert.AreEqual(code, fault.ErrorCode, fault.Message);
        StringAssert.Contains(fault.Message, code == FaultCodes.EntityNotFound ? table : column);
    }

    [TestMethod]
    public void A_choice_takes_its_own_options_only()
    {
        using var environment = new TestEnvironment();
        var fault = TestEnvironment.Fault(() => environment.Admin.Create(new Entity("account") { ["customertypecode"] = new OptionSetValue(99) }));

        Assert.AreEqual(FaultCodes.OptionOutOfRange, fault.ErrorCode);
    }

    [TestMethod]
    public void A_lookup_must_point_at_a_row_that_is_there_and_of_an_allowed_table()
    {
        using var environment = new TestEnvironment();
        var missing = TestEnvironment.Fault(() => environment.Case(Guid.NewGuid()));
        var wrong = TestEnvironment.Fault(() => environment.Admin.Create(new Entity("account") { ["primarycontactid"] = new EntityReference("account", environment.Account("A")) }));

        Assert.AreEqual(FaultCodes.ObjectDoesNotExist, missing.ErrorCode);
        Assert.AreEqual(FaultCodes.InvalidArgument, wrong.ErrorCode);
    }

    [TestMethod]
    public void A_status_must_belong_to_its_state_and_a_state_brings_its_own()
    {
        using var environment = new TestEnvironment();
        var id = environment.Account("A");
        var fault = TestEnvironment.Fault(() => environment.Admin.Update(new Entity("account", id) { ["statuscode"] = new OptionSetValue(2) }));
        environment.Admin.Update(new Entity("account", id) { ["statecode"] = new OptionSetValue(1) });

        Assert.AreEqual(FaultCodes.InvalidStateStatus, fault.ErrorCode);
        Assert.AreEqual(2, environment.Row("account", id).GetAttributeValue<OptionSetValue>("statuscode").Value);
    }

    [TestMethod]
    public void A_hundred_conditional_updates_at_once_leave_one_winner()
    {
        using var environment = new TestEnvironment();
        var id = environment.Account("A");
        var version = environment.Row("account", id).RowVersion;
        var codes = new System.Collections.Concurrent.ConcurrentBag<int>();
        Parallel.For(0, 100, new ParallelOptions { MaxDegreeOfParallelism = 16 }, number =>
        {
            try
            {
                environment.Admin.Execute(new UpdateRequest
                {
                    Target = new Entity("account", id) { RowVersion = version, ["name"] = $"writer {number}" },
                    ConcurrencyBehavior = ConcurrencyBehavior.IfRowVersionMatches,
                });
                codes.Add(0);
            }
            catch (System.ServiceModel.FaultException<OrganizationServiceFault> fault)
            {
                codes.Add(fault.Detail.ErrorCode);
            }
        });

        Assert.AreEqual(1, codes.Count(code => code == 0));
        Assert.AreEqual(99, codes.Count(code => code == FaultCodes.ConcurrencyVersionMismatch));
    }

    [TestMethod]
    public void A_deleted_account_takes_its_cases_along_and_leaves_its_contacts_link_empty()
    {
        using var environment = new TestEnvironment();
        var account = environment.Account("A");
        var contact = environment.Admin.Create(new Entity("contact") { ["lastname"] = "B" });
        environment.Admin.Update(new Entity("account", account) { ["primarycontactid"] = new EntityReference("contact", contact) });
        environment.Case(account);
        environment.Admin.Delete("contact", contact);
        Assert.IsFalse(environment.Row("account", account).Contains("primarycontactid"));

        environment.Admin.Delete("account", account);
        Assert.IsEmpty(environment.Rows("incident"));
    }

    [TestMethod]
    public void ExecuteMultiple_goes_on_after_an_error_when_asked()
    {
        using var environment = new TestEnvironment();
        var batch = new ExecuteMultipleRequest
        {
            Requests = [new CreateRequest { Target = new Entity("account") { ["name"] = "1" } }, new CreateRequest { Target = new Entity("nothing") }, new CreateRequest { Target = new Entity("account") { ["name"] = "2" } }],
            Settings = new ExecuteMultipleSettings { ContinueOnError = true, ReturnResponses = true },
        };
        var response = (ExecuteMultipleResponse)environment.Admin.Execute(batch);

        Assert.IsTrue(response.IsFaulted);
        Assert.HasCount(3, response.Responses);
        Assert.AreEqual(FaultCodes.EntityNotFound, response.Responses[1].Fault.ErrorCode);
        Assert.HasCount(2, environment.Rows("account"));
    }

    [TestMethod]
    public void ExecuteTransaction_is_all_or_nothing_and_names_the_one_that_failed()
    {
        using var environment = new TestEnvironment();
        var fault = TestEnvironment.Fault(() => environment.Admin.Execute(new ExecuteTransactionRequest
        {
            Requests = [new CreateRequest { Target = new Entity("account") { ["name"] = "1" } }, new DeleteRequest { Target = new EntityReference("account", Guid.NewGuid()) }],
        }));

        Assert.AreEqual(1, ((ExecuteTransactionFault)fault).FaultedRequestIndex);
        Assert.AreEqual(FaultCodes.ObjectDoesNotExist, fault.ErrorCode);
        Assert.IsEmpty(environment.Rows("account"));
    }

    [TestMethod]
    public void An_unknown_message_is_refused_by_name()
    {
        using var environment = new TestEnvironment();
        var fault = TestEnvironment.Fault(() => environment.Admin.Execute(new OrganizationRequest("new_Nothing")));

        StringAssert.Contains(fault.Message, "new_Nothing");
    }

    [TestMethod]
    public void WhoAmI_tells_user_and_organization()
    {
        using var environment = new TestEnvironment();
        var answer = (WhoAmIResponse)environment.Admin.Execute(new WhoAmIRequest());

        Assert.AreEqual(environment.Engine.AdministratorId, answer.UserId);
        Assert.AreEqual(environment.Engine.OrganizationId, answer.OrganizationId);
        Assert.AreEqual(environment.Engine.RootBusinessUnitId, answer.BusinessUnitId);
    }

    [TestMethod]
    public void A_snapshot_brings_rows_back()
    {
        using var environment = new TestEnvironment();
        environment.Account("before");
        using var snapshot = environment.Engine.TakeSnapshot();
        environment.Account("after");
        environment.Engine.Restore(snapshot);

        Assert.AreEqual("before", environment.Rows("account").Single()["name"]);
    }

    [TestMethod]
    public void Formatted_names_of_joined_rows_come_along()
    {
        using var environment = new TestEnvironment();
        environment.Case(environment.Account("Contoso"));
        var row = environment.Admin.RetrieveMultiple(new FetchExpression(
            """
            <fetch><entity name="incident"><attribute name="title" /><attribute name="customerid" />
              <link-entity name="account" from="accountid" to="customerid" alias="a" link-type="outer"><attribute name="name" /></link-entity>
            </entity></fetch>
            """)).Entities.Single();

        Assert.AreEqual("Contoso", row.GetAttributeValue<EntityReference>("customerid").Name);
        Assert.AreEqual("Contoso", row.GetAttributeValue<AliasedValue>("a.name").Value);
    }
}
