using Microsoft.Xrm.Sdk.Messages;
using Tevreden.Cli.Tests.Support;
using Tevreden.Dataverse.Names;
using Tevreden.Demo.Service.Data;

namespace Tevreden.Cli.Tests.Sync;

/// <summary>The bar "Sync" of the design: counted, not timed.</summary>
[TestClass]
public sealed class RequestCountTests
{
    private const int Responses = 1000;

    private static readonly StoredAnswer[] ThreeAnswers =
    [
        new("301-1", "Hoe tevreden bent u over de snelheid?", "mark", 8, null),
        new("301-2", "Hoe tevreden bent u over de oplossing?", "mark", 9, null),
        new("301-3", "Wat kunnen wij beter doen?", "text", null, "Niets, dank u."),
    ];

    [TestMethod]
    public async Task A_thousand_responses_with_three_answers_take_60_requests_at_most_and_a_change_of_all_of_them_40()
    {
        await using var environment = await TestEnvironment.StartAsync();
        await AddAsync(environment);

        var first = await environment.SyncAsync();

        Assert.AreEqual(0, first.ExitCode, first.ToString());
        Assert.AreEqual(Responses, first["written"]);
        Assert.AreEqual(3 * Responses, first["answersWritten"]);
        Assert.AreEqual(2 * Responses, first["scored"]);
        Assert.IsLessThanOrEqualTo(60, environment.Requests.Count, Sent.Names(environment.Requests));
        Assert.IsFalse(environment.Requests.OfType<RetrieveRequest>().Any(), "A row was read by itself.");

        environment.Clock.Move(TimeSpan.FromHours(3));
        var second = await environment.SyncAsync();

        Assert.AreEqual(0, second.ExitCode, second.ToString());
        Assert.AreEqual(0, second["written"]);
        CollectionAssert.AreEquivalent(
            new[] { CheckpointTable.Table, CheckpointTable.Table, SyncRunTable.Table, SyncRunTable.Table, ConnectionTable.Table },
            Sent.TablesWritten(environment.Requests).ToList());

        foreach (var response in environment.Service.Responses.All)
            environment.Service.Responses.Change(response.Id, content => content with { Score = 4, Answers = [ThreeAnswers[0] with { Number = 3 }, ThreeAnswers[1], ThreeAnswers[2]] });
        var third = await environment.SyncAsync();

        Assert.AreEqual(0, third.ExitCode, third.ToString());
        Assert.AreEqual(Responses, third["written"]);
        Assert.AreEqual(2 * Responses, third["scored"]);
        Assert.IsLessThanOrEqualTo(40, environment.Requests.Count, Sent.Names(environment.Requests));
    }

    private static Task AddAsync(TestEnvironment environment) => Task.Run(() =>
    {
        for (var i = 0; i < Responses; i++)
        {
            environment.Invitation($"r{i}", environment.Account($"Bedrijf {i}"), environment.Contact($"Persoon {i}"));
            environment.Service.Responses.Add(
                new ResponseContent { Reference = $"r{i}", QuestionnaireId = 301, Score = 8, Recommendation = 9, Answers = ThreeAnswers },
                environment.Clock.GetUtcNow().AddSeconds(i - Responses));
        }
    });
}
