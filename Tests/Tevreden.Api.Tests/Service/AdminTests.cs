using Newtonsoft.Json.Linq;

namespace Tevreden.Api.Tests.Service;

[TestClass]
internal sealed class AdminTests
{
    [TestMethod]
    public async Task Received_invitations_are_listed_with_mails_by_reference_and_duplicates_without_any_key()
    {
        await using var client = await RawClient.StartAsync();
        await client.InviteAsync(RawClient.Invitation("A"), RawClient.Invitation("A"), RawClient.Invitation("b"));

        var list = (await client.SendAsStrangerAsync("/_admin/invitations", null, null)).Json;

        Assert.HasCount(3, (JArray)list["invitations"]!);
        Assert.AreEqual("accepted", list["invitations"]![0]!.Value<string>("state"));
        Assert.AreEqual(2, list["mailsByReference"]!.Value<int>("A"));
        Assert.AreEqual("A", list["duplicates"]!.Single().Value<string>());
    }

    [TestMethod]
    public async Task A_fault_is_planned_looked_at_and_cleared_over_http()
    {
        await using var client = await RawClient.StartAsync();

        var planned = await client.PostAsync("/_admin/faults", JObject.Parse("""{"kind":"status","status":420,"retryAfterSeconds":3,"path":"/responses"}"""));
        var met = await client.GetAsync("/responses");
        var waiting = (await client.GetAsync("/_admin/faults")).Json["faults"]!;
        await client.SendAsync(HttpMethod.Delete, "/_admin/faults");

        Assert.AreEqual(200, planned.Status);
        Assert.AreEqual(420, met.Status);
        Assert.AreEqual("status", waiting.Single().Value<string>("kind"));
        Assert.AreEqual(200, (await client.GetAsync("/responses")).Status);
    }

    [TestMethod]
    [DataRow("status")]
    [DataRow("slow")]
    [DataRow("html")]
    [DataRow("truncated")]
    [DataRow("broken")]
    [DataRow("lostAnswer")]
    [DataRow("busy")]
    public async Task Every_kind_of_fault_has_its_word(string kind)
    {
        await using var client = await RawClient.StartAsync();

        Assert.AreEqual(200, (await client.PostAsync("/_admin/faults", new JObject { ["kind"] = kind })).Status);
    }

    [TestMethod]
    [DataRow("/_admin/faults", "{\"kind\":\"none\"}")]
    [DataRow("/_admin/faults", "{\"kind\":3}")]
    [DataRow("/_admin/faults", "{\"status\":500}")]
    [DataRow("/_admin/faults", "{\"kind\":\"status\",\"status\":200}")]
    [DataRow("/_admin/faults", "{\"kind\":\"status\",\"often\":2}")]
    [DataRow("/_admin/faults", "kind=status")]
    [DataRow("/_admin/answer", "{\"share\":2}")]
    [DataRow("/_admin/answer", "[]")]
    [DataRow("/_admin/responses", "{\"score\":\"acht\"}")]
    public async Task An_admin_call_that_makes_no_sense_is_refused_with_400_and_a_message(string path, string body)
    {
        await using var client = await RawClient.StartAsync();

        var answer = await client.SendAsync(HttpMethod.Post, path, body);

        Assert.AreEqual(400, answer.Status, answer.Body);
        Assert.IsFalse(string.IsNullOrEmpty(answer.Message));
        Assert.IsEmpty(client.Service.Faults.Waiting);
    }

    [TestMethod]
    public async Task Customers_answer_when_told_to()
    {
        await using var client = await RawClient.StartAsync();
        await client.InviteAsync(RawClient.Invitation("a"), RawClient.Invitation("b"));

        var answered = (await client.PostAsync("/_admin/answer", JObject.Parse("""{"seed":1,"share":0.5}"""))).Json.Value<int>("answered");

        Assert.AreEqual(1, answered);
        Assert.HasCount(1, (JArray)(await client.GetAsync("/responses")).Json["responses"]!);
    }

