using Microsoft.Crm.Sdk.Messages;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Dataverse.Names;
using Tevreden.Demo.Service;
using Tevreden.Sandbox.Engine;

namespace Tevreden.EndToEnd.Tests.Solution;

/// <summary>The steps of Solution/docs/admin-guide.md, done by somebody who has the administrator's role of the solution and no other.</summary>
[TestClass]
public sealed class AdminGuideTests
{
    private const string Key = "sleutel-van-de-test", Platform = "voorbeeld", Own = "beheerder@voorbeeld.nl", Customer = "jan@voorbeeld.nl";

    [TestMethod]
    public async Task From_zip_to_first_invitation()
    {
        await using var service = await SimulatedService.StartAsync(new SimulatedServiceOptions { ApiKey = Key, Platform = Platform });
        using var engine = DataverseEngine.Start(new EngineOptions { AsyncWorkers = 0, KeyIndexing = KeyIndexing.WithImport });
        var agent = engine.ServiceFor(new CallerContext(engine.AdministratorId));

        // 1 and 2: import, fill the variables.
        using (var zip = File.OpenRead(PackedSolution.ManagedZip))
            engine.ImportSolution(zip);
        engine.SetEnvironmentVariable(EnvironmentVariables.ApiBaseUrl, service.Address.AbsoluteUri);
        engine.SetEnvironmentVariable(EnvironmentVariables.Platform, Platform);
        engine.SetEnvironmentVariable(EnvironmentVariables.ApiKey, Key);

        // 3 and 4: the role, and the button on the list, where there is no connection yet.
        var person = Users.Make(engine, Users.Administrator);
        var administrator = engine.ServiceFor(new CallerContext(person));
        using var bar = new CommandBar(engine, person, wait: () => engine.Jobs.DrainAsync().GetAwaiter().GetResult());
        bar.OnList("testConnectionOfList");
        StringAssert.EndsWith(bar.Said.Single(), "Confirmed: invitations are sent from this environment to this address.");

        // 5 and 6: mail myself first, and a rule.
        var connection = administrator.RetrieveMultiple(new QueryExpression(ConnectionTable.Table)).Entities.Single().Id;
        administrator.Update(new Entity(ConnectionTable.Table, connection) { [ConnectionTable.TestRecipient] = Own });
        var survey = administrator.RetrieveMultiple(new QueryExpression(SurveyTable.Table)).Entities[0];
        administrator.Create(new Entity(RuleTable.Table) { [RuleTable.Name] = "Elke opgeloste aanvraag", [RuleTable.Order] = 10, [RuleTable.Survey] = survey.ToEntityReference() });

        // 7: a case is resolved, and the survey comes to me.
        await ResolveAsync(engine, agent);
        Assert.AreEqual(Own, service.Received[0].Email);

        // 8: switched on.
        administrator.Update(new Entity(ConnectionTable.Table, connection) { [ConnectionTable.TestRecipient] = null });
        await ResolveAsync(engine, agent);
        Assert.AreEqual(Customer, service.Received[1].Email);
        var rows = administrator.RetrieveMultiple(new QueryExpression(InvitationTable.Table) { ColumnSet = new ColumnSet(InvitationTable.Status, InvitationTable.SentToTestRecipient) }).Entities;
        Assert.HasCount(2, rows);
        Assert.IsTrue(rows.All(row => row.GetAttributeValue<OptionSetValue>(InvitationTable.Status).Value == (int)InvitationStatus.Sent));
        Assert.HasCount(1, rows.Where(row => row.GetAttributeValue<bool>(InvitationTable.SentToTestRecipient)).ToList());
    }

    private static async Task ResolveAsync(DataverseEngine engine, IOrganizationService agent)
    {
        var contact = agent.Create(new Entity("contact") { ["lastname"] = "Jansen", ["emailaddress1"] = Customer });
        var incident = agent.Create(new Entity("incident") { ["title"] = "Kapot", ["customerid"] = new EntityReference("contact", contact), ["primarycontactid"] = new EntityReference("contact", contact) });
        agent.Execute(new CloseIncidentRequest
        {
            IncidentResolution = new Entity("incidentresolution") { ["subject"] = "Opgelost", ["incidentid"] = new EntityReference("incident", incident) },
            Status = new OptionSetValue(-1),
        });
        var jobs = await engine.Jobs.DrainAsync();
        Assert.IsTrue(jobs.All(job => job.Succeeded), string.Join('\n', jobs.Select(job => job.Message)));
    }
}
