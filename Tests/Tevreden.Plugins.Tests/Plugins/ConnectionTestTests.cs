using System.Text.Json;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins;
using Tevreden.Dataverse.Plugins.Service;

namespace Tevreden.Plugins.Tests.Plugins;

[TestClass]
internal sealed class ConnectionTestTests
{
    private readonly SmallEnvironment _here = new();

    [TestMethod]
    public void The_custom_api_makes_the_connection_row_once_and_asks_for_a_test()
    {
        _here.Rows.Change(ConnectionTable.Table, _here.ConnectionId, ConnectionTable.Key, "another");
        var first = _here.Call(new TestConnectionApi(() => _here.Now))[CustomApis.ConnectionId];
        var second = _here.Call(new TestConnectionApi(() => _here.Now))[CustomApis.ConnectionId];
        Assert.AreEqual(first, second);
        Assert.AreEqual(_here.Now, Row((Guid)first)[ConnectionTable.TestRequestedOn]);
    }

    [TestMethod]
    public void A_test_that_goes_well_brings_surveys_and_locations_and_confirms()
    {
        _here.Rows.Change(ConnectionTable.Table, _here.ConnectionId, ConnectionTable.ConfirmedHost, null);
        _here.Rows.Change(ConnectionTable.Table, _here.ConnectionId, ConnectionTable.State, new OptionSetValue((int)ConnectionState.Suspended));
        Test();

        var row = Row(_here.ConnectionId);
        Assert.AreEqual("api.tevreden.nl", row[ConnectionTable.ConfirmedHost]);
        Assert.AreEqual((int)ConnectionState.Ok, row.GetAttributeValue<OptionSetValue>(ConnectionTable.State).Value);
        Assert.AreEqual(Make.Connected, row[ConnectionTable.ConnectedSince], "confirming again does not move it");
        Assert.HasCount(2, _here.Rows.All(SurveyTable.Table));
        Assert.HasCount(1, _here.Rows.All(LocationTable.Table));
        Assert.Contains("The API key came from the secret tvr_ApiKey, read as SYSTEM.", Texts("key"));
        Assert.DoesNotContain(SmallDataverse.UsualSecret, Result());
    }

    [TestMethod]
    public void The_first_confirmation_sets_since_when_cases_count()
    {
        _here.Rows.Change(ConnectionTable.Table, _here.ConnectionId, ConnectionTable.ConnectedSince, null);
        Test();
        Assert.AreEqual(_here.Now, Row(_here.ConnectionId)[ConnectionTable.ConnectedSince]);
    }

    [TestMethod]
    public void A_refused_secret_falls_back_to_the_secured_column_and_the_result_says_so()
    {
        _here.Rows.RefusesSecret = true;
        _here.Rows.Change(ConnectionTable.Table, _here.ConnectionId, ConnectionTable.ApiKey, "from-the-column");
        Test();
        Assert.AreEqual("from-the-column", _here.Service.Settings!.ApiKey);
        Assert.Contains("Not used: the secret tvr_ApiKey, read as SYSTEM (No privilege).", Texts("key"));
        Assert.Contains("The API key came from the secured column API key of the connection.", Texts("key"));
        Assert.DoesNotContain("from-the-column", Result());
    }

    [TestMethod]
    public void Without_any_key_nothing_is_confirmed_and_the_result_says_what_to_do()
    {
        _here.Rows.RefusesSecret = true;
        _here.Rows.Change(ConnectionTable.Table, _here.ConnectionId, ConnectionTable.ConfirmedHost, null);
        Test();
        Assert.IsNull(Row(_here.ConnectionId)[ConnectionTable.ConfirmedHost]);
        Assert.Contains(EnvironmentVariables.ApiKey, Result());
        Assert.IsFalse(Check("confirmed").Ok);
        Assert.Contains("There is no API key.", Texts("key"));
    }

    [TestMethod]
    [DataRow("http://api.tevreden.nl")]
    [DataRow("api.tevreden.nl")]
    [DataRow("ftp://api.tevreden.nl")]
    public void An_address_that_is_not_https_is_refused(string address)
    {
        _here.Rows.Change("environmentvariablevalue", Make.Id(13), "value", address);
        Test();
        Assert.IsNull(_here.Service.Settings);
        Assert.Contains("https://", Checks().Single(c => c.Check == "address").Fix!);
    }

    [TestMethod]
    public void The_result_is_in_the_language_of_who_asked()
    {
        var user = Guid.NewGuid();
        _here.Rows.Put(new Entity("usersettings", user) { ["systemuserid"] = user, ["uilanguageid"] = 1043 });
        _here.Rows.Change(ConnectionTable.Table, _here.ConnectionId, ConnectionTable.TestRequestedBy, new EntityReference("systemuser", user));
        Test();
        Assert.StartsWith("Bevestigd", Check("confirmed").Text);
    }

    [TestMethod]
    public void A_key_whose_index_is_not_built_yet_is_named_and_nothing_is_confirmed_or_written()
    {
        _here.Rows.InactiveKeys.Add(SurveyTable.Table);
        _here.Rows.Change(ConnectionTable.Table, _here.ConnectionId, ConnectionTable.ConfirmedHost, null);
        Test();
        Assert.Contains("tvr_survey.tvr_externalid", Check("alternatekeys").Text);
        Assert.IsFalse(Check("confirmed").Ok);
        Assert.HasCount(1, _here.Rows.All(SurveyTable.Table));
    }

