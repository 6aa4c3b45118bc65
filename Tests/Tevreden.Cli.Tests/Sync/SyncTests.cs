using Microsoft.Xrm.Sdk;
using Tevreden.Cli.Tests.Support;
using Tevreden.Dataverse.Names;
using Tevreden.Demo.Service.Data;

namespace Tevreden.Cli.Tests.Sync;

[TestClass]
public sealed class SyncTests
{
    private static readonly StoredAnswer[] TwoAnswers =
    [
        new("301-1", "Hoe tevreden bent u over de snelheid?", "mark", 8, null),
        new("301-3", "Wat kunnen wij beter doen?", "text", null, "Niets, dank u."),
    ];

    [TestMethod]
    public async Task A_response_is_linked_through_the_reference_of_its_invitation()
    {
        await using var environment = await TestEnvironment.StartAsync();
        var account = environment.Account();
        var contact = environment.Contact();
        var invitation = environment.Invitation("r1", account, contact);
        var given = environment.Service.Responses.Add(new ResponseContent { Reference = "r1", Score = 8.5m, Recommendation = 9, Remark = "Snel geholpen.", Answers = TwoAnswers });

        var run = await environment.SyncAsync();

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.AreEqual(1, run["read"]);
        Assert.AreEqual(1, run["written"]);
        Assert.AreEqual(2, run["answersWritten"]);
        Assert.AreEqual(2, run["scored"]);
        var response = environment.Rows(ResponseTable.Table).Single();
        Assert.AreEqual(given.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), response.GetAttributeValue<string>(ResponseTable.ExternalId));
        Assert.AreEqual(invitation, response.GetAttributeValue<EntityReference>(ResponseTable.Invitation).Id);
        Assert.AreEqual(account, response.GetAttributeValue<EntityReference>(ResponseTable.Account).Id);
        Assert.AreEqual(contact, response.GetAttributeValue<EntityReference>(ResponseTable.Contact).Id);
        Assert.AreEqual(environment.Survey, response.GetAttributeValue<EntityReference>(ResponseTable.Survey).Id);
        Assert.AreEqual(8.5m, response.GetAttributeValue<decimal>(ResponseTable.Score));
        Assert.AreEqual((int)NpsClass.Promoter, response.GetAttributeValue<OptionSetValue>(ResponseTable.NpsClass).Value);
        Assert.AreEqual("Snel geholpen.", response.GetAttributeValue<string>(ResponseTable.Remark));
        Assert.HasCount(2, environment.Rows(AnswerTable.Table));
    }
}
