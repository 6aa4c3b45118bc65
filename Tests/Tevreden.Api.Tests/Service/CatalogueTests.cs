using Newtonsoft.Json.Linq;

namespace Tevreden.Api.Tests.Service;

[TestClass]
internal sealed class CatalogueTests
{
    [TestMethod]
    [DataRow(null, RawClient.Platform)]
    [DataRow(RawClient.Key, null)]
    [DataRow("andere", RawClient.Platform)]
    [DataRow(RawClient.Key, "andere")]
    [DataRow("SLEUTEL-VAN-DE-TEST", RawClient.Platform)]
    public async Task A_wrong_or_missing_key_or_platform_is_refused_with_401_and_a_message(string? key, string? platform)
    {
        await using var client = await RawClient.StartAsync();

        var answer = await client.SendAsStrangerAsync("/questionnaires", key, platform);

        Assert.AreEqual(401, answer.Status);
        Assert.IsFalse(string.IsNullOrEmpty(answer.Message));
    }

    [TestMethod]
    [DataRow("/platforms", "platforms")]
    [DataRow("/questionnaires", "questionnaires")]
    [DataRow("/locations", "locations")]
    [DataRow("/organisations", "organisations")]
    public async Task A_documented_list_stands_under_its_plural_name(string path, string name)
    {
        await using var client = await RawClient.StartAsync();

        var answer = await client.GetAsync(path);

        Assert.AreEqual(200, answer.Status);
        Assert.AreEqual("application/json", answer.ContentType);
        Assert.IsNotEmpty((JArray)answer.Json[name]!);
    }

    [TestMethod]
    public async Task A_questionnaire_has_the_documented_subject_and_organisation()
    {
        await using var client = await RawClient.StartAsync();

        var first = (await client.GetAsync("/questionnaires")).Json["questionnaires"]![0]!;

        Assert.AreEqual("Na afhandeling van uw aanvraag", first.Value<string>("subject"));
        Assert.AreEqual(101, first.Value<int>("organisationid"));
        Assert.AreEqual("nl", first.Value<string>("language"));
    }

    [TestMethod]
    public async Task Locations_are_searched_by_name_and_read_one_by_one()
    {
        await using var client = await RawClient.StartAsync();

        var found = (JArray)(await client.GetAsync("/locations?q=utr")).Json["locations"]!;
        var one = await client.GetAsync($"/locations/{found.Single().Value<int>("id")}");

        Assert.AreEqual("Utrecht", one.Json["location"]!.Value<string>("name"));
        Assert.AreEqual(404, (await client.GetAsync("/locations/999")).Status);
    }

    [TestMethod]
    [DataRow("GET", "/nergens", 404)]
    [DataRow("GET", "/locations/999", 404)]
    [DataRow("DELETE", "/questionnaires", 405)]
    [DataRow("GET", "/invitations", 405)]
    public async Task What_is_not_there_or_not_supported_is_an_error_with_a_message(string method, string path, int status)
    {
        await using var client = await RawClient.StartAsync();

        var answer = await client.SendAsync(new HttpMethod(method), path);

        Assert.AreEqual(status, answer.Status);
        Assert.IsFalse(string.IsNullOrEmpty(answer.Message));
    }

    [TestMethod]
    public async Task Statistics_count_mails_and_responses()
    {
        await using var client = await RawClient.StartAsync();
        await client.InviteAsync(RawClient.Invitation("a"), RawClient.Invitation("b"), RawClient.Invitation("c", email: "geen adres"));
        client.Service.Responses.Add(new() { Score = 7 });
        client.Service.Responses.Add(new() { Score = 8 });

        var statistics = (await client.GetAsync("/statistics")).Json["statistics"]!;

        Assert.AreEqual(2, statistics.Value<int>("invitations"));
        Assert.AreEqual(2, statistics.Value<int>("responses"));
        Assert.AreEqual(7.5m, statistics.Value<decimal>("averagescore"));
    }
}
