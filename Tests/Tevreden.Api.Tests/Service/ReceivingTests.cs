using Newtonsoft.Json.Linq;
using Tevreden.Demo.Service.Data;
using Tevreden.Demo.Service.Faults;

namespace Tevreden.Api.Tests.Service;

[TestClass]
internal sealed class ReceivingTests
{
    [TestMethod]
    public async Task An_invitation_is_answered_with_201_and_its_result()
    {
        await using var client = await RawClient.StartAsync();

        var answer = await client.InviteAsync(RawClient.Invitation("r-1"));

        var result = answer.Json["invitations"]!.Single();
        Assert.AreEqual(201, answer.Status);
        Assert.AreEqual("r-1", result.Value<string>("reference"));
        Assert.AreEqual("accepted", result.Value<string>("status"));
        Assert.AreEqual(client.Service.Received.Single().Id, result.Value<string>("id"));
    }

    [TestMethod]
    public async Task Everything_that_came_with_an_invitation_is_kept()
    {
        await using var client = await RawClient.StartAsync();
        var sent = RawClient.Invitation();
        sent["casenumber"] = "CAS-01001";
        sent["since"] = "2026-01-01T00:00:00";

        await client.InviteAsync(sent);

        var received = client.Service.Received.Single();
        Assert.IsTrue(JToken.DeepEquals(sent, received.Body), received.Body.ToString());
        Assert.AreEqual("klant@voorbeeld.nl", received.Email);
        Assert.AreEqual(client.Clock.GetUtcNow(), received.ReceivedOn);
    }

    [TestMethod]
    [DataRow("{\"invitations\":[{\"reference\":\"a\"}", DisplayName = "truncated")]
    [DataRow("[]", DisplayName = "a list")]
    [DataRow("{}", DisplayName = "no list")]
    [DataRow("{\"invitations\":[]}", DisplayName = "empty list")]
    [DataRow("{\"invitations\":[\"a\"]}", DisplayName = "no object")]
    [DataRow("{\"invitations\":[{\"reference\":\"a\",\"questionnaireid\":\"301\"}]}", DisplayName = "no email")]
    [DataRow("{\"invitations\":[{\"reference\":\"\",\"questionnaireid\":\"301\",\"email\":\"a@b.nl\"}]}", DisplayName = "empty reference")]
    [DataRow("{\"invitations\":[{\"reference\":\"a\",\"email\":\"a@b.nl\"}]}", DisplayName = "no questionnaire")]
    public async Task A_malformed_request_is_refused_with_400_and_nothing_is_taken(string body)
    {
        await using var client = await RawClient.StartAsync();

        var answer = await client.SendAsync(HttpMethod.Post, "/invitations", body);

        Assert.AreEqual(400, answer.Status);
        Assert.IsFalse(string.IsNullOrEmpty(answer.Message));
        Assert.IsEmpty(client.Service.Received);
    }

    [TestMethod]
    [DataRow("999", "klant@voorbeeld.nl")]
    [DataRow("301", "klant")]
    [DataRow("301", "klant@voorbeeld")]
    public async Task An_unknown_questionnaire_or_a_bad_address_is_rejected_with_a_reason_and_not_mailed(string questionnaire, string email)
    {
        await using var client = await RawClient.StartAsync();

        var result = (await client.InviteAsync(RawClient.Invitation("r-1", questionnaire, email))).Json["invitations"]!.Single();

        Assert.AreEqual("rejected", result.Value<string>("status"));
        Assert.IsFalse(string.IsNullOrEmpty(result.Value<string>("message")));
        Assert.IsEmpty(client.Service.Invitations.MailsByReference);
    }

    [TestMethod]
    public async Task Without_deduplication_a_second_invitation_of_one_reference_is_mailed_again_and_listed_as_a_duplicate()
    {
        await using var client = await RawClient.StartAsync();

        await client.InviteAsync(RawClient.Invitation("twice"));
        await client.InviteAsync(RawClient.Invitation("once"));
        var second = (await client.InviteAsync(RawClient.Invitation("twice"))).Json["invitations"]!.Single();

        Assert.AreEqual("accepted", second.Value<string>("status"));
        Assert.AreEqual(2, client.Service.Invitations.MailsByReference["twice"]);
        Assert.AreEqual(1, client.Service.Invitations.MailsByReference["once"]);
        CollectionAssert.AreEqual(new[] { "twice" }, client.Service.Invitations.Duplicates.ToArray());
    }

