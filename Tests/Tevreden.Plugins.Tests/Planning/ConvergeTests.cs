using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core;
using Tevreden.Dataverse.Plugins.Core.Planning;

namespace Tevreden.Plugins.Tests.Planning;

[TestClass]
internal sealed class ConvergeTests
{
    [TestMethod]
    public void A_resolution_that_stands_is_planned_under_a_key_of_case_and_resolution()
    {
        var created = Only<CreateInvitation>(Converge.Case(Make.Plan(Make.Case(resolutions: Make.Resolution(1))))).Invitation;

        Assert.AreEqual(InvitationStatus.Planned, created.Outcome.Status);
        Assert.AreEqual("00000001-0000-0000-0000-000000000000", created.Key);
        Assert.MatchesRegex("^[0-9a-f]{32}$", created.Reference);
        Assert.AreEqual(1, created.Cycle);
        Assert.IsNull(created.Outcome.ReopenedOn);
    }

    [TestMethod]
    public void The_reference_depends_on_organisation_case_and_resolution()
    {
        var references = new[]
        {
            InvitationIdentity.Reference(Make.Id(1), Make.Id(2), "none"),
            InvitationIdentity.Reference(Make.Id(9), Make.Id(2), "none"),
            InvitationIdentity.Reference(Make.Id(1), Make.Id(9), "none"),
            InvitationIdentity.Reference(Make.Id(1), Make.Id(2), "u20260101000000"),
        };
        Assert.HasCount(4, references.Distinct().ToList());
        Assert.AreEqual(references[0], InvitationIdentity.Reference(Make.Id(1), Make.Id(2), "none"));
    }

    [TestMethod]
    [DataRow(CaseState.Active, false, InvitationReason.CaseReopened)]
    [DataRow(CaseState.Cancelled, false, InvitationReason.CaseCancelled)]
    [DataRow(CaseState.Cancelled, true, InvitationReason.CaseMerged)]
    public void A_resolution_that_no_longer_stands_gets_a_cancelled_row_that_says_why(CaseState state, bool merged, InvitationReason reason)
    {
        var created = Only<CreateInvitation>(Converge.Case(Make.Plan(Make.Case(state, Make.Resolution(1)) with { Merged = merged }))).Invitation;
        Assert.AreEqual(InvitationStatus.Cancelled, created.Outcome.Status);
        Assert.AreEqual(reason, created.Outcome.Reason);
        Assert.IsNotNull(created.Outcome.ReopenedOn);
    }

    [TestMethod]
    public void Of_two_resolutions_the_newest_is_decided_and_the_other_was_reopened()
    {
        var created = Converge.Case(Make.Plan(Make.Case(CaseState.Resolved, Make.Resolution(2), Make.Resolution(1)))).Cast<CreateInvitation>().ToList();
        Assert.AreEqual(InvitationReason.CaseReopened, created.Single(c => c.Invitation.Cycle == 1).Invitation.Outcome.Reason);
        Assert.AreEqual(InvitationStatus.Planned, created.Single(c => c.Invitation.Cycle == 2).Invitation.Outcome.Status);
    }

    [TestMethod]
    public void In_one_second_the_row_version_tells_which_resolution_is_the_newest()
    {
        var created = Converge.Case(Make.Plan(Make.Case(
            CaseState.Resolved, Make.Resolution(1, Make.Now, version: 20), Make.Resolution(2, Make.Now, version: 10)))).Cast<CreateInvitation>();
        Assert.AreEqual(InvitationIdentity.Text(Make.Id(1)), created.Single(c => c.Invitation.Outcome.Status == InvitationStatus.Planned).Invitation.ResolutionId);
    }

    [TestMethod]
    [DataRow(InvitationStatus.Accepted)]
    [DataRow(InvitationStatus.Sent)]
    [DataRow(InvitationStatus.Answered)]
    [DataRow(InvitationStatus.Skipped)]
    [DataRow(InvitationStatus.Failed)]
    public void What_is_done_keeps_its_status_when_the_case_is_reopened(InvitationStatus status)
    {
        var change = Only<ChangeInvitation>(Converge.Case(Make.Plan(
            Make.Case(CaseState.Active, Make.Resolution(1)), null, Make.Invitation(1, status, InvitationReason.NoEmail))));
        Assert.IsNotNull(change.ReopenedOn);
        Assert.IsNull(change.Status);
        Assert.IsNull(change.Reason);
        Assert.IsNull(change.CancelRequestedOn);
    }

