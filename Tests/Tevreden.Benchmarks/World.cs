using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Dataverse.Names;
using Tevreden.Sandbox.Engine;

namespace Tevreden.Benchmarks;

/// <summary>An environment with the packed solution, connected to a service.</summary>
internal static class World
{
    public const string Key = "sleutel-van-de-meting", Platform = "voorbeeld";

    public const string Survey = "301";

    private const int CreatesAtOnce = 500;

    /// <summary>Imports and connects.</summary>
    /// <returns>The user who the job is.</returns>
    public static Guid Prepare(DataverseEngine engine, Uri service)
    {
        using (var zip = Places.PackSolution())
            engine.ImportSolution(zip);
        engine.SetEnvironmentVariable(EnvironmentVariables.ApiBaseUrl, service.AbsoluteUri);
        engine.SetEnvironmentVariable(EnvironmentVariables.Platform, Platform);
        var admin = engine.ServiceFor(new CallerContext(engine.AdministratorId));
        admin.Create(new Entity(ConnectionTable.Table)
        {
            [ConnectionTable.Name] = "Tevreden",
            [ConnectionTable.Key] = ConnectionTable.TheKey,
            [ConnectionTable.ConfirmedOrganisation] = engine.OrganizationId.ToString("D"),
            [ConnectionTable.ConfirmedHost] = service.Authority,
            [ConnectionTable.ConfirmedPlatform] = Platform,
        });
        admin.Create(new Entity(SurveyTable.Table) { [SurveyTable.Name] = "Vragenlijst", [SurveyTable.ExternalId] = Survey });
        return MakeJobUser(engine, admin);
    }

    /// <summary>So many invitations, each with an account and a contact of its own.</summary>
    public static void Invite(DataverseEngine engine, int count)
    {
        var admin = engine.ServiceFor(new CallerContext(engine.AdministratorId));
        foreach (var some in Enumerable.Range(0, count).Chunk(CreatesAtOnce))
        {
            Create(admin, "account", some.Select(i => new Entity("account", Id(3, i)) { ["name"] = $"Bedrijf {i}" }));
            Create(admin, "contact", some.Select(i => new Entity("contact", Id(4, i)) { ["lastname"] = $"Persoon {i}" }));
            Create(admin, InvitationTable.Table, some.Select(i => new Entity(InvitationTable.Table, Id(5, i))
            {
                [InvitationTable.Name] = Generated.Reference(i),
                [InvitationTable.Key] = Generated.Reference(i),
                [InvitationTable.Reference] = Generated.Reference(i),
                [InvitationTable.Account] = new EntityReference("account", Id(3, i)),
                [InvitationTable.Contact] = new EntityReference("contact", Id(4, i)),
                [InvitationTable.Status] = new OptionSetValue((int)InvitationStatus.Sent),
            }));
        }
    }

    public static Guid Id(int kind, int number) => new(kind, 0, 0, 0, 0, 0, 0, (byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number);

    private static void Create(IOrganizationService admin, string table, IEnumerable<Entity> rows) =>
        admin.Execute(new Microsoft.Xrm.Sdk.Messages.CreateMultipleRequest { Targets = new EntityCollection([.. rows]) { EntityName = table } });

    private static Guid MakeJobUser(DataverseEngine engine, IOrganizationService admin)
    {
        var user = admin.Create(new Entity("systemuser") { ["firstname"] = "Job", ["lastname"] = "Tevreden", ["businessunitid"] = new EntityReference("businessunit", engine.RootBusinessUnitId) });
        var role = admin.RetrieveMultiple(new QueryExpression("role") { ColumnSet = new ColumnSet("name") }).Entities.Single(row => row.GetAttributeValue<string>("name") == "Tevreden service");
        admin.Associate("systemuser", user, new Relationship("systemuserroles_association"), [role.ToEntityReference()]);
        return user;
    }
}