    [TestMethod]
    [DataRow(SurveyServiceProblem.Key, "key")]
    [DataRow(SurveyServiceProblem.Network, "service")]
    [DataRow(SurveyServiceProblem.Encryption, "encryption")]
    [DataRow(SurveyServiceProblem.Setup, "profile")]
    [DataRow(SurveyServiceProblem.Answer, "service")]
    public void Each_kind_of_trouble_with_the_service_has_its_check_and_its_fix(object kind, string check)
    {
        _here.Service.Trouble = new SurveyServiceException((SurveyServiceProblem)kind, "why", new InvalidOperationException());
        Test();
        var found = Checks().Single(c => c.Check == check && !c.Ok && c.Warning != true);
        Assert.IsNotNull(found.Fix);
        Assert.IsFalse(Check("confirmed").Ok);
    }

    [TestMethod]
    public void A_platform_that_the_service_does_not_name_is_refused_with_those_it_names()
    {
        _here.Rows.Change("environmentvariabledefinition", Make.Id(11), "defaultvalue", "handel");
        Test();
        Assert.Contains("zorg", Checks().Single(c => c.Check == "platform" && !c.Ok).Fix!);
        Assert.IsFalse(Check("confirmed").Ok);
    }

    [TestMethod]
    public void A_step_that_is_disabled_is_named_and_so_is_that_there_are_none()
    {
        var step = _here.Rows.Only("sdkmessageprocessingstep").Id;
        _here.Rows.Change("sdkmessageprocessingstep", step, "statecode", new OptionSetValue(1));
        Test();
        Assert.Contains("Create of incidentresolution", Check("steps").Text);
        Assert.IsFalse(Check("confirmed").Ok);

        _here.Rows.Change("sdkmessageprocessingstep", step, "plugintypeid", null);
        Test();
        Assert.IsFalse(Check("steps").Ok);
    }

    [TestMethod]
    [DataRow(30, true)]
    [DataRow(-400, false)]
    public void A_clock_that_is_off_is_a_warning_and_no_more(int seconds, bool ok)
    {
        _here.Service.Time = _here.Now.AddSeconds(seconds);
        Test();
        Assert.AreEqual(ok, Check("clock").Ok);
        Assert.IsTrue(Check("confirmed").Ok);
    }

    [TestMethod]
    public void A_rule_without_mapping_or_survey_a_pause_and_a_missing_runner_are_warnings()
    {
        var bare = _here.Rows.Put(new Entity(RuleTable.Table) { [RuleTable.Name] = "Bare", [RuleTable.Order] = 2 });
        _here.Rows.Change(ConnectionTable.Table, _here.ConnectionId, ConnectionTable.Paused, true);
        _here.Rows.Change(ConnectionTable.Table, _here.ConnectionId, ConnectionTable.TestRecipient, "test@example.nl");
        Test();
        Assert.HasCount(2, Checks().Where(c => c.Check == "rules" && c.Warning == true && c.Text.Contains("'Bare'", StringComparison.Ordinal)).ToList());
        Assert.HasCount(2, Checks().Where(c => c.Check == "mode").ToList());
        Assert.IsTrue(Check("runner").Warning);
        Assert.IsTrue(Check("confirmed").Ok);
        Assert.DoesNotContain("test@example.nl", Result());
        Assert.AreNotEqual(Guid.Empty, bare);
    }

    [TestMethod]
    public void A_green_test_closes_the_alerts_and_asks_for_what_waited()
    {
        _here.Plan(_here.Resolve());
        _here.Rows.Change(InvitationTable.Table, _here.Invitation.Id, InvitationTable.Reason, new OptionSetValue((int)InvitationReason.WaitingSuspended));
        _here.Rows.Put(new Entity(AlertTable.Table) { [AlertTable.Key] = "connectionsuspended", [AlertTable.Kind] = new OptionSetValue((int)AlertKind.ConnectionSuspended) });
        Test();
        Assert.AreEqual(_here.Now, _here.Invitation[InvitationTable.SendRequestedOn]);
        Assert.IsNotNull(_here.Rows.Only(AlertTable.Table).GetAttributeValue<DateTime?>(AlertTable.ResolvedOn));
    }

    private void Test() => _here.Run(
        new RunConnectionTest(() => _here.Now, _here.Service.Connect),
        "Update",
        new Entity(ConnectionTable.Table, _here.ConnectionId) { [ConnectionTable.TestRequestedOn] = _here.Now });

    private Entity Row(Guid id) => _here.Rows.All(ConnectionTable.Table).Single(r => r.Id == id);

    private string Result() => Row(_here.ConnectionId).GetAttributeValue<string>(ConnectionTable.TestResult);

    private List<Found> Checks() => JsonSerializer.Deserialize<List<Found>>(Result(), JsonSerializerOptions.Web)!;

    private Found Check(string name) => Checks().Single(c => c.Check == name);

    private List<string> Texts(string name) => Checks().Where(c => c.Check == name).Select(c => c.Text).ToList();

    private sealed record Found(string Check, bool Ok, bool? Warning, string Text, string? Fix);
}
