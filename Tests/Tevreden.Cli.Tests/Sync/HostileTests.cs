using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Logging.Abstractions;
using Tevreden.Api;
using Tevreden.Cli.Service;
using Tevreden.Cli.Sync;
using Tevreden.Cli.Tests.Support;
using Tevreden.Dataverse.Names;
using Tevreden.Demo.Service.Data;

namespace Tevreden.Cli.Tests.Sync;

/// <summary>The bar "Bad input" of the design: a clear error or a correct row, never a wrong one.</summary>
[TestClass]
public sealed class HostileTests
{
    [TestMethod]
    public async Task More_responses_of_one_moment_than_fit_a_page_are_all_read_and_each_once()
    {
        await using var environment = await TestEnvironment.StartAsync();
        var moment = environment.Clock.GetUtcNow().AddHours(-1);
        for (var i = 0; i < 35; i++)
            environment.Service.Responses.Add(new ResponseContent { Score = 8 }, moment);
        environment.Service.Responses.Add(new ResponseContent { Score = 7 }, moment.AddSeconds(1));

        var run = await environment.SyncAsync("--page-size", "10", "--bulk-size", "5");

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.AreEqual(36, run["read"], run.ToString());
        Assert.HasCount(36, environment.Rows(ResponseTable.Table));
    }

    [TestMethod]
    public async Task A_remark_of_ten_megabytes_with_characters_that_no_envelope_carries_is_cut_to_the_column_and_costs_nobody_else()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Service.Responses.Add(new ResponseContent { Score = 8, Remark = "\u0001" + string.Concat(Enumerable.Repeat("😀 het had sneller gekund. ", 400_000)) });
        environment.Service.Responses.Add(new ResponseContent { Score = 7, Remark = "Prima." });

        var run = await environment.SyncAsync();

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        var remarks = environment.Rows(ResponseTable.Table).Select(row => row.GetAttributeValue<string>(ResponseTable.Remark)).OrderBy(text => text.Length).ToList();
        Assert.AreEqual("Prima.", remarks[0]);
        Assert.IsTrue(remarks[1].Length is > 9_990 and <= 10_000, $"{remarks[1].Length}");
        Assert.IsTrue(remarks[1].StartsWith("😀 het had", StringComparison.Ordinal) && remarks[1].EndsWith('…'), "Neither beginning nor end is as expected.");
    }

    [TestMethod]
    public async Task A_mark_that_is_none_is_reported_and_never_rounded_into_one()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Service.Responses.Add(new ResponseContent { Score = 11 });
        environment.Service.Responses.Add(new ResponseContent { Score = 0 });
        environment.Service.Responses.Add(new ResponseContent { Score = 8, Recommendation = 10 });

        var run = await environment.SyncAsync();

        Assert.AreEqual(ExitCodes.DoneWithRejectedRows, run.ExitCode, run.ToString());
        Assert.AreEqual(2, run["malformed"]);
        Assert.AreEqual(8m, environment.Rows(ResponseTable.Table).Single().GetAttributeValue<decimal>(ResponseTable.Score));
        StringAssert.Contains(run.Errors, "Response.Malformed");
    }

    [TestMethod]
    public async Task A_service_whose_clock_is_ahead_hides_nothing_that_changes_until_then()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Service.Responses.Add(new ResponseContent { Score = 8 }, environment.Clock.GetUtcNow().AddHours(30));
        await environment.SyncAsync();
        environment.Clock.Move(TimeSpan.FromHours(1));
        environment.Service.Responses.Add(new ResponseContent { Score = 7 }, environment.Clock.GetUtcNow());

        var run = await environment.SyncAsync();

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.HasCount(2, environment.Rows(ResponseTable.Table));
    }

    [TestMethod]
    public void Of_a_response_that_comes_twice_the_latest_change_counts_and_ids_that_differ_by_case_are_two()
    {
        var early = new DateTime(2026, 11, 1, 9, 0, 0, DateTimeKind.Utc);
        var kept = PagePlan.Deduplicate([Response("a1", early.AddHours(1), 7), Response("a1", early, 3), Response("A1", early, 5), Response("a1", early.AddHours(1), 9)]);

        CollectionAssert.AreEquivalent(new[] { 9m, 5m }, kept.Select(response => response.Score!.Value).ToArray());
        Assert.AreNotEqual(ExternalIds.Response("a1"), ExternalIds.Response("A1"), ignoreCase: true);
        Assert.AreNotEqual(ExternalIds.Answer("70-1", "2"), ExternalIds.Answer("70", "1-2"));
        foreach (var odd in (string[])["70/1", "a b", "é", "", new string('x', 500)])
            Assert.IsTrue(ExternalIds.Response(odd).All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_') && ExternalIds.Response(odd).Length is > 0 and <= ExternalIds.MaxLength, odd);
    }

    [TestMethod]
    [DataRow("2026-11-01", 0)]
    [DataRow("2026-11-01T13:00", 0)]
    [DataRow("2026-11-01T13:00:00Z", 0)]
    [DataRow("2026-11-01T13:00:00+01:00", 0)]
    [DataRow("2026-10-25T02:30:00+02:00", 0, DisplayName = "in the hour that comes twice")]
    [DataRow("03-04-2026", 2)]
    [DataRow("4/3/2026", 2)]
    [DataRow("13:00", 2)]
    [DataRow("yesterday", 2)]
    [DataRow("2026-13-01", 2)]
    [DataRow("2999-01-01", 2)]
    [DataRow("", 2)]
    public async Task A_time_on_the_command_line_is_ISO_8601_or_refused(string text, int exitCode)
    {
        await using var environment = await TestEnvironment.StartAsync();

        Assert.AreEqual(exitCode, await environment.ExitCodeAsync("sync", "--dry-run", "--since", text));
    }

    [TestMethod]
    [DataRow(90, 90)]
    [DataRow(-90, 1, DisplayName = "in the past: waits all the same")]
    public async Task A_pause_that_is_told_as_a_moment_is_kept(int after, int waited)
    {
        var clock = new SkippingClock();
        var sockets = new ThrottlingOnce(clock.GetUtcNow().AddSeconds(after));
        using var handler = ServiceHandler.Create(new RetrySetup(Resilience.Usual, clock, () => 1, NullLogger.Instance), sockets);
        using var http = new HttpClient(handler);

        using var answer = await http.GetAsync(new Uri("https://voorbeeld.test/responses"));

        Assert.AreEqual(HttpStatusCode.OK, answer.StatusCode);
        Assert.AreEqual(TimeSpan.FromSeconds(waited), clock.Waits.Single());
    }

    private static SurveyResponse Response(string id, DateTime changedAt, decimal score) => new() { Id = id, ChangedAt = changedAt, Score = score };

    private sealed class ThrottlingOnce(DateTimeOffset until) : HttpMessageHandler
    {
        private int _requests;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = new HttpResponseMessage(++_requests == 1 ? (HttpStatusCode)420 : HttpStatusCode.OK) { Content = new ByteArrayContent([]) };
            if (_requests == 1)
                answer.Headers.RetryAfter = new RetryConditionHeaderValue(until);
            return Task.FromResult(answer);
        }
    }
}
