using FsCheck;
using FsCheck.Fluent;
using Tevreden.Cli.Sync;
using Tevreden.Cli.Tests.Support;
using Tevreden.Dataverse.Names;
using Tevreden.Demo.Service.Data;

namespace Tevreden.Cli.Tests.Sync;

[TestClass]
public sealed class ShardTests
{
    private const string Filter = """{"responses":{"organisation":"organisationid"}}""";

    [TestMethod]
    public void Each_organisation_belongs_to_exactly_one_shard() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonNull<string>>(),
        Gen.Choose(1, Shard.Most).ToArbitrary(),
        (organisation, count) => Enumerable.Range(1, count).Count(number => new Shard(number, count).Holds(organisation.Get)) == 1).QuickCheckThrowOnFailure();

    [TestMethod]
    [DataRow("2/8", 2, 8)]
    [DataRow("1/1", 1, 1)]
    [DataRow("64/64", 64, 64)]
    public void A_shard_is_read(string text, int number, int count) => Assert.AreEqual(new Shard(number, count), Shard.Parse(text));

    [TestMethod]
    [DataRow("")]
    [DataRow("2")]
    [DataRow("0/8")]
    [DataRow("9/8")]
    [DataRow("1/65")]
    [DataRow("-1/8")]
    [DataRow("1/8/2")]
    [DataRow("a/b")]
    public async Task Another_text_is_a_wrong_command_line(string text)
    {
        Assert.IsNull(Shard.Parse(text));
        await using var environment = await TestEnvironment.StartAsync();
        Assert.AreEqual(ExitCodes.Usage, await environment.ExitCodeAsync("sync", "--shard", text));
    }

    [TestMethod]
    public async Task Shards_together_write_every_response_once_and_each_its_own_stream()
    {
        const int Shards = 3;
        await using var environment = await TestEnvironment.StartAsync(Filter);
        var account = environment.Account();
        var organisations = Catalogue.Organisations.Select(organisation => organisation.Id).ToList();
        for (var i = 0; i < 60; i++)
        {
            environment.Invitation($"r{i}", account);
            environment.Service.Responses.Add(new ResponseContent { Reference = $"r{i}", Score = 1 + (i % 10), OrganisationId = organisations[i % organisations.Count] });
        }

        var read = 0;
        for (var number = 1; number <= Shards; number++)
        {
            var run = await environment.SyncAsync("--shard", $"{number}/{Shards}");
            Assert.AreEqual(0, run.ExitCode, run.ToString());
            Assert.AreEqual(run["read"], run["written"], "Disjoint: nothing of another shard is met.");
            read += run["read"];
        }

        Assert.AreEqual(60, read, "Complete.");
        Assert.HasCount(60, environment.Rows(ResponseTable.Table));
        Assert.AreEqual(5.5m, environment.Score($"a-{account:D}").GetAttributeValue<decimal>(ScoreTable.MeanScore));
        CollectionAssert.IsSubsetOf(
            new[] { "responses-1-3", "responses-2-3", "responses-3-3" },
            environment.Rows(CheckpointTable.Table).Select(row => row.GetAttributeValue<string>(CheckpointTable.Stream)).ToArray());
    }

    [TestMethod]
    public async Task A_shard_that_is_killed_goes_on_after_the_last_period_that_it_read_for_all_organisations()
    {
        await using var environment = await TestEnvironment.StartAsync(Filter);
        var organisations = Catalogue.Organisations.Select(organisation => organisation.Id).ToList();
        int[] daysAgo = [1500, 400, 100, 3];
        foreach (var days in daysAgo)
        {
            for (var i = 0; i < 20; i++)
                environment.Service.Responses.Add(new ResponseContent { Score = days == 3 ? 1 : 8, OrganisationId = organisations[i % organisations.Count] }, environment.Clock.GetUtcNow().AddDays(-days).AddMinutes(i));
        }

        environment.BeforeRow = row => row.LogicalName == ResponseTable.Table && row.GetAttributeValue<decimal?>(ResponseTable.Score) == 1 ? throw new InvalidOperationException("The test kills the run.") : null;
        var killed = await environment.SyncAsync("--shard", "1/1");
        Assert.AreEqual(ExitCodes.Unexpected, killed.ExitCode, killed.ToString());
        Assert.HasCount(60, environment.Rows(ResponseTable.Table));

        environment.BeforeRow = null;
        environment.Clock.Move(TimeSpan.FromHours(1));
        var next = await environment.SyncAsync("--shard", "1/1");
        environment.Clock.Move(TimeSpan.FromHours(1));
        var after = await environment.SyncAsync("--shard", "1/1");

        Assert.AreEqual(0, next.ExitCode, next.ToString());
        Assert.AreEqual("20 20", $"{next["read"]} {next["written"]}", "What was safe is not read again.");
        Assert.HasCount(80, environment.Rows(ResponseTable.Table));
        Assert.AreEqual(0, after["written"], after.ToString());
    }

    [TestMethod]
    public async Task Without_a_filter_in_the_profile_a_shard_is_refused_with_a_reason()
    {
        await using var environment = await TestEnvironment.StartAsync();

        var run = await environment.SyncAsync("--shard", "1/2");

        Assert.AreEqual(ExitCodes.Configuration, run.ExitCode, run.ToString());
        Assert.Contains("responses.organisation", run.ErrorMessage!);
    }
}