    [TestMethod]
    public async Task With_deduplication_a_second_invitation_of_one_reference_is_refused_as_duplicate_with_the_first_id()
    {
        await using var client = await RawClient.StartAsync("""{"invitations":{"deduplicates":true}}""");

        var first = (await client.InviteAsync(RawClient.Invitation("twice"))).Json["invitations"]!.Single();
        var second = (await client.InviteAsync(RawClient.Invitation("twice"))).Json["invitations"]!.Single();

        Assert.AreEqual("duplicate", second.Value<string>("status"));
        Assert.AreEqual(first.Value<string>("id"), second.Value<string>("id"));
        Assert.AreEqual(1, client.Service.Invitations.MailsByReference["twice"]);
    }

    [TestMethod]
    public async Task A_busy_service_answers_202_with_a_location_that_tells_the_result_when_it_is_done()
    {
        await using var client = await RawClient.StartAsync();
        client.Service.Faults.Add(new Fault { Kind = FaultKind.Busy, StillBusy = 1, Times = 1 });

        var accepted = await client.InviteAsync(RawClient.Invitation("r-1"));
        var location = accepted.Headers.Location!.OriginalString;
        var still = await client.GetAsync(location);
        var done = await client.GetAsync(location);
        var next = await client.InviteAsync(RawClient.Invitation("r-2"));

        Assert.AreEqual(202, accepted.Status);
        Assert.AreEqual(202, still.Status);
        Assert.AreEqual("accepted", done.Json["invitations"]!.Single().Value<string>("status"));
        Assert.AreEqual(201, next.Status, "only one request was to be met");
    }

    [TestMethod]
    [DataRow(InvitationState.Sent, "sent")]
    [DataRow(InvitationState.Delivered, "delivered")]
    [DataRow(InvitationState.Bounced, "bounced")]
    [DataRow(InvitationState.Unsubscribed, "unsubscribed")]
    [DataRow(InvitationState.Answered, "answered")]
    public async Task Where_the_profile_has_the_status_call_it_tells_the_status_of_a_reference(InvitationState state, string word)
    {
        await using var client = await RawClient.StartAsync("""{"status":{"enabled":true}}""");
        await client.InviteAsync(RawClient.Invitation("r-1"));
        client.Service.Invitations.SetState(1, state);

        var known = (await client.GetAsync("/invitations?reference=r-1")).Json["invitations"]!;
        var unknown = (await client.GetAsync("/invitations?reference=r-2")).Json["invitations"]!;

        Assert.AreEqual(word, known.Single().Value<string>("status"));
        Assert.IsEmpty(unknown);
    }

    [TestMethod]
    public async Task Another_profile_changes_path_and_names()
    {
        await using var client = await RawClient.StartAsync("""{"invitations":{"path":"import/v2","list":"records","email":"mail","accepted":"ok"},"errors":{"message":"fout"}}""");

        var item = RawClient.Invitation();
        var missing = await client.PostAsync("/import/v2", new JObject { ["records"] = new JArray(item) });
        item["mail"] = "klant@voorbeeld.nl";
        var taken = await client.PostAsync("/import/v2", new JObject { ["records"] = new JArray(item) });

        Assert.AreEqual(400, missing.Status);
        StringAssert.Contains(missing.Json.Value<string>("fout"), "mail");
        Assert.AreEqual("ok", taken.Json["records"]!.Single().Value<string>("status"));
    }

    [TestMethod]
    public async Task A_profile_that_names_what_is_not_there_is_refused_at_the_start()
    {
        var exception = await Assert.ThrowsExactlyAsync<ArgumentException>(() => RawClient.StartAsync("""{"responses":{"paging":3}}"""));

        StringAssert.Contains(exception.Message, "responses.paging");
    }

    [TestMethod]
    public async Task A_hundred_invitations_at_once_are_all_received_under_their_own_numbers()
    {
        await using var client = await RawClient.StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 100).Select(number => client.InviteAsync(RawClient.Invitation($"r-{number}"))));

        CollectionAssert.AreEqual(Enumerable.Range(1, 100).ToArray(), client.Service.Received.Select(received => received.Number).ToArray());
        Assert.HasCount(100, client.Service.Invitations.MailsByReference);
    }
}
