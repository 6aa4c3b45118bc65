using Tevreden.Dataverse.Plugins.Core.Sending;

namespace Tevreden.Plugins.Tests.Sending;

[TestClass]
internal sealed class QuietPeriodTests
{
    private static readonly Guid Contact = Make.Id(1);
    private static readonly Guid Mine = Make.Id(2);
    private static readonly Guid Other = Make.Id(3);
    private static readonly TimeSpan Period = TimeSpan.FromDays(30);

    [TestMethod]
    public void The_key_is_made_of_the_contact_s_id() =>
        Assert.AreEqual("c-00000001-0000-0000-0000-000000000000", QuietPeriod.Key(Contact));

    [TestMethod]
    public void Of_several_invitations_the_last_counts()
    {
        var (earlier, later) = (State(Make.Now.AddDays(-40), Other), State(Make.Now.AddDays(-2), Other) with { Key = QuietPeriod.Key(Make.Id(9)) });
        Assert.IsInstanceOfType<Reservation.Refused>(Before(earlier, later));
        Assert.IsInstanceOfType<Reservation.Refused>(Before(later, earlier));
    }

    [TestMethod]
    public void Its_own_reservation_on_a_merged_contact_s_row_is_no_obstacle_either_and_is_the_one_taken_anew()
    {
        var own = State(Make.Now.AddHours(-3), Mine) with { Key = QuietPeriod.Key(Make.Id(9)) };
        Assert.AreEqual(own, Reserve(State(Make.Now.AddDays(-40), Other), own).Existing);
    }

    [TestMethod]
    public void A_contact_never_invited_is_reserved_with_a_new_row() => Assert.IsNull(Reserve().Existing);

    [TestMethod]
    public void A_contact_invited_within_the_period_is_refused()
    {
        var last = Make.Now - Period + TimeSpan.FromSeconds(1);
        Assert.AreEqual(last, ((Reservation.Refused)Before(State(last, Other))).LastInvitedOn);
    }

    [TestMethod]
    public void A_contact_invited_before_the_period_is_reserved() => Assert.IsNotNull(Reserve(State(Make.Now - Period, Other)).Existing);

    [TestMethod]
    public void Its_own_reservation_is_no_obstacle_to_a_retry_and_is_taken_anew() => Assert.AreEqual(Mine, Reserve(State(Make.Now, Mine)).Existing!.ReservedBy);

    [TestMethod]
    public void Its_own_reservation_does_not_hide_an_invitation_before_it() =>
        Assert.IsInstanceOfType<Reservation.Refused>(Before(State(Make.Now, Mine) with { PreviousInvitedOn = Make.Now.AddDays(-1) }));

    [TestMethod]
    public void An_invitation_of_a_contact_that_was_merged_into_this_one_counts() => Assert.IsInstanceOfType<Reservation.Refused>(
        Before(State(null, null), State(Make.Now.AddDays(-1), Other) with { Key = QuietPeriod.Key(Make.Id(9)) }));

    [TestMethod]
    public void Without_a_quiet_period_everybody_may_be_invited_and_it_is_kept() =>
        Assert.IsInstanceOfType<Reservation.Reserve>(QuietPeriod.Before(Contact, [State(Make.Now, Other)], Mine, TimeSpan.Zero, Make.Now));

    private static Reservation.Reserve Reserve(params ContactStateFacts[] states) => Assert.IsInstanceOfType<Reservation.Reserve>(Before(states));

    private static Reservation Before(params ContactStateFacts[] states) => QuietPeriod.Before(Contact, states, Mine, Period, Make.Now);

    private static ContactStateFacts State(DateTime? last, Guid? by) => new(Make.Id(50), "1", QuietPeriod.Key(Contact), last, by, null);
}
