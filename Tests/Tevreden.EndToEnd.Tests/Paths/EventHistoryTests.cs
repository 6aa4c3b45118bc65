using Tevreden.Dataverse.Names;
using Tevreden.Demo.Service.Faults;

namespace Tevreden.EndToEnd.Tests.Paths;

/// <summary>
/// The bar "Events" through the whole product, on the sandbox, from the packed zip. Which histories there are and that the core copes with all of them is the matter of the
/// plug-ins' own tests; here the plug-ins, the rows and the platform's events take part.
/// </summary>
[TestClass]
public sealed class EventHistoryTests
{
    /// <summary>How many random histories; set it to a large number for a long run.</summary>
    private const string Histories = "TEVREDEN_HISTORIES";

    private const int UsualHistories = 120, StoriesPerEnvironment = 40;

    private static readonly Act[] Actions = [Act.Resolve, Act.Reopen, Act.Resolve, Act.Cancel];

    public TestContext TestContext { get; set; } = null!;

    private static int RandomHistories =>
        int.TryParse(Environment.GetEnvironmentVariable(Histories), out var number) ? number : UsualHistories;

    [TestMethod]
    public async Task Jobs_of_resolve_reopen_resolve_cancel_in_every_order_once_or_twice()
    {
        var orders = Permutations([0, 1, 2, 3, 4, 5]).ToList();
        await TellAsync(orders.Count, async (story, _, number) =>
        {
            var plans = Actions.SelectMany(story.Do).ToList();
            Assert.HasCount(orders[number].Length, plans, "resolving makes two jobs, all else one");
            foreach (var job in orders[number].Select(place => plans[place]))
            {
                if (number % 2 == 0)
                    await story.DeliverAsync(story.Waiting.Single(waiting => waiting.Id == job), leave: true);
                await story.DeliverAsync(story.Waiting.Single(waiting => waiting.Id == job));
            }
        });
    }

    [TestMethod]
    public async Task Random_histories_of_up_to_five_actions_with_jobs_at_any_moment_twice_or_lost()
    {
        await TellAsync(RandomHistories, (story, _, number) => LiveAsync(story, new Random(2026 + number)));
    }

    [TestMethod]
    public async Task Random_histories_while_the_service_fails_or_loses_answers_send_no_resolution_twice()
    {
        await TellAsync(
            RandomHistories / 2,
            async (story, product, number) =>
            {
                var random = new Random(1126 + number);
                product.Service.Faults.Clear();
                for (var request = 0; request < 5; request++)
                    product.Service.Faults.Add(new Fault { Kind = random.Next(2) == 0 ? FaultKind.LostAnswer : FaultKind.Status, Method = "POST", Times = 1 });

                await LiveAsync(story, random);
            },
            InvitationStatus.Failed,
            InvitationStatus.Planned);
    }

    /// <summary>Up to five actions, with jobs at any moment, once or twice, or never.</summary>
    private static async Task LiveAsync(CaseStory story, Random random)
    {
        var toDo = random.Next(1, 6);
        var deliveries = new Dictionary<Guid, int>();
        while (toDo > 0 || (story.Waiting.Count > 0 && random.Next(8) > 0))
        {
            var waiting = story.Waiting;
            if (toDo > 0 && (waiting.Count == 0 || random.Next(3) == 0))
            {
                var possible = Enum.GetValues<Act>().Where(story.Allows).ToList();
                toDo = possible.Count == 0 ? 0 : toDo - 1;
                if (possible.Count > 0)
                    story.Do(possible[random.Next(possible.Count)]);
            }
            else
            {
                var job = waiting[random.Next(waiting.Count)];
                deliveries.TryAdd(job.Id, random.Next(1, 3));
                deliveries[job.Id]--;
                await story.DeliverAsync(job, leave: deliveries[job.Id] > 0);
            }
        }
    }

    private static IEnumerable<int[]> Permutations(int[] items) => items.Length <= 1
        ? [items]
        : items.SelectMany(item => Permutations([.. items.Where(other => other != item)]), (item, rest) => (int[])[item, .. rest]);

    /// <summary>Tells stories, each of a new case; what of its jobs is left at its end is lost.</summary>
    private async Task TellAsync(int count, Func<CaseStory, Product, int, Task> tell, params InvitationStatus[] unsure)
    {
        await using var product = await Product.StartAsync();
        using var beginning = product.Engine.TakeSnapshot();
        for (var number = 0; number < count; number++)
        {
            // Not for each: going back takes longer than a story.
            if (number % StoriesPerEnvironment == 0)
            {
                product.Engine.Restore(beginning);
                product.Service.Reset();
            }

            var story = new CaseStory(product);
            await tell(story, product, number);
            foreach (var job in story.Waiting)
                product.Lose(job.Id);
            await story.SettleAndCheckAsync(null, unsure);
        }

        TestContext.WriteLine($"{count} histories");
    }
}
