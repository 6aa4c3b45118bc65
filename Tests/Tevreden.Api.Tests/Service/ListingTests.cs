using Newtonsoft.Json.Linq;

namespace Tevreden.Api.Tests.Service;

[TestClass]
internal sealed class ListingTests
{
    [TestMethod]
    public async Task A_response_is_written_under_the_default_names()
    {
        await using var client = await RawClient.StartAsync();
        client.Service.Responses.Add(new()
        {
            Reference = "r-1",
            LocationId = 201,
            Score = 8.5m,
            Recommendation = 9,
            Remark = "Prima",
            Answers = [new("q1", "Hoe?", "mark", 8, null), new("q2", "Wat?", "text", null, "Niets")],
        });

        var response = (await client.GetAsync("/responses")).Json["responses"]!.Single();

        var expected = JObject.Parse("""
            {"id":70001,"reference":"r-1","questionnaireid":301,"organisationid":101,"locationid":201,"language":"nl","score":8.5,"recommendation":9,"remark":"Prima",
             "answers":[{"questionid":"q1","question":"Hoe?","type":"mark","value":8,"text":null},{"questionid":"q2","question":"Wat?","type":"text","value":"Niets","text":"Niets"}]}
            """);
        // 9:00 UTC on a winter's day.
        expected["respondedat"] = "2026-03-02T10:00:00";
        expected["changedat"] = "2026-03-02T10:00:00";
        Assert.IsTrue(JToken.DeepEquals(Sorted(expected), Sorted((JObject)response)), response.ToString());
    }

    [TestMethod]
    public async Task Responses_come_oldest_change_first_from_the_given_time_inclusive()
    {
        await using var client = await RawClient.StartAsync();
        Add(client, 5);

        CollectionAssert.AreEqual(new long[] { 70003, 70004, 70005 }, await IdsAsync(client, "/responses?changedsince=2026-03-02T10:02:00"));
        CollectionAssert.AreEqual(new long[] { 70004 }, await IdsAsync(client, "/responses?changedsince=2026-03-02T10:02:00&limit=1&offset=1"));
        CollectionAssert.AreEqual(new long[] { 70005 }, await IdsAsync(client, "/responses?changedsince=2026-03-02T09:04:00Z"));
        CollectionAssert.AreEqual(new long[] { 70005 }, await IdsAsync(client, "/responses?changedsince=2026-03-02T11:04:00%2B02:00"));
        Assert.HasCount(5, await IdsAsync(client, "/responses?changedsince=2026-03-02"));
        Assert.IsEmpty(await IdsAsync(client, "/responses?changedsince=2026-03-03"));
    }

    [TestMethod]
    public async Task A_response_that_changes_moves_to_the_end()
    {
        await using var client = await RawClient.StartAsync();
        Add(client, 3);

        client.Service.Responses.Change(70001, content => content with { Score = 3 });

        CollectionAssert.AreEqual(new long[] { 70002, 70003, 70001 }, await IdsAsync(client, "/responses"));
    }

    [TestMethod]
    public async Task Rows_of_one_moment_keep_their_order()
    {
        await using var client = await RawClient.StartAsync();
        for (var number = 0; number < 4; number++)
            client.Service.Responses.Add(new());
        client.Service.Responses.Add(new(), changedAt: client.Clock.GetUtcNow().AddMinutes(-5));

        CollectionAssert.AreEqual(new long[] { 70005, 70001, 70002, 70003, 70004 }, await IdsAsync(client, "/responses"));
    }

    [TestMethod]
    [DataRow("/responses?changedsince=gisteren")]
    [DataRow("/responses?limit=0")]
    [DataRow("/responses?limit=1001")]
    [DataRow("/responses?offset=-1")]
    [DataRow("/responses?offset=a")]
    public async Task A_question_that_makes_no_sense_is_refused_with_400(string path)
    {
        await using var client = await RawClient.StartAsync();

        Assert.AreEqual(400, (await client.GetAsync(path)).Status);
    }

    [TestMethod]
    public async Task In_the_hour_that_comes_twice_the_earlier_instant_is_meant()
    {
        await using var client = await RawClient.StartAsync();
        client.Service.Responses.Add(new(), new DateTimeOffset(2026, 10, 25, 0, 30, 0, TimeSpan.Zero));
        client.Service.Responses.Add(new(), new DateTimeOffset(2026, 10, 25, 1, 30, 0, TimeSpan.Zero));

        var both = (await client.GetAsync("/responses?changedsince=2026-10-25T02:30:00")).Json["responses"]!;

        CollectionAssert.AreEqual(new[] { "2026-10-25T02:30:00", "2026-10-25T02:30:00" }, both.Select(row => row.Value<string>("changedat")).ToArray());
    }

