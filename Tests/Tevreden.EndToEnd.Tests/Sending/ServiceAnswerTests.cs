using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Demo.Service.Faults;
using Tevreden.EndToEnd.Tests.Rules;
using Tevreden.Sandbox.Engine;

namespace Tevreden.EndToEnd.Tests.Sending;

/// <summary>What each misbehaviour of the service makes of an invitation; the product goes back to its beginning before each.</summary>
[TestClass]
public sealed class ServiceAnswerTests
{
    private static Product _product = null!;
    private static EngineSnapshot _beginning = null!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext context)
    {
        _product = await Product.StartAsync(new EngineOptions { ShuffleJobs = false }, quietPeriodDays: 30);
        _beginning = _product.Engine.TakeSnapshot();
    }

    [ClassCleanup]
    public static async Task StopAsync() => await _product.DisposeAsync();

    [TestInitialize]
    public void GoBack()
    {
        _product.Engine.Restore(_beginning);
        _product.Service.Reset();
    }

    [TestMethod]
    [DataRow(400)]
    [DataRow(403)]
    [DataRow(404)]
    [DataRow(405)]
    [DataRow(501)]
    public async Task What_the_service_refuses_fails_with_its_message_and_gives_the_contact_back(int status)
    {
        _product.Fails(status);
        var invitation = await _product.ResolveOneAsync();

        Assert.AreEqual(InvitationStatus.Failed, invitation.Status());
        Assert.AreEqual(InvitationReason.RejectedByService, invitation.Reason());
        Assert.IsFalse(string.IsNullOrEmpty(invitation.GetAttributeValue<string>(InvitationTable.LastError)));
        Assert.IsNull(_product.Rows(ContactStateTable.Table).Single().GetAttributeValue<DateTime?>(ContactStateTable.LastInvitedOn));
        Assert.AreEqual(1, _product.Calls());
    }

    [TestMethod]
    public async Task The_result_of_the_import_is_kept_with_the_line_that_it_is_about()
    {
        foreach (var survey in _product.Rows(SurveyTable.Table))
            _product.Change(survey, SurveyTable.ExternalId, "weg-" + survey.GetAttributeValue<string>(SurveyTable.ExternalId));
        var invitation = await _product.ResolveOneAsync();

        Assert.AreEqual(InvitationReason.RejectedByService, invitation.Reason());
        Assert.Contains("Deze vragenlijst is er niet.", invitation.Explanation());
        Assert.AreEqual("Deze vragenlijst is er niet.", invitation.GetAttributeValue<string>(InvitationTable.LastError));
    }

    [TestMethod]
    [DataRow(420, nameof(InvitationReason.WaitingThrottled))]
    [DataRow(429, nameof(InvitationReason.WaitingThrottled))]
    [DataRow(500, nameof(InvitationReason.WaitingForRetry))]
    [DataRow(503, nameof(InvitationReason.WaitingForRetry))]
    public async Task What_did_not_go_out_is_tried_again_when_a_runner_asks_and_then_sent_once(int status, string reason)
    {
        _product.Fails(status, times: 1, retryAfter: 60);
        var invitation = await _product.ResolveOneAsync();
        Assert.AreEqual(InvitationStatus.Planned, invitation.Status());
        Assert.AreEqual(reason, invitation.Reason().ToString());
        Assert.IsGreaterThan(TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(50), invitation.GetAttributeValue<DateTime>(InvitationTable.NextAttemptOn));
        Assert.AreEqual(0, await _product.RunDueAsync(), "not before the service wants it");

        _product.Passes(invitation, TimeSpan.FromMinutes(2));
        _product.Change(_product.Connection(), ConnectionTable.ThrottledUntil, null);
        Assert.AreEqual(1, await _product.RunDueAsync());
        Assert.AreEqual(InvitationStatus.Sent, _product.Again(invitation).Status());
        Assert.AreEqual(2, _product.Again(invitation).GetAttributeValue<int>(InvitationTable.Attempts));
        Assert.HasCount(1, _product.Service.Received);
    }

    [TestMethod]
    public async Task What_can_not_be_sent_expires_and_a_person_may_have_it_tried_again()
    {
        _product.Fails(503, times: 1);
        var invitation = await _product.ResolveOneAsync();
        _product.Passes(invitation, TimeSpan.FromDays(20));
        await _product.RunDueAsync();
        Assert.AreEqual(InvitationReason.Expired, _product.Again(invitation).Reason());
        Assert.IsNull(_product.Rows(ContactStateTable.Table).Single().GetAttributeValue<DateTime?>(ContactStateTable.LastInvitedOn));

        Assert.AreEqual(1, _product.Request("send", [invitation.Id]).Results[CustomApis.Asked]);
        await _product.RunAsync();
        Assert.AreEqual(InvitationStatus.Sent, _product.Again(invitation).Status());
    }

    [TestMethod]
    [DataRow("LostAnswer", 1)]
    [DataRow("Broken", 1)]
    [DataRow("Truncated", 1)]
    [DataRow("Html", 0)]
    [DataRow("502", 0)]
    [DataRow("504", 0)]
    public async Task A_lost_answer_is_uncertain_sent_again_by_nobody_and_by_a_person_only_who_looked(string fault, int received)
    {
        if (int.TryParse(fault, out var status))
            _product.Fails(status, times: 1);
        else
            _product.Fails(Enum.Parse<FaultKind>(fault));
        var invitation = await _product.ResolveOneAsync();
        Assert.AreEqual(InvitationReason.Uncertain, invitation.Reason());
        Assert.HasCount(received, _product.Service.Received);
        Assert.IsNotNull(_product.Rows(ContactStateTable.Table).Single().GetAttributeValue<DateTime?>(ContactStateTable.LastInvitedOn), "the contact may have it");

        _product.Passes(invitation, TimeSpan.FromHours(1));
        Assert.AreEqual(0, await _product.RunDueAsync());
        Assert.AreEqual(0, _product.Request("plan", [invitation.Id]).Results[CustomApis.Asked]);
        await _product.RunAsync();
        Assert.HasCount(received, _product.Service.Received);

        _product.Request("send", [invitation.Id]);
        await _product.RunAsync();
        Assert.AreEqual(InvitationStatus.Sent, _product.Again(invitation).Status());
        Assert.HasCount(received + 1, _product.Service.Received);
    }

    [TestMethod]
    public async Task A_busy_service_is_asked_again_at_the_place_it_gave()
    {
        _product.Service.Faults.Add(new Fault { Kind = FaultKind.Busy, StillBusy = 1, Times = 1 });
        var invitation = await _product.ResolveOneAsync();
        Assert.AreEqual(InvitationStatus.Accepted, invitation.Status());
        Assert.AreEqual("/invitations/tasks/1", invitation.GetAttributeValue<string>(InvitationTable.StatusLocation));

        Assert.AreEqual(1, await _product.RunDueAsync());
        Assert.AreEqual(InvitationStatus.Accepted, _product.Again(invitation).Status(), "still busy");
        _product.Request("send", [invitation.Id]);
        await _product.RunAsync();
        Assert.AreEqual(InvitationStatus.Sent, _product.Again(invitation).Status());
        Assert.AreEqual(1, _product.Calls());
        Assert.AreEqual("U5001", _product.Again(invitation).GetAttributeValue<string>(InvitationTable.ExternalId));
    }

    [TestMethod]
    public async Task A_place_that_is_gone_leaves_it_uncertain()
    {
        _product.Service.Faults.Add(new Fault { Kind = FaultKind.Busy, StillBusy = 1, Times = 1 });
        var invitation = await _product.ResolveOneAsync();
        _product.Fails(404);
        await _product.RunDueAsync();
        Assert.AreEqual(InvitationReason.Uncertain, _product.Again(invitation).Reason());
    }

    [TestMethod]
    public async Task A_throttle_is_noted_for_all_workers_and_the_next_invitation_makes_no_call()
    {
        _product.Fails(420, times: 1, retryAfter: 300);
        await _product.ResolveOneAsync();
        var second = await _product.ResolveOneAsync();
        Assert.AreEqual(InvitationReason.WaitingThrottled, second.Reason());
        Assert.AreEqual(1, _product.Calls());
        Assert.IsEmpty(_product.Service.Received);
    }
}
