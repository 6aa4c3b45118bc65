using System.Net;
using System.Net.Http.Headers;
using System.ServiceModel;
using System.Text;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Dataverse.Names;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Hosting;

namespace Tevreden.EndToEnd.Tests.Solution;

/// <summary>What each role may, from the very zip, by the SDK and over the Web API.</summary>
[TestClass]
public sealed class RoleTests
{
    private const string Payload = "{\"naam\":\"Jan\"}", Key = "sleutel";

    private SandboxServer _server = null!;
    private IOrganizationService _admin = null!;
    private Guid _rule;
    private Guid _invitation;
    private Guid _connection;

    [TestInitialize]
    public async Task Start()
    {
        _server = await SandboxServer.StartAsync(new SandboxServerOptions { Engine = new EngineOptions { AsyncWorkers = 0, KeyIndexing = KeyIndexing.WithImport } });
        using (var zip = File.OpenRead(PackedSolution.ManagedZip))
            _server.Engine.ImportSolution(zip);
        _admin = _server.Engine.ServiceFor(new CallerContext(_server.Engine.SystemUserId));
        var survey = _admin.Create(new Entity(SurveyTable.Table) { [SurveyTable.Name] = "Vragenlijst" });
        _rule = _admin.Create(new Entity(RuleTable.Table) { [RuleTable.Name] = "Regel", [RuleTable.Order] = 1, [RuleTable.Survey] = new EntityReference(SurveyTable.Table, survey) });
        _connection = _admin.Create(new Entity(ConnectionTable.Table) { [ConnectionTable.Name] = "Tevreden", [ConnectionTable.Key] = ConnectionTable.TheKey, [ConnectionTable.ApiKey] = Key });
        _invitation = _admin.Create(Invitation(Payload));
    }

    [TestCleanup]
    public async Task Stop() => await _server.DisposeAsync();

    [TestMethod]
    public void A_reader_sees_rules_invitations_and_scores_but_neither_payload_nor_connection()
    {
        var reader = As(Users.Reader);

        Assert.HasCount(1, reader.RetrieveMultiple(new QueryExpression(RuleTable.Table)).Entities);
        Assert.HasCount(0, reader.RetrieveMultiple(new QueryExpression(ScoreTable.Table)).Entities);
        Assert.IsFalse(reader.Retrieve(InvitationTable.Table, _invitation, new ColumnSet(true)).Contains(InvitationTable.Payload));
        StringAssert.Contains(Refusal(() => reader.RetrieveMultiple(new QueryExpression(ConnectionTable.Table))), "prvReadtvr_Connection");
    }

    [TestMethod]
    public void A_reader_changes_nothing()
    {
        var reader = As(Users.Reader);

        StringAssert.Contains(Refusal(() => reader.Update(new Entity(RuleTable.Table, _rule) { [RuleTable.Order] = 2 })), "prvWritetvr_Rule");
        StringAssert.Contains(Refusal(() => reader.Update(new Entity(InvitationTable.Table, _invitation) { [InvitationTable.Status] = new OptionSetValue((int)InvitationStatus.Sent) })), "prvWritetvr_Invitation");
        StringAssert.Contains(Refusal(() => reader.Delete(RuleTable.Table, _rule)), "prvDeletetvr_Rule");
        StringAssert.Contains(Refusal(() => reader.Execute(new OrganizationRequest(CustomApis.TestConnection))), "prvWritetvr_Connection");
    }

    [TestMethod]
    public void An_administrator_changes_rules_and_the_connection_and_no_outcome()
    {
        var administrator = As(Users.Administrator);

        administrator.Update(new Entity(RuleTable.Table, _rule) { [RuleTable.Order] = 2 });
        administrator.Update(new Entity(ConnectionTable.Table, _connection) { [ConnectionTable.Paused] = true });
        foreach (var table in (string[])[InvitationTable.Table, ResponseTable.Table, ScoreTable.Table])
            StringAssert.Contains(Refusal(() => administrator.Create(new Entity(table) { ["tvr_name"] = "x" })), "prvCreate");
        StringAssert.Contains(Refusal(() => administrator.Update(new Entity(InvitationTable.Table, _invitation) { [InvitationTable.Status] = new OptionSetValue((int)InvitationStatus.Sent) })), "prvWritetvr_Invitation");
        StringAssert.Contains(Refusal(() => administrator.Delete(InvitationTable.Table, _invitation)), "prvDeletetvr_Invitation");
    }

