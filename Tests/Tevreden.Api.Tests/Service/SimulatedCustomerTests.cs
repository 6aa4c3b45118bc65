using Tevreden.Demo.Service.Data;

namespace Tevreden.Api.Tests.Service;

[TestClass]
internal sealed class SimulatedCustomerTests
{
    [TestMethod]
    public async Task The_same_seed_gives_the_same_answers()
    {
        var runs = new List<string>();
        foreach (var run in new[] { 1, 2 })
        {
            await using var client = await RawClient.StartAsync();
            await InviteAsync(client, 20);
            client.Service.AnswerInvitations(seed: 7, share: 0.5);
            runs.Add((await client.GetAsync("/responses")).Body);
        }

        Assert.AreEqual(runs[0], runs[1]);
    }

    [TestMethod]
    public async Task Another_seed_gives_other_answers()
    {
        await using var client = await RawClient.StartAsync();
        await InviteAsync(client, 20);
        var invited = client.Service.Received;

        Assert.AreNotEqual(
            string.Join(' ', SimulatedCustomers.Answer(invited, 7, 1).Select(answer => answer.Score)),
            string.Join(' ', SimulatedCustomers.Answer(invited, 8, 1).Select(answer => answer.Score)));
    }

    [TestMethod]
    [DataRow(0.0, 0)]
    [DataRow(0.6, 12)]
    [DataRow(1.0, 20)]
    public async Task The_share_of_the_customers_answers_and_each_once(double share, int expected)
    {
        await using var client = await RawClient.StartAsync();
        await InviteAsync(client, 20);

        var answered = client.Service.AnswerInvitations(seed: 1, share);
        var rest = client.Service.AnswerInvitations(seed: 1, share: 1);

        Assert.HasCount(expected, answered);
        Assert.HasCount(20 - expected, rest);
        Assert.HasCount(20, client.Service.Responses.All.Select(response => response.Content.Reference).Distinct().ToList());
    }

    [TestMethod]
    [DataRow(-0.1)]
    [DataRow(1.1)]
    [DataRow(double.NaN)]
    public void A_share_outside_0_to_1_is_refused(double share)
    {
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => SimulatedCustomers.Answer([], 1, share));
    }

    [TestMethod]
    public async Task Answers_stay_within_their_ranges_and_go_with_three_questions()
    {
        await using var client = await RawClient.StartAsync();
        await InviteAsync(client, 300);

        foreach (var response in client.Service.AnswerInvitations(seed: 3, share: 1))
        {
            Assert.IsTrue(response.Content.Score is >= 1 and <= 10);
            Assert.IsTrue(response.Content.Recommendation is >= 0 and <= 10);
            Assert.HasCount(3, response.Content.Answers);
            Assert.IsTrue(response.Content.Answers.All(answer => answer.Number is null != answer.Text is null));
        }

        Assert.HasCount(10, client.Service.Responses.All.Select(response => response.Content.Score).Distinct().ToList(), "every mark is given by someone");
    }

    [TestMethod]
    public async Task Nobody_answers_a_mail_that_never_went_out_and_nobody_answers_two_mails_of_one_reference()
    {
        await using var client = await RawClient.StartAsync();
        await client.InviteAsync(RawClient.Invitation("rejected", questionnaire: "999"), RawClient.Invitation("twice"), RawClient.Invitation("twice"), RawClient.Invitation("bounced"));
        client.Service.Invitations.SetState(4, InvitationState.Bounced);

        var answered = client.Service.AnswerInvitations(seed: 1, share: 1);

        Assert.AreEqual("twice", answered.Single().Content.Reference);
        Assert.IsEmpty(client.Service.AnswerInvitations(seed: 1, share: 1));
    }

    private static Task<RawAnswer> InviteAsync(RawClient client, int count) => client.InviteAsync([.. Enumerable.Range(0, count).Select(number => RawClient.Invitation($"r-{number}"))]);
}
