using Microsoft.Crm.Sdk.Messages;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Dataverse.Names;
using Tevreden.Demo.Service;
using Tevreden.EndToEnd.Tests;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Hosting;

namespace Tevreden.Browser.Tests.Support;

/// <summary>What the pages are tried with: the imported zip, a confirmed connection, a rule, customers with and without responses, people with and without roles.</summary>
internal sealed class SampleData
{
    private const string Key = "sleutel-van-de-test", Platform = "voorbeeld";

    public const string ScriptRemark = "<img src=x onerror=\"window.fired=1\"><script>window.fired=1</script> te laat & koud";

    private SampleData(SimulatedService service) => Service = service;

    public SimulatedService Service { get; }

    public required EntityReference Account { get; init; }

    public required EntityReference AccountWithScript { get; init; }

    public required EntityReference AccountWithManyResponses { get; init; }

    /// <summary>One of its three responses does not say whether they recommend us.</summary>
    public required EntityReference AccountWithMixedSurveys { get; init; }

    public required EntityReference AccountWithoutResponses { get; init; }

    public required EntityReference Connection { get; init; }

    public required EntityReference Rule { get; init; }

    public required EntityReference OpenCase { get; init; }

    public required EntityReference OpenCaseWithoutEmail { get; init; }

    public required EntityReference ResolvedCase { get; init; }

    /// <summary>Resolved twice, and answered after the second time.</summary>
    public required EntityReference AnsweredCase { get; init; }

    /// <summary>Resolved, of somebody without an e-mail address.</summary>
    public required EntityReference SkippedCase { get; init; }

    /// <summary>What became of it.</summary>
    public required EntityReference SkippedInvitation { get; init; }

    /// <summary>Answered surveys that ask for a score and not whether one recommends us.</summary>
    public required EntityReference ContactWithScoresOnly { get; init; }

    /// <summary>Reads English.</summary>
    public required Person Admin { get; init; }

    /// <summary>Reads Dutch.</summary>
    public required Person DutchAdmin { get; init; }

    /// <summary>Reads Dutch, with the reader's role of the solution and no other.</summary>
    public required Person Reader { get; init; }

    /// <summary>Has no role at all.</summary>
    public required Person Nobody { get; init; }

    public static async Task<SampleData> WriteAsync(SandboxServer server)
    {
        var service = await SimulatedService.StartAsync(new SimulatedServiceOptions { ApiKey = Key, Platform = Platform });
        var engine = server.Engine;
        foreach (var solution in (string[])["Tevreden", "TevredenServiceForms"])
        {
            using var zip = File.OpenRead(PackedSolution.Managed(solution));
            engine.ImportSolution(zip);
        }

        engine.SetEnvironmentVariable(EnvironmentVariables.ApiBaseUrl, service.Address.AbsoluteUri);
        engine.SetEnvironmentVariable(EnvironmentVariables.Platform, Platform);
        engine.SetEnvironmentVariable(EnvironmentVariables.ApiKey, Key);

        var people = new People(server);
        var admin = engine.ServiceFor(new CallerContext(engine.AdministratorId));
        admin.Execute(new OrganizationRequest(CustomApis.TestConnection));
        await engine.Jobs.DrainAsync();
        var survey = First(admin, SurveyTable.Table);
        var rule = SampleRule.Make(admin, survey);

        admin.Execute(new OrganizationRequest(CustomApis.TestConnection));
        await engine.Jobs.DrainAsync();
        var responses = new SampleResponses(admin, All(admin, SurveyTable.Table), All(admin, LocationTable.Table));
        var account = Customer(admin, "Bakkerij De Korenaar");
        responses.Write(account, SampleResponses.Improving());
        responses.FollowUp(account, "Bel over de late levering", dueInDays: -2);
        responses.FollowUp(account, "Stuur een duidelijke factuur na", dueInDays: 5);
        var withScript = Customer(admin, "Transport Zeeuws & Zn.");
        responses.Write(withScript, [new SampleResponse(6, 3, 2, ScriptRemark), new SampleResponse(5, 5, 6, null)]);
        var mixed = Customer(admin, "Garage Van Dam");
        responses.Write(mixed, [new SampleResponse(1, 4, 3, "Twee keer langs geweest en nog steeds niet opgelost."), new SampleResponse(0, 5.5m, 5, "Lang moeten wachten."), new SampleResponse(0, 8, null, null)]);
        var many = Customer(admin, "Ziekenhuis Oost");
        responses.Write(many, SampleResponses.Many(1000));

        var cases = new SampleCases(admin);
        var resolved = cases.Make(cases.Contact("Jansen", "jan@voorbeeld.nl"), "Levering kwam te laat");
        var several = cases.OfSeveralKinds();
        var answered = cases.Make(cases.Contact("Kuipers", "kuipers@voorbeeld.nl"), "Verkeerde maat geleverd");
        foreach (var incident in several.Prepend(resolved).Append(answered))
            Resolve(admin, incident);
        await engine.Jobs.DrainAsync();
        admin.Update(new Entity("incident", answered.Id) { ["statecode"] = new OptionSetValue(0), ["statuscode"] = new OptionSetValue(1) });
        Resolve(admin, answered);
        await engine.Jobs.DrainAsync();
        Answer(admin, answered);
        var contact = cases.Contact("Peeters", "peeters@voorbeeld.nl");
        responses.Write(contact, [new SampleResponse(3, 8, null, null), new SampleResponse(1, 7.6m, null, "Prima."), new SampleResponse(0, 10, null, null)]);

        foreach (var subject in (string[])["Garantie", "Installatie", "Levering", "Onderhoud", "Storing"])
            admin.Create(new Entity("subject") { ["title"] = subject });
        foreach (var queue in (string[])["Eerste lijn", "Planning", "Tweede lijn"])
            admin.Create(new Entity("queue") { ["name"] = queue });
        cases.View("Actieve aanvragen per telefoon of e-mail");

        return new SampleData(service)
        {
            Account = account,
            AccountWithScript = withScript,
            AccountWithManyResponses = many,
            AccountWithMixedSurveys = mixed,
            AccountWithoutResponses = Customer(admin, "Nieuwe klant BV"),
            Connection = First(admin, ConnectionTable.Table),
            Rule = rule,
            OpenCase = cases.Make(cases.Contact("Visser", "els.visser@voorbeeld.nl"), "Factuur klopt niet"),
            OpenCaseWithoutEmail = cases.Make(cases.Contact("Bakker", null), "Oven geeft storing"),
            ResolvedCase = resolved,
            AnsweredCase = answered,
            SkippedCase = several[2],
            SkippedInvitation = InvitationsOf(admin, several[2])[0].ToEntityReference(),
            ContactWithScoresOnly = contact,
            Admin = people.Administrator(),
            DutchAdmin = people.Make("Sanne", "Dijkstra", "System Administrator", 1043),
            Reader = people.Make("Ruud", "Lezer", "Tevreden reader", 1043),
            Nobody = people.Make("Nina", "Zonderrol", role: null, 1033),
        };
    }

