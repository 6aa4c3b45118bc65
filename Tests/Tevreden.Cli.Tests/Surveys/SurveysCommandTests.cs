using Microsoft.Xrm.Sdk;
using Tevreden.Cli.Tests.Support;
using Tevreden.Dataverse.Names;

namespace Tevreden.Cli.Tests.Surveys;

[TestClass]
public sealed class SurveysCommandTests
{
    [TestMethod]
    public async Task Surveys_brings_every_survey_and_location_that_the_service_offers()
    {
        await using var environment = await TestEnvironment.StartAsync();

        var run = await environment.RunAsync("surveys", []);

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        CollectionAssert.AreEquivalent(
            new[] { "301", "302", "303" }, environment.Rows(SurveyTable.Table).Select(row => row.GetAttributeValue<string>(SurveyTable.ExternalId)).ToList());
        CollectionAssert.Contains(environment.Rows(LocationTable.Table).Select(row => row.GetAttributeValue<string>(LocationTable.Name)).ToList(), "Súdwest-Fryslân");
    }

    [TestMethod]
    public async Task A_second_refresh_writes_nothing_but_its_run_row()
    {
        await using var environment = await TestEnvironment.StartAsync();
        await environment.RunAsync("surveys", []);

        var run = await environment.RunAsync("surveys", []);

        Assert.AreEqual(0, run["surveysWritten"] + run["locationsWritten"], run.ToString());
        Assert.IsFalse(environment.Requests.Any(request => request.RequestName == "UpsertMultiple"));
    }

    [TestMethod]
    public async Task A_survey_that_is_offered_no_more_becomes_inactive_and_keeps_its_settings()
    {
        await using var environment = await TestEnvironment.StartAsync();
        var gone = environment.MakeSurvey("999", anonymous: true);
        environment.Admin.Update(new Entity(SurveyTable.Table, gone) { [SurveyTable.Active] = true });

        var run = await environment.RunAsync("surveys", []);

        Assert.AreEqual(1, run["surveysGone"], run.ToString());
        Assert.IsFalse(environment.Row(SurveyTable.Table, gone).GetAttributeValue<bool>(SurveyTable.Active));
        Assert.IsTrue(environment.Row(SurveyTable.Table, gone).GetAttributeValue<bool>(SurveyTable.Anonymous));
    }
}
