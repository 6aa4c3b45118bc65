using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins;

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
        Assert.Contains("read as SYSTEM: used", Result());
        Assert.DoesNotContain(SmallDataverse.Secret, Result());
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
        Assert.Contains("read as SYSTEM: not used: No privilege.", Result());
        Assert.Contains("secured column of the connection: used", Result());
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
        Assert.Contains("Not confirmed", Result());
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
        Assert.Contains("https://", Result());
    }

    private void Test() => _here.Run(
        new RunConnectionTest(() => _here.Now, _here.Service.Connect),
        "Update",
        new Entity(ConnectionTable.Table, _here.ConnectionId) { [ConnectionTable.TestRequestedOn] = _here.Now });

    private Entity Row(Guid id) => _here.Rows.All(ConnectionTable.Table).Single(r => r.Id == id);

    private string Result() => Row(_here.ConnectionId).GetAttributeValue<string>(ConnectionTable.TestResult);
}
