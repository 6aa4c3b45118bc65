using System.Globalization;
using System.Xml.Linq;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Cli.Tests.Support;
using Tevreden.Dataverse.Names;
using Tevreden.Demo.Service.Data;

namespace Tevreden.Cli.Tests.Sync;

/// <summary>Dataverse aggregates over 50,000 rows and no more. Here it is six, so that a few customers meet it: by being many, and by having many answers.</summary>
[TestClass]
public sealed class AggregateLimitTests
{
    private const int MostRows = 6;
    private const int LimitExceeded = unchecked((int)0x8004E023);

    [TestMethod]
    public async Task Scores_are_right_where_a_query_over_all_of_them_is_refused()
    {
        await using var environment = await TestEnvironment.StartAsync();
        var now = environment.Clock.GetUtcNow();
        List<Guid> accounts = [environment.Account("Veel"), .. Enumerable.Range(0, 5).Select(i => environment.Account($"Weinig {i}"))];
        for (var i = 0; i < 20; i++)
            Answer(environment, accounts[0], i, 1 + (i % 10), now.AddDays(-10 * (i + 1)));
        for (var i = 1; i < accounts.Count; i++)
            Answer(environment, accounts[i], 100 + i, 5 + i, now.AddDays(-i));
        var refused = 0;
        environment.BeforeRequest = request =>
        {
            if (request is not RetrieveMultipleRequest { Query: FetchExpression fetch } || SourceRows(environment, XElement.Parse(fetch.Query)) <= MostRows)
                return;
            Interlocked.Increment(ref refused);
            throw Faults.Make(LimitExceeded, "AggregateQueryRecordLimit exceeded. Cannot perform this operation.");
        };

        var run = await environment.SyncAsync();

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.IsGreaterThan(2, refused, "The limit was met.");
        Assert.AreEqual(20, environment.Score($"a-{accounts[0]:D}").GetAttributeValue<int>(ScoreTable.Responses));
        Assert.AreEqual(5.5m, environment.Score($"a-{accounts[0]:D}").GetAttributeValue<decimal>(ScoreTable.MeanScore));
        for (var i = 1; i < accounts.Count; i++)
            Assert.AreEqual(5m + i, environment.Score($"a-{accounts[i]:D}").GetAttributeValue<decimal>(ScoreTable.MeanScore));
    }

    private static void Answer(TestEnvironment environment, Guid account, int number, decimal score, DateTimeOffset on)
    {
        environment.Invitation($"r{number}", account);
        environment.Service.Responses.Add(new ResponseContent { Reference = $"r{number}", Score = score, RespondedAt = on }, environment.Clock.GetUtcNow().AddMinutes(number - 200));
    }

    // What the platform counts: the rows that the filter leaves, not the groups that come of them.
    private static int SourceRows(TestEnvironment environment, XElement fetch)
    {
        if (fetch.Attribute("aggregate")?.Value != "true")
            return 0;
        var conditions = fetch.Descendants("condition").ToList();
        var one = conditions.Single(condition => condition.Attribute("operator")!.Value == "in");
        var customers = one.Elements("value").Select(value => Guid.Parse(value.Value)).ToHashSet();
        var column = one.Attribute("attribute")!.Value;
        var (from, to) = (Time(conditions, "ge"), Time(conditions, "lt"));
        return environment.Rows(ResponseTable.Table).Count(row =>
            row.GetAttributeValue<EntityReference>(column) is { } customer && customers.Contains(customer.Id)
            && row.GetAttributeValue<DateTime>(ResponseTable.RespondedOn) is var on && on >= from && on < to);
    }

    private static DateTime Time(IEnumerable<XElement> conditions, string comparison) => DateTime.Parse(
        conditions.Single(condition => condition.Attribute("operator")!.Value == comparison).Attribute("value")!.Value, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
}