    public static void Resolve(IOrganizationService admin, EntityReference incident) => admin.Execute(new CloseIncidentRequest
    {
        IncidentResolution = new Entity("incidentresolution") { ["subject"] = "Opgelost", ["incidentid"] = incident },
        Status = new OptionSetValue(-1),
    });

    // As the job writes it.
    private static void Answer(IOrganizationService admin, EntityReference incident)
    {
        var invitation = InvitationsOf(admin, incident)[0];
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        admin.Create(new Entity(ResponseTable.Table)
        {
            [ResponseTable.Name] = "9",
            [ResponseTable.ExternalId] = $"answer-{incident.Id:N}",
            [ResponseTable.Invitation] = invitation.ToEntityReference(),
            [ResponseTable.Case] = incident,
            [ResponseTable.Survey] = invitation[InvitationTable.Survey],
            [ResponseTable.Score] = 9m,
            [ResponseTable.Recommendation] = 10,
            [ResponseTable.Remark] = "Snel en netjes geholpen.",
            [ResponseTable.Language] = "nl",
            [ResponseTable.RespondedOn] = now,
        });
        admin.Update(new Entity(InvitationTable.Table, invitation.Id) { [InvitationTable.Status] = new OptionSetValue((int)InvitationStatus.Answered), [InvitationTable.AnsweredOn] = now });
    }

    // The newest first.
    private static DataCollection<Entity> InvitationsOf(IOrganizationService admin, EntityReference incident)
    {
        var query = new QueryExpression(InvitationTable.Table) { ColumnSet = new ColumnSet(InvitationTable.Survey), Orders = { new OrderExpression(InvitationTable.Cycle, OrderType.Descending) } };
        query.Criteria.AddCondition(InvitationTable.CaseIdText, ConditionOperator.Equal, incident.Id.ToString("D"));
        return admin.RetrieveMultiple(query).Entities;
    }

    private static EntityReference Customer(IOrganizationService admin, string name) => new("account", admin.Create(new Entity("account") { ["name"] = name }));

    private static IReadOnlyList<EntityReference> All(IOrganizationService admin, string table) =>
        [.. admin.RetrieveMultiple(new QueryExpression(table) { ColumnSet = new ColumnSet(false) }).Entities.Select(row => row.ToEntityReference())];

    private static EntityReference First(IOrganizationService admin, string table) =>
        admin.RetrieveMultiple(new QueryExpression(table) { ColumnSet = new ColumnSet(false), TopCount = 1 }).Entities.Single().ToEntityReference();
}
