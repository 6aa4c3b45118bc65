using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins;

namespace Tevreden.FakeXrmEasy.Tests;

[TestClass]
internal sealed class CustomApiTests
{
    private readonly FakedEnvironment _here = new();

    [TestMethod]
    public void PlanCase_plans_what_no_event_told_and_says_how_much()
    {
        _here.Resolve();

        Assert.AreEqual(1, PlanCase()[CustomApis.Written]);
        Assert.AreEqual(0, PlanCase()[CustomApis.Written]);
    }

    [TestMethod]
    public void PlanCase_without_a_case_says_what_it_expects()
    {
        var refusal = Assert.ThrowsExactly<InvalidPluginExecutionException>(() => _here.Run(new PlanCaseApi(() => _here.Now), CustomApis.PlanCase));

        Assert.Contains(CustomApis.CaseId, refusal.Message);
    }

    [TestMethod]
    public void TestConnection_asks_for_a_test_of_the_row_that_is_there()
    {
        var output = _here.Run(new TestConnectionApi(() => _here.Now), CustomApis.TestConnection);

        Assert.AreEqual(_here.ConnectionId, output[CustomApis.ConnectionId]);
        Assert.AreEqual(FakedEnvironment.Start, _here.All(ConnectionTable.Table).Single()[ConnectionTable.TestRequestedOn]);
    }

    [TestMethod]
    public void TestConnection_makes_the_row_where_there_is_none()
    {
        _here.Service.Delete(ConnectionTable.Table, _here.ConnectionId);
        var output = _here.Run(new TestConnectionApi(() => _here.Now), CustomApis.TestConnection);

        var row = _here.All(ConnectionTable.Table).Single();
        Assert.AreEqual(row.Id, output[CustomApis.ConnectionId]);
        Assert.AreEqual(ConnectionTable.TheKey, row[ConnectionTable.Key]);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1001)]
    public void RunDue_refuses_a_number_of_rows_out_of_range(int top)
    {
        var refusal = Assert.ThrowsExactly<InvalidPluginExecutionException>(
            () => _here.Run(new RunDueApi(() => _here.Now), CustomApis.RunDue, inputs: (CustomApis.Top, top)));

        Assert.Contains(CustomApis.Top, refusal.Message);
    }

    [TestMethod]
    public void RunDue_asks_for_what_is_due_and_leaves_the_rest()
    {
        _here.Resolve();
        PlanCase();
        var row = _here.Invitation;
        _here.Change(InvitationTable.Table, row.Id, InvitationTable.DueOn, FakedEnvironment.Start.AddHours(1));
        Assert.AreEqual(0, RunDue());

        _here.Now = FakedEnvironment.Start.AddHours(2);
        Assert.AreEqual(1, RunDue());
        Assert.AreEqual(_here.Now, _here.Invitation[InvitationTable.SendRequestedOn]);
    }

    private int RunDue() => (int)_here.Run(new RunDueApi(() => _here.Now), CustomApis.RunDue)[CustomApis.Asked];

    private ParameterCollection PlanCase() => _here.Run(new PlanCaseApi(() => _here.Now), CustomApis.PlanCase, inputs: (CustomApis.CaseId, FakedEnvironment.CaseId));
}
