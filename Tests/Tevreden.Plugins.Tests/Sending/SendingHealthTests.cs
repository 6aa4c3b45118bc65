using Tevreden.Dataverse.Plugins.Core.Alerts;

namespace Tevreden.Plugins.Tests.Sending;

[TestClass]
internal sealed class SendingHealthTests
{
    [TestMethod]
    [DataRow(0, 3, 0, true)]
    [DataRow(0, 0, 3, true)]
    [DataRow(0, 2, 0, false)]
    [DataRow(1, 40, 0, false)]
    [DataRow(0, 0, 0, false)]
    public void Nothing_sent_is_said_when_some_turns_came_and_none_went_out(int sent, int skipped, int others, bool isSo) =>
        Assert.AreEqual(isSo, SendingHealth.IsNothingSent(new OutcomeCounts(sent, skipped, others)));

    [TestMethod]
    [DataRow(10, 10, 80, 20, true)]
    [DataRow(20, 20, 160, 80, false)]
    [DataRow(96, 4, 98, 2, false)]
    [DataRow(5, 5, 80, 20, false)]
    [DataRow(10, 10, 8, 2, false)]
    [DataRow(15, 5, 100, 0, true)]
    [DataRow(15, 5, 18, 2, true)]
    [DataRow(16, 4, 18, 2, true)]
    [DataRow(90, 10, 100, 0, true)]
    [DataRow(60, 40, 100, 40, false)]
    [DataRow(45, 5, 36, 4, false)]
    [DataRow(92, 8, 96, 4, false)]
    public void The_share_of_skipped_has_doubled_when_enough_say_so(int sent, int skipped, int sentBefore, int skippedBefore, bool isSo) => Assert.AreEqual(
        isSo,
        SendingHealth.HasShareOfSkippedDoubled(new OutcomeCounts(sent, skipped, 0), new OutcomeCounts(sentBefore, skippedBefore, 0)));

    [TestMethod]
    public void Of_none_the_share_is_none() => Assert.AreEqual(0.0, new OutcomeCounts(0, 0, 0).ShareOfSkipped);

    [TestMethod]
    public void A_runner_is_overdue_after_two_hours_and_when_none_was_ever_seen()
    {
        Assert.IsTrue(SendingHealth.IsRunnerOverdue(null, Make.Now));
        Assert.IsTrue(SendingHealth.IsRunnerOverdue(Make.Now.AddHours(-2), Make.Now));
        Assert.IsFalse(SendingHealth.IsRunnerOverdue(Make.Now.AddHours(-2).AddSeconds(1), Make.Now));
    }
}