    [TestMethod]
    public async Task A_withdrawn_response_disappears_where_the_profile_has_no_mark_and_is_marked_where_it_has()
    {
        await using var without = await RawClient.StartAsync();
        await using var with = await RawClient.StartAsync("""{"responses":{"withdrawn":"ingetrokken"}}""");
        foreach (var client in new[] { without, with })
        {
            Add(client, 2);
            client.Service.Responses.Withdraw(70001);
        }

        CollectionAssert.AreEqual(new long[] { 70002 }, await IdsAsync(without, "/responses"));
        CollectionAssert.AreEqual(new[] { false, true }, (await with.GetAsync("/responses")).Json["responses"]!.Select(row => row.Value<bool>("ingetrokken")).ToArray());
    }

    [TestMethod]
    public async Task Pages_by_number_cover_everything_once()
    {
        await using var client = await RawClient.StartAsync("""{"responses":{"paging":"page"}}""");
        Add(client, 5);

        CollectionAssert.AreEqual(new long[] { 70001, 70002 }, await IdsAsync(client, "/responses?limit=2&page=1"));
        CollectionAssert.AreEqual(new long[] { 70005 }, await IdsAsync(client, "/responses?limit=2&page=3"));
        Assert.IsEmpty(await IdsAsync(client, "/responses?limit=2&page=4"));
    }

    [TestMethod]
    public async Task A_cursor_goes_on_behind_the_last_row_even_when_rows_move()
    {
        await using var client = await RawClient.StartAsync("""{"responses":{"paging":"cursor"}}""");
        Add(client, 4);

        var first = await client.GetAsync("/responses?limit=2");
        client.Service.Responses.Change(70001, content => content);
        var second = await client.GetAsync($"/responses?limit=2&cursor={Uri.EscapeDataString(first.Json.Value<string>("nextcursor")!)}");
        var third = await client.GetAsync($"/responses?limit=2&cursor={Uri.EscapeDataString(second.Json.Value<string>("nextcursor")!)}");

        CollectionAssert.AreEqual(new long[] { 70003, 70004 }, Ids(second));
        CollectionAssert.AreEqual(new long[] { 70001 }, Ids(third));
        Assert.IsNull(third.Json["nextcursor"]);
        Assert.AreEqual(400, (await client.GetAsync("/responses?cursor=onzin")).Status);
    }

    [TestMethod]
    public async Task A_link_header_leads_through_all_pages()
    {
        await using var client = await RawClient.StartAsync("""{"responses":{"paging":"link"}}""");
        Add(client, 5);

        var seen = new List<long>();
        var address = "/responses?changedsince=2026-01-01&limit=2";
        while (address is not null)
        {
            var page = await client.GetAsync(address);
            seen.AddRange(Ids(page));
            address = page.Headers.TryGetValues("Link", out var links) ? links.Single().Split('<', '>')[1] : null;
        }

        CollectionAssert.AreEqual(new long[] { 70001, 70002, 70003, 70004, 70005 }, seen);
    }

    [TestMethod]
    public async Task A_profile_with_a_filter_by_organisation_shows_one_organisation()
    {
        await using var client = await RawClient.StartAsync("""{"responses":{"organisation":"organisationid"}}""");
        client.Service.Responses.Add(new() { OrganisationId = 101 });
        client.Service.Responses.Add(new() { OrganisationId = 102 });

        CollectionAssert.AreEqual(new long[] { 70002 }, await IdsAsync(client, "/responses?organisationid=102"));
    }

    private static void Add(RawClient client, int count)
    {
        for (var number = 0; number < count; number++)
        {
            client.Service.Responses.Add(new() { Score = 7 });
            client.Clock.Move(TimeSpan.FromMinutes(1));
        }
    }

    private static async Task<long[]> IdsAsync(RawClient client, string path) => Ids(await client.GetAsync(path));

    private static long[] Ids(RawAnswer answer) => [.. answer.Json["responses"]!.Select(row => row.Value<long>("id"))];

    private static JObject Sorted(JObject json) => new(json.Properties().OrderBy(property => property.Name, StringComparer.Ordinal));
}
