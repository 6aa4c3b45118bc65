using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core;
using Tevreden.Dataverse.Plugins.Core.Planning;

namespace Tevreden.Plugins.Tests.Planning;

[TestClass]
internal sealed class ReadAgainTests
{
    private static readonly CaseFacts Case = Make.Case(CaseState.Resolved, Make.Resolution(1), Make.Resolution(2));

    [TestMethod]
    public void A_case_that_shows_the_resolutions_of_all_its_invitations_was_read_late_enough()
    {
        Assert.IsFalse(Converge.MustReadAgain(Case, []));
        Assert.IsFalse(Converge.MustReadAgain(Case, [Make.Invitation(1), Make.Invitation(2)]));
    }

    [TestMethod]
    public void A_case_that_does_not_show_the_resolution_of_a_current_invitation_was_read_too_early() =>
        Assert.IsTrue(Converge.MustReadAgain(Case, [Make.Invitation(1), Make.Invitation(3)]));

    [TestMethod]
    public void What_is_no_longer_current_or_is_for_another_case_asks_for_no_second_look() => Assert.IsFalse(Converge.MustReadAgain(
        Case,
        [Make.Invitation(3, InvitationStatus.Cancelled, reopened: true), Make.Invitation(4) with { CaseId = InvitationIdentity.Text(Make.Id(9)) }]));

    [TestMethod]
    public void An_invitation_of_a_case_without_resolutions_asks_for_a_second_look() =>
        Assert.IsTrue(Converge.MustReadAgain(Make.Case(), [Make.Invitation(1)]));
}
