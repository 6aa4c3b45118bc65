using Newtonsoft.Json.Linq;
using Tevreden.Demo.Service.Faults;

namespace Tevreden.Api.Tests.Service;

[TestClass]
internal sealed class FaultTests
{
    [TestMethod]
    [DataRow(401)]
    [DataRow(403)]
    [DataRow(420)]
    [DataRow(429)]
    [DataRow(500)]
    [DataRow(501)]
    [DataRow(503)]
    public async Task A_status_fault_answers_with_a_message_as_often_as_it_was_told_and_does_nothing(int status)
    {
        await using var client = await RawClient.StartAsync();
        client.Service.Faults.Add(new Fault { Kind = FaultKind.Status, Status = status, RetryAfterSeconds = 7, Times = 2 });

        var first = await client.InviteAsync(RawClient.Invitation());
        var second = await client.InviteAsync(RawClient.Invitation());
        Assert.IsEmpty(client.Service.Received);
        var third = await client.InviteAsync(RawClient.Invitation());

        Assert.AreEqual((status, status, 201), (first.Status, second.Status, third.Status));
        Assert.IsFalse(string.IsNullOrEmpty(first.Message));
        Assert.AreEqual(TimeSpan.FromSeconds(7), first.Headers.RetryAfter!.Delta);
        Assert.IsNull(third.Headers.RetryAfter);
    }

    [TestMethod]
    public async Task A_status_fault_can_come_after_the_work()
    {
        await using var client = await RawClient.StartAsync();
        client.Service.Faults.Add(new Fault { Kind = FaultKind.Status, AfterWork = true, Times = 1 });

        Assert.AreEqual(500, (await client.InviteAsync(RawClient.Invitation())).Status);
        Assert.HasCount(1, client.Service.Received);
    }

    [TestMethod]
    public async Task A_lost_answer_does_the_work_and_breaks_the_connection()
    {
        await using var client = await RawClient.StartAsync();
        client.Service.Faults.Add(new Fault { Kind = FaultKind.LostAnswer, Times = 1 });

        await Assert.ThrowsExactlyAsync<HttpRequestException>(() => client.InviteAsync(RawClient.Invitation()));

        Assert.HasCount(1, client.Service.Received);
    }

    [TestMethod]
    public async Task A_broken_answer_does_the_work_and_breaks_off_half_way()
    {
        await using var client = await RawClient.StartAsync();
        client.Service.Faults.Add(new Fault { Kind = FaultKind.Broken, Times = 1 });

        var exception = await Assert.ThrowsAsync<Exception>(() => client.InviteAsync(RawClient.Invitation()));

        Assert.IsTrue(exception is HttpRequestException or IOException, exception.ToString());
        Assert.HasCount(1, client.Service.Received);
    }

    [TestMethod]
    public async Task Html_comes_with_status_200_and_nothing_is_done()
    {
        await using var client = await RawClient.StartAsync();
        client.Service.Faults.Add(new Fault { Kind = FaultKind.Html, Times = 1 });

        var answer = await client.InviteAsync(RawClient.Invitation());

        Assert.AreEqual((200, "text/html"), (answer.Status, answer.ContentType));
        StringAssert.StartsWith(answer.Body, "<!DOCTYPE html>");
        Assert.IsEmpty(client.Service.Received);
    }

    [TestMethod]
    public async Task A_truncated_answer_is_half_of_the_true_one()
    {
        await using var client = await RawClient.StartAsync();
        var whole = await client.GetAsync("/questionnaires");
        client.Service.Faults.Add(new Fault { Kind = FaultKind.Truncated, Times = 1 });

        var half = await client.GetAsync("/questionnaires");

        Assert.AreEqual(200, half.Status);
        StringAssert.StartsWith(whole.Body, half.Body);
        Assert.IsLessThan(whole.Body.Length, half.Body.Length);
    }

    [TestMethod]
    public async Task A_slow_answer_comes_whole_after_the_work()
    {
        await using var client = await RawClient.StartAsync();
        client.Service.Faults.Add(new Fault { Kind = FaultKind.Slow, DelayMilliseconds = 20, Times = 1 });

        var answer = await client.InviteAsync(RawClient.Invitation());

        Assert.AreEqual(201, answer.Status);
        Assert.HasCount(1, (JArray)answer.Json["invitations"]!);
    }

    [TestMethod]
    public async Task A_fault_meets_only_the_method_and_path_it_names()
    {
        await using var client = await RawClient.StartAsync();
        client.Service.Faults.Add(new Fault { Kind = FaultKind.Status, Method = "POST", Path = "/invitations" });

        Assert.AreEqual(200, (await client.GetAsync("/responses")).Status);
        Assert.AreEqual(405, (await client.GetAsync("/invitations")).Status);
        Assert.AreEqual(500, (await client.InviteAsync(RawClient.Invitation())).Status);
        Assert.AreEqual(500, (await client.InviteAsync(RawClient.Invitation())).Status, "without a number it stays");
    }

    [TestMethod]
    public async Task Faults_happen_in_the_order_they_were_planned()
    {
        await using var client = await RawClient.StartAsync();
        foreach (var status in new[] { 420, 503 })
            client.Service.Faults.Add(new Fault { Kind = FaultKind.Status, Status = status, Times = 1 });

        Assert.AreEqual(420, (await client.GetAsync("/platforms")).Status);
        Assert.AreEqual(503, (await client.GetAsync("/platforms")).Status);
        Assert.AreEqual(200, (await client.GetAsync("/platforms")).Status);
    }

    [TestMethod]
    [DataRow(399, 1, 0)]
    [DataRow(600, 1, 0)]
    [DataRow(500, 0, 0)]
    [DataRow(500, 1, -1)]
    public void A_fault_with_a_number_out_of_range_is_refused(int status, int times, int delay)
    {
        Assert.ThrowsExactly<ArgumentException>(() => new FaultPlan().Add(new Fault { Kind = FaultKind.Status, Status = status, Times = times, DelayMilliseconds = delay }));
    }
}
