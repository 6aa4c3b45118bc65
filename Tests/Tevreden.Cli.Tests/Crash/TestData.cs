using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Cli.Tests.Support;
using Tevreden.Dataverse.Names;
using Tevreden.Sandbox.Engine;

namespace Tevreden.Cli.Tests.Crash;

/// <summary>Rows with ids of their own, so that two environments hold the same.</summary>
internal sealed class TestData
{
    private readonly DataverseEngine _engine;

    public TestData(DataverseEngine engine)
    {
        _engine = engine;
        Admin = engine.ServiceFor(new CallerContext(engine.AdministratorId));
    }

    public IOrganizationService Admin { get; }

    public IReadOnlyList<Entity> Rows(string table) => [.. Admin.RetrieveMultiple(new QueryExpression(table) { ColumnSet = new ColumnSet(true) }).Entities];

    public Guid MakeJobUser()
    {
        var user = Admin.Create(new Entity("systemuser") { ["firstname"] = "Job", ["lastname"] = "Tevreden", ["businessunitid"] = new EntityReference("businessunit", _engine.RootBusinessUnitId) });
        var role = Rows("role").Single(row => row.GetAttributeValue<string>("name") == "Tevreden service");
        Admin.Associate("systemuser", user, new Relationship("systemuserroles_association"), [role.ToEntityReference()]);
        var profile = Rows("fieldsecurityprofile").Single(row => row.GetAttributeValue<string>("name") == "Tevreden secured columns");
        Admin.Associate("systemuser", user, new Relationship("systemuserprofiles_association"), [profile.ToEntityReference()]);
        return user;
    }

    public void Connect(string host)
    {
        Admin.Create(new Entity(ConnectionTable.Table)
        {
            [ConnectionTable.Name] = "Tevreden",
            [ConnectionTable.Key] = ConnectionTable.TheKey,
            [ConnectionTable.ConfirmedOrganisation] = _engine.OrganizationId.ToString("D"),
            [ConnectionTable.ConfirmedHost] = host,
            [ConnectionTable.ConfirmedPlatform] = TestEnvironment.Platform,
            [ConnectionTable.ConnectedSince] = TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-1),
        });
        Admin.Create(new Entity(SurveyTable.Table, Id(1, 0)) { [SurveyTable.Name] = "Vragenlijst", [SurveyTable.ExternalId] = "301" });
        Admin.Create(new Entity(RuleTable.Table, Id(2, 0))
        {
            [RuleTable.Name] = "Elke opgeloste aanvraag",
            [RuleTable.Survey] = new EntityReference(SurveyTable.Table, Id(1, 0)),
            [RuleTable.Order] = 10,
            [RuleTable.FollowUpThreshold] = 5,
            [RuleTable.FollowUpDueDays] = 30,
        });
    }

    public void Customers(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Admin.Create(new Entity("account", Id(3, i)) { ["name"] = $"Bedrijf {i}" });
            Admin.Create(new Entity("contact", Id(4, i)) { ["lastname"] = $"Persoon {i}" });
        }
    }

    public void Invitation(int number, int customer) => Admin.Create(new Entity(InvitationTable.Table, Id(5, number))
    {
        [InvitationTable.Name] = $"r{number}",
        [InvitationTable.Key] = $"r{number}",
        [InvitationTable.Reference] = $"r{number}",
        [InvitationTable.Survey] = new EntityReference(SurveyTable.Table, Id(1, 0)),
        [InvitationTable.Rule] = new EntityReference(RuleTable.Table, Id(2, 0)),
        [InvitationTable.Account] = new EntityReference("account", Id(3, customer)),
        [InvitationTable.Contact] = new EntityReference("contact", Id(4, customer)),
        [InvitationTable.Status] = new OptionSetValue((int)InvitationStatus.Sent),
    });

    private static Guid Id(int kind, int number) => new(kind, 0, 0, 0, 0, 0, 0, (byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)(number + 1));
}