    [TestMethod]
    public async Task A_response_is_added_changed_and_withdrawn_by_hand()
    {
        await using var client = await RawClient.StartAsync("""{"responses":{"withdrawn":"withdrawn"}}""");
        const string added = """{"reference":"r-1","score":8.5,"remark":"Goed","respondedAt":"2026-02-01T12:00:00Z","answers":[{"questionId":"q","question":"?","type":"mark","number":9}]}""";

        var id = (await client.SendAsync(HttpMethod.Post, "/_admin/responses", added)).Json.Value<long>("id");
        await client.SendAsync(HttpMethod.Patch, $"/_admin/responses/{id}", """{"score":2,"remark":null}""");
        await client.SendAsync(HttpMethod.Delete, $"/_admin/responses/{id}");

        var row = (await client.GetAsync("/responses")).Json["responses"]!.Single();
        Assert.AreEqual(2, row.Value<decimal>("score"));
        Assert.AreEqual(JTokenType.Null, row["remark"]!.Type);
        Assert.AreEqual("r-1", row.Value<string>("reference"));
        Assert.AreEqual("2026-02-01T13:00:00", row.Value<string>("respondedat"));
        Assert.AreEqual(9, row["answers"]!.Single().Value<int>("value"));
        Assert.IsTrue(row.Value<bool>("withdrawn"));
        Assert.AreEqual(404, (await client.SendAsync(HttpMethod.Delete, "/_admin/responses/1")).Status);
    }

    [TestMethod]
    public async Task A_mail_bounces_when_told_to()
    {
        await using var client = await RawClient.StartAsync("""{"status":{"enabled":true}}""");
        await client.InviteAsync(RawClient.Invitation("r-1"));

        await client.PostAsync("/_admin/invitations/r-1", new JObject { ["state"] = "bounced" });

        Assert.AreEqual("bounced", (await client.GetAsync("/invitations?reference=r-1")).Json["invitations"]!.Single().Value<string>("status"));
        Assert.AreEqual(404, (await client.PostAsync("/_admin/invitations/r-2", new JObject { ["state"] = "bounced" })).Status);
    }

    [TestMethod]
    public async Task Every_request_is_listed_with_its_status_but_admin_calls_are_not()
    {
        await using var client = await RawClient.StartAsync();
        await client.GetAsync("/locations?q=u");
        await client.SendAsStrangerAsync("/platforms", "andere", "andere");

        var requests = (await client.GetAsync("/_admin/requests")).Json["requests"]!;

        CollectionAssert.AreEqual(
            new[] { "GET /locations?q=u 200", "GET /platforms 401" },
            requests.Select(seen => $"{seen["method"]} {seen["target"]} {seen["status"]}").ToArray());
    }

    [TestMethod]
    public async Task Reset_forgets_everything()
    {
        await using var client = await RawClient.StartAsync();
        await client.InviteAsync(RawClient.Invitation());
        client.Service.AnswerInvitations(1);
        await client.PostAsync("/_admin/faults", new JObject { ["kind"] = "html" });

        await client.PostAsync("/_admin/reset", new JObject());

        Assert.IsEmpty(client.Service.Received);
        Assert.IsEmpty(client.Service.Responses.All);
        Assert.IsEmpty(client.Service.Faults.Waiting);
        Assert.IsEmpty(client.Service.Requests);
    }

    [TestMethod]
    [DataRow("Origin", "https://elders.voorbeeld")]
    [DataRow("Origin", "null")]
    [DataRow("Host", "elders.voorbeeld")]
    public async Task A_page_of_another_site_can_not_steer_the_service(string header, string value)
    {
        await using var client = await RawClient.StartAsync();

        var answer = await client.SendAsync(HttpMethod.Post, "/_admin/faults", "{\"kind\":\"html\"}", (header, value));

        Assert.AreEqual(403, answer.Status);
        Assert.IsEmpty(client.Service.Faults.Waiting);
    }

    [TestMethod]
    [DataRow("https://127.0.0.1:0", "k", "p", "http on this machine")]
    [DataRow("http://voorbeeld.nl", "k", "p", "http on this machine")]
    [DataRow("http://127.0.0.1:0/pad", "k", "p", "http on this machine")]
    [DataRow("http://127.0.0.1:0", " ", "p", "key")]
    [DataRow("http://127.0.0.1:0", "k", "", "platform")]
    public async Task Options_that_can_not_be_used_are_refused_by_name(string url, string key, string platform, string named)
    {
        var options = new Tevreden.Demo.Service.SimulatedServiceOptions { Url = new Uri(url), ApiKey = key, Platform = platform };

        var exception = await Assert.ThrowsExactlyAsync<ArgumentException>(() => Tevreden.Demo.Service.SimulatedService.StartAsync(options));

        StringAssert.Contains(exception.Message, named);
    }
}
