using Microsoft.Crm.Sdk.Messages;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Organization;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Tests.Engine;
using Tevreden.Sandbox.Tests.Import;

namespace Tevreden.Sandbox.Tests.OrganizationService;

[TestClass]
public sealed class MessageTests
{
    [TestMethod]
    public async Task A_case_is_resolved_reopened_and_merged()
    {
        await using var served = await ServedEnvironment.StartAsync();
        using var client = served.Client();
        var account = served.Environment.Account("A");
        var (first, second) = (served.Environment.Case(account), served.Environment.Case(account));

        Answers<CloseIncidentResponse>(new CloseIncidentRequest
        {
            IncidentResolution = new Entity("incidentresolution") { ["subject"] = "done", ["incidentid"] = new EntityReference("incident", first) },
            Status = new OptionSetValue(5),
        });
        Assert.AreEqual(1, State(first));
        Answers<SetStateResponse>(new SetStateRequest { EntityMoniker = new EntityReference("incident", first), State = new OptionSetValue(0), Status = new OptionSetValue(1) });
        Assert.AreEqual(0, State(first));
        Answers<MergeResponse>(new MergeRequest { Target = new EntityReference("incident", first), SubordinateId = second, UpdateContent = new Entity("incident") });
        Assert.AreEqual(2, State(second));

        void Answers<T>(OrganizationRequest request) => Assert.IsInstanceOfType<T>(client.Execute(request));
        int State(Guid id) => client.Retrieve("incident", id, new ColumnSet("statecode")).GetAttributeValue<OptionSetValue>("statecode").Value;
    }

    [TestMethod]
    public async Task Rows_are_related_and_parted()
    {
        await using var served = await ServedEnvironment.StartAsync();
        using var client = served.Client();
        var account = served.Environment.Account("A");
        var contact = client.Create(new Entity("contact") { ["lastname"] = "B" });
        var relationship = new Relationship("account_primary_contact");

        await client.AssociateAsync("contact", contact, relationship, [new EntityReference("account", account)]);
        Assert.AreEqual(contact, served.Environment.Row("account", account).GetAttributeValue<EntityReference>("primarycontactid").Id);
        await client.DisassociateAsync("contact", contact, relationship, [new EntityReference("account", account)]);
        Assert.IsFalse(served.Environment.Row("account", account).Contains("primarycontactid"));
    }

    [TestMethod]
    public async Task The_organization_describes_itself()
    {
        await using var served = await ServedEnvironment.StartAsync();
        served.Environment.Engine.ServiceUrl = served.Address;
        using var client = served.Client();

        var detail = ((RetrieveCurrentOrganizationResponse)client.Execute(new RetrieveCurrentOrganizationRequest { AccessType = EndpointAccessType.Default })).Detail;
        var version = (RetrieveVersionResponse)client.Execute(new RetrieveVersionRequest());

        Assert.AreEqual(served.Environment.Engine.OrganizationId, detail.OrganizationId);
        Assert.AreEqual(OrganizationState.Enabled, detail.State);
        StringAssert.StartsWith(detail.Endpoints[EndpointType.OrganizationService], served.Address.ToString());
        Assert.AreEqual(served.Environment.Engine.Options.Version, version.Version);
    }

    [TestMethod]
    public async Task A_custom_api_takes_and_gives_its_parameters()
    {
        await using var served = await ServedEnvironment.StartAsync();
        served.Environment.Engine.ImportSolution(new SmallSolution().Zip());
        using var client = served.Client();

        var answer = await client.ExecuteAsync(new OrganizationRequest("new_Double") { ["Number"] = 21 });

        Assert.AreEqual("new_Double", answer.ResponseName);
        Assert.AreEqual(42, answer["Doubled"]);
    }

    [TestMethod]
    public async Task Rows_in_bulk_are_created_changed_assigned_and_created_and_returned()
    {
        await using var served = await ServedEnvironment.StartAsync();
        using var client = served.Client();
        var accounts = new EntityCollection([new Entity("account") { ["name"] = "1" }, new Entity("account") { ["name"] = "2" }]) { EntityName = "account" };

        var ids = ((CreateMultipleResponse)client.Execute(new CreateMultipleRequest { Targets = accounts })).Ids;
        var changes = new EntityCollection([.. ids.Select(id => new Entity("account", id) { ["name"] = "changed" })]) { EntityName = "account" };
        Assert.IsInstanceOfType<UpdateMultipleResponse>(client.Execute(new UpdateMultipleRequest { Targets = changes }));
        Assert.IsInstanceOfType<AssignResponse>(client.Execute(new AssignRequest { Target = new EntityReference("account", ids[0]), Assignee = new EntityReference("systemuser", served.Environment.Engine.SystemUserId) }));
        var third = await client.CreateAndReturnAsync(new Entity("account") { ["name"] = "3" }, CancellationToken.None);

        Assert.AreEqual("3", third["name"]);
        Assert.HasCount(2, served.Environment.Rows("account", ("name", "changed")));
        Assert.AreEqual(served.Environment.Engine.SystemUserId, served.Environment.Row("account", ids[0]).GetAttributeValue<EntityReference>("ownerid").Id);
    }

    [TestMethod]
    public async Task A_write_over_a_newer_row_is_refused_by_its_version()
    {
        await using var served = await ServedEnvironment.StartAsync();
        using var client = served.Client();
        var id = served.Environment.Account("A");
        var seen = client.Retrieve("account", id, new ColumnSet("name"));
        client.Update(new Entity("account", id) { ["name"] = "B" });
        var late = new UpdateRequest { Target = new Entity("account", id) { ["name"] = "C", RowVersion = seen.RowVersion }, ConcurrencyBehavior = ConcurrencyBehavior.IfRowVersionMatches };

        Assert.AreEqual(FaultCodes.ConcurrencyVersionMismatch, TestEnvironment.Fault(() => client.Execute(late)).ErrorCode);
    }

    [TestMethod]
    public async Task An_unknown_message_is_refused_by_name()
    {
        await using var served = await ServedEnvironment.StartAsync();
        using var client = served.Client();

        var fault = TestEnvironment.Fault(() => client.Execute(new OrganizationRequest("new_Nothing")));

        Assert.AreEqual(FaultCodes.MessageNotSupported, fault.ErrorCode);
        StringAssert.Contains(fault.Message, "new_Nothing");
    }
}