    [TestMethod]
    public void Payload_and_key_are_seen_and_written_by_members_of_the_profile_alone()
    {
        var user = Users.Make(_server.Engine, Users.Administrator);
        var administrator = _server.Engine.ServiceFor(new CallerContext(user));
        Assert.IsFalse(administrator.Retrieve(ConnectionTable.Table, _connection, new ColumnSet(true)).Contains(ConnectionTable.ApiKey));
        Refusal(() => administrator.Update(new Entity(ConnectionTable.Table, _connection) { [ConnectionTable.ApiKey] = "andere" }));

        Users.Join(_server.Engine, user, Users.SecuredColumns);

        Assert.AreEqual(Key, administrator.Retrieve(ConnectionTable.Table, _connection, new ColumnSet(ConnectionTable.ApiKey))[ConnectionTable.ApiKey]);
        Assert.AreEqual(Payload, administrator.Retrieve(InvitationTable.Table, _invitation, new ColumnSet(InvitationTable.Payload))[InvitationTable.Payload]);
        administrator.Update(new Entity(ConnectionTable.Table, _connection) { [ConnectionTable.ApiKey] = "andere" });
    }

    [TestMethod]
    public async Task Over_the_Web_API_the_same_is_refused()
    {
        using var reader = Http(Users.Reader);
        using var administrator = Http(Users.Administrator);

        Assert.AreEqual(HttpStatusCode.Forbidden, await Patch(reader, $"{RuleTable.Set}({_rule:D})", "{\"tvr_order\":2}"));
        Assert.AreEqual(HttpStatusCode.Forbidden, await Patch(reader, $"{InvitationTable.Set}({_invitation:D})", "{\"tvr_status\":382740003}"));
        Assert.AreEqual(HttpStatusCode.Forbidden, await Patch(administrator, $"{InvitationTable.Set}({_invitation:D})", "{\"tvr_status\":382740003}"));
        using (var made = await administrator.PostAsync(new Uri(InvitationTable.Set, UriKind.Relative), Json("{\"tvr_name\":\"x\",\"tvr_key\":\"k2\",\"tvr_caseidtext\":\"x\",\"tvr_status\":382740000}")))
            Assert.AreEqual(HttpStatusCode.Forbidden, made.StatusCode);
        var read = await reader.GetStringAsync(new Uri($"{InvitationTable.Set}({_invitation:D})", UriKind.Relative));
        Assert.DoesNotContain("naam", read);
        using var key = await reader.GetAsync(new Uri(ConnectionTable.Set, UriKind.Relative));
        Assert.AreEqual(HttpStatusCode.Forbidden, key.StatusCode);
    }

    [TestMethod]
    public async Task An_agent_without_our_roles_works_as_always_and_the_survey_goes_out()
    {
        await using var product = await Product.StartAsync();
        var user = Users.Make(product.Engine);
        Users.Grant(product.Engine, user, "prvReadAccount", "prvWriteAccount", "prvReadContact", "prvCreateIncident", "prvReadIncident", "prvWriteIncident", "prvAppendIncident", "prvAppendToIncident", "prvAppendToContact", "prvAppendToAccount", "prvCreateActivity", "prvReadActivity", "prvAppendActivity");
        var agent = product.Engine.ServiceFor(new CallerContext(user));
        var contact = product.Contact();
        var account = product.Admin.Create(new Entity("account") { ["name"] = "Voorbeeld BV" });

        agent.Update(new Entity("account", account) { ["name"] = "Voorbeeld NV" });
        Assert.AreEqual("Voorbeeld NV", agent.Retrieve("account", account, new ColumnSet(true))["name"]);
        var incident = agent.Create(new Entity("incident") { ["title"] = "Kapot", ["customerid"] = new EntityReference("contact", contact), ["primarycontactid"] = new EntityReference("contact", contact) });
        agent.Execute(Product.CloseRequest(incident));
        await product.Engine.Jobs.DrainAsync();

        Assert.AreEqual((int)InvitationStatus.Sent, product.Invitations().Single().GetAttributeValue<OptionSetValue>(InvitationTable.Status).Value);
        StringAssert.Contains(Refusal(() => agent.RetrieveMultiple(new QueryExpression(InvitationTable.Table))), "prvReadtvr_Invitation");
    }

    private static Entity Invitation(string payload) => new(InvitationTable.Table)
    {
        [InvitationTable.Name] = "Uitnodiging",
        [InvitationTable.Key] = "k1",
        [InvitationTable.CaseIdText] = "x",
        [InvitationTable.Status] = new OptionSetValue((int)InvitationStatus.Planned),
        [InvitationTable.Payload] = payload,
    };

    private static string Refusal(Action act) => Assert.ThrowsExactly<FaultException<OrganizationServiceFault>>(act).Detail.Message;

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static async Task<HttpStatusCode> Patch(HttpClient client, string path, string body)
    {
        using var content = Json(body);
        using var answer = await client.PatchAsync(new Uri(path, UriKind.Relative), content);
        return answer.StatusCode;
    }

    private IOrganizationService As(params string[] roles) => _server.Engine.ServiceFor(new CallerContext(Users.Make(_server.Engine, roles)));

    private HttpClient Http(params string[] roles)
    {
        var client = new HttpClient { BaseAddress = new Uri(_server.Address, "/api/data/v9.2/") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _server.IssueToken(Users.Make(_server.Engine, roles)));
        return client;
    }
}
