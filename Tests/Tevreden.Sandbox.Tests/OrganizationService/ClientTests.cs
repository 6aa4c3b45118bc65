using Microsoft.Crm.Sdk.Messages;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Tests.Engine;

namespace Tevreden.Sandbox.Tests.OrganizationService;

[TestClass]
public sealed class ClientTests
{
    [TestMethod]
    public async Task A_row_is_created_read_changed_and_deleted()
    {
        await using var served = await ServedEnvironment.StartAsync();
        using var client = served.Client();

        var id = await client.CreateAsync(new Entity("account") { ["name"] = "Contoso", ["revenue"] = new Money(12.5m), ["industrycode"] = new OptionSetValue(1) });
        await client.UpdateAsync(new Entity("account", id) { ["name"] = "Fabrikam" });
        var row = await client.RetrieveAsync("account", id, new ColumnSet(true));

        Assert.AreEqual("Fabrikam", row["name"]);
        Assert.AreEqual(12.5m, row.GetAttributeValue<Money>("revenue").Value);
        Assert.AreEqual(1, row.GetAttributeValue<OptionSetValue>("industrycode").Value);
        Assert.AreEqual("Sandbox Administrator", row.GetAttributeValue<EntityReference>("ownerid").Name);
        Assert.AreEqual(DateTimeKind.Utc, row.GetAttributeValue<DateTime>("createdon").Kind);
        Assert.IsNotNull(row.RowVersion);
        Assert.AreEqual("Active", row.FormattedValues["statecode"]);

        await client.DeleteAsync("account", id);
        Assert.IsEmpty(served.Environment.Rows("account"));
    }

    [TestMethod]
    public async Task WhoAmI_tells_the_token_s_user()
    {
        await using var served = await ServedEnvironment.StartAsync();
        using var client = served.Client();

        var answer = (WhoAmIResponse)client.Execute(new WhoAmIRequest());

        Assert.AreEqual(served.Environment.Engine.AdministratorId, answer.UserId);
        Assert.AreEqual(served.Environment.Engine.OrganizationId, answer.OrganizationId);
    }

    [TestMethod]
    public async Task An_untyped_UpsertMultiple_gets_an_untyped_answer()
    {
        await using var served = await ServedEnvironment.StartAsync();
        using var client = served.Client();
        var id = Guid.NewGuid();

        var answer = await client.ExecuteAsync(new OrganizationRequest("UpsertMultiple")
        {
            ["Targets"] = new EntityCollection([new Entity("account", id) { ["name"] = "A" }]) { EntityName = "account" },
        });

        Assert.AreEqual(typeof(OrganizationResponse), answer.GetType());
        var result = ((UpsertResponse[])answer["Results"]).Single();
        Assert.IsTrue(result.RecordCreated);
        Assert.AreEqual(id, result.Target.Id);
    }

    [TestMethod]
    public async Task A_refusal_is_a_typed_fault_with_the_platform_s_code()
    {
        await using var served = await ServedEnvironment.StartAsync();
        using var client = served.Client();

        var fault = TestEnvironment.Fault(() => client.Retrieve("account", Guid.NewGuid(), new ColumnSet("name")));

        Assert.AreEqual(FaultCodes.ObjectDoesNotExist, fault.ErrorCode);
        StringAssert.Contains(fault.Message, "account");
    }
}