    [TestMethod]
    public void What_is_planned_is_cancelled_when_the_case_is_reopened()
    {
        var change = Only<ChangeInvitation>(Converge.Case(Make.Plan(Make.Case(CaseState.Active, Make.Resolution(1)), null, Make.Invitation(1))));
        Assert.AreEqual(InvitationStatus.Cancelled, change.Status);
        Assert.AreEqual(InvitationReason.CaseReopened, change.Reason);
        Assert.IsNotNull(change.ReopenedOn);
        Assert.IsNull(change.CancelRequestedOn);
    }

    [TestMethod]
    public void One_that_was_tried_before_is_cancelled_through_the_sender_who_gives_its_contact_back() => Assert.IsNotNull(
        Only<ChangeInvitation>(Converge.Case(Make.Plan(Make.Case(CaseState.Active, Make.Resolution(1)), null, Make.Invitation(1, attempts: 2)))).CancelRequestedOn);

    [TestMethod]
    public void What_is_being_sent_is_asked_to_stop_when_the_case_is_reopened()
    {
        var change = Only<ChangeInvitation>(Converge.Case(Make.Plan(
            Make.Case(CaseState.Active, Make.Resolution(1)), null, Make.Invitation(1, InvitationStatus.Sending))));
        Assert.IsNull(change.Status);
        Assert.IsNotNull(change.CancelRequestedOn);
        Assert.IsNotNull(change.ReopenedOn);
    }

    [TestMethod]
    [DataRow(InvitationStatus.Sending)]
    [DataRow(InvitationStatus.Sent)]
    [DataRow(InvitationStatus.Cancelled)]
    public void What_is_marked_already_is_not_written_again(InvitationStatus status) => Assert.IsEmpty(Converge.Case(Make.Plan(
        Make.Case(CaseState.Active, Make.Resolution(1)), null, Make.Invitation(1, status, InvitationReason.CaseReopened, reopened: true))));

    [TestMethod]
    public void The_reason_of_a_cancelled_row_follows_the_case()
    {
        var change = Only<ChangeInvitation>(Converge.Case(Make.Plan(
            Make.Case(CaseState.Cancelled, Make.Resolution(1)), null, Make.Invitation(1, InvitationStatus.Cancelled, InvitationReason.CaseReopened, reopened: true))));
        Assert.AreEqual(InvitationReason.CaseCancelled, change.Reason);
    }

    [TestMethod]
    public void A_row_that_a_person_cancelled_keeps_that_reason() => Assert.IsEmpty(Converge.Case(Make.Plan(
        Make.Case(CaseState.Cancelled, Make.Resolution(1)),
        null,
        Make.Invitation(1, InvitationStatus.Cancelled, InvitationReason.CancelledByPerson, reopened: true))));

    [TestMethod]
    public void What_was_once_not_current_never_is_again() => Assert.AreEqual(
        InvitationStatus.Cancelled,
        Only<ChangeInvitation>(Converge.Case(Make.Plan(Make.Case(resolutions: Make.Resolution(1)), null, Make.Invitation(1, reopened: true)))).Status);

    [TestMethod]
    public void A_row_that_stands_is_left_alone() =>
        Assert.IsEmpty(Converge.Case(Make.Plan(Make.Case(resolutions: Make.Resolution(1)), null, Make.Invitation(1))));

    [TestMethod]
    public void Without_a_connection_nothing_is_written() =>
        Assert.IsEmpty(Converge.Case(Make.Plan(Make.Case(resolutions: Make.Resolution(1))) with { ConnectedSince = null }));

    [TestMethod]
    [DataRow(-1, 0)]
    [DataRow(0, 1)]
    public void A_resolution_from_before_the_connection_gets_no_row(int secondsAfter, int rows) => Assert.HasCount(
        rows, Converge.Case(Make.Plan(Make.Case(resolutions: Make.Resolution(1, Make.Connected.AddSeconds(secondsAfter))))));

    [TestMethod]
    public void A_resolution_row_made_now_for_a_case_that_ended_before_the_connection_gets_no_row() => Assert.IsEmpty(
        Converge.Case(Make.Plan(Make.Case(resolutions: Make.Resolution(1, Make.Now, Make.Connected.AddDays(-2))))));

    [TestMethod]
    [DataRow("2026-03-10T09:30:00Z", null, "2026-03-10T09:30:00Z")]
    [DataRow("2026-03-10T09:30:00Z", "2026-03-10T00:00:00Z", "2026-03-10T09:30:00Z")]
    [DataRow("2026-03-10T09:30:00Z", "2026-03-09T23:00:00Z", "2026-03-10T09:30:00Z")]
    [DataRow("2026-03-10T09:30:00Z", "2026-03-08T23:00:00Z", "2026-03-08T23:00:00Z")]
    [DataRow("2026-03-10T09:30:00Z", "2026-03-10T08:11:07Z", "2026-03-10T08:11:07Z")]
    [DataRow("2026-03-10T09:30:00Z", "2026-03-11T00:00:00Z", "2026-03-10T09:30:00Z")]
    public void Resolved_on_is_the_earlier_of_actual_end_and_created_on_but_a_date_is_no_time(string createdOn, string? actualEnd, string expected)
    {
        var resolution = Resolution.Of(Make.Resolution(1, Utc(createdOn), actualEnd is null ? null : Utc(actualEnd)));
        Assert.AreEqual(Utc(expected), resolution.ResolvedOn);
    }

    [TestMethod]
    public void A_direct_update_without_resolution_row_is_a_resolution_named_after_its_second()
    {
        var created = Only<CreateInvitation>(Converge.Case(Make.Plan(Make.Case(), SetToResolved(Make.Now)))).Invitation;
        Assert.AreEqual("u20260310120000", created.ResolutionId);
        Assert.AreEqual(Make.Now, created.ResolvedOn);
        Assert.AreEqual(InvitationStatus.Planned, created.Outcome.Status);
    }

    [TestMethod]
    [DataRow(60, 1)]
    [DataRow(61, 2)]
    public void An_update_within_a_minute_of_a_resolution_row_is_that_resolution(int secondsAfter, int rows) => Assert.HasCount(
        rows, Converge.Case(Make.Plan(Make.Case(resolutions: Make.Resolution(1, Make.Now)), SetToResolved(Make.Now.AddSeconds(secondsAfter)))));

    [TestMethod]
    [DataRow(CaseState.Resolved, CaseState.Resolved)]
    [DataRow(CaseState.Resolved, CaseState.Active)]
    [DataRow(CaseState.Active, CaseState.Cancelled)]
    [DataRow(CaseState.Cancelled, CaseState.Active)]
    public void An_update_that_did_not_resolve_is_no_resolution(CaseState before, CaseState after) =>
        Assert.IsEmpty(Converge.Case(Make.Plan(Make.Case(), PlanEvent.StateChanged(Make.Now, before, after))));

    [TestMethod]
    public void A_direct_update_of_a_case_that_is_no_longer_resolved_is_nothing() =>
        Assert.IsEmpty(Converge.Case(Make.Plan(Make.Case(CaseState.Active), SetToResolved(Make.Now))));

    [TestMethod]
    public void Reconcile_finds_a_resolved_case_without_any_resolution_row()
    {
        var created = Only<CreateInvitation>(Converge.Case(Make.Plan(Make.Case(), PlanEvent.Reconcile))).Invitation;
        Assert.AreEqual("none", created.ResolutionId);
        Assert.AreEqual(Make.Now, created.ResolvedOn);
    }

    [TestMethod]
    public void Reconcile_after_a_direct_update_adds_nothing() => Assert.IsEmpty(Converge.Case(Make.Plan(
        Make.Case(), PlanEvent.Reconcile, Make.Invitation(1) with { ResolutionId = "u20260310120000" })));

    [TestMethod]
    public void A_direct_update_that_reconcile_found_first_adds_nothing() => Assert.IsEmpty(Converge.Case(Make.Plan(
        Make.Case(), SetToResolved(Make.Now), Make.Invitation(0) with { ResolutionId = "none" })));

    [TestMethod]
    public void A_resolution_that_a_merge_brought_from_another_case_gets_no_second_row()
    {
        var other = Make.Invitation(1, InvitationStatus.Sent) with { CaseId = InvitationIdentity.Text(Make.Id(77)) };
        Assert.IsEmpty(Converge.Case(Make.Plan(Make.Case(resolutions: Make.Resolution(1)), null, other)));
    }

    [TestMethod]
    public void A_deleted_case_cancels_what_waits_and_nothing_else()
    {
        var writes = Converge.DeletedCase(
            [Make.Invitation(1), Make.Invitation(2, InvitationStatus.Sent), Make.Invitation(3, InvitationStatus.Sending)], Make.Now).Cast<ChangeInvitation>().ToList();
        Assert.HasCount(2, writes);
        Assert.AreEqual(InvitationReason.CaseDeleted, writes.Single(w => w.Id == Make.Id(1001)).Reason);
        Assert.IsNotNull(writes.Single(w => w.Id == Make.Id(1003)).CancelRequestedOn);
    }

    private static PlanEvent SetToResolved(DateTime on) => PlanEvent.StateChanged(on, CaseState.Active, CaseState.Resolved);

    private static T Only<T>(IReadOnlyList<InvitationWrite> writes)
        where T : InvitationWrite
    {
        Assert.HasCount(1, writes);
        return Assert.IsInstanceOfType<T>(writes[0]);
    }

    private static DateTime Utc(string text) => DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AdjustToUniversal);
}
