using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Sandbox.Engine;

namespace Tevreden.EndToEnd.Tests;

/// <summary>
/// The bar "Events" for the history resolve, reopen, resolve, cancel: whatever the order and the moment of delivery of its jobs, once or twice, with sends at once or at the end,
/// there is one row per resolution and no other, at most one mail per resolution, and no mail for a case that is not resolved at that moment.
/// </summary>
[TestClass]
public sealed class EventHistoryTests
{
    private const int Actions = 4, Jobs = 6;

    // The action after which each plan job is there: resolving makes two (the resolution, the case), the others one.
    private static readonly int[] ActionOfJob = [0, 0, 1, 2, 2, 3];

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Jobs_delivered_in_every_order_after_the_last_action_once_and_twice()
    {
        await using var scene = await Scene.StartAsync();
        var histories = 0;
        foreach (var order in Permutations([.. Enumerable.Range(0, Jobs)]))
        {
            foreach (var twice in (bool[])[false, true])
            {
                await scene.PlayAsync([.. Enumerable.Repeat(Step.Act, Actions), .. order.Select(Step.Deliver)], twice, sendAtOnce: true);
                histories++;
            }
        }

        Assert.AreEqual(2 * 720, histories);
        TestContext.WriteLine($"{histories} histories");
    }

    [TestMethod]
    public async Task Jobs_delivered_at_any_moment_between_the_actions_with_sends_at_once_and_at_the_end()
    {
        await using var scene = await Scene.StartAsync();
        var histories = 0;
        var random = new Random(2026);
        foreach (var steps in Interleavings().Where(_ => random.Next(16) == 0))
        {
            await scene.PlayAsync(steps, twice: random.Next(2) == 0, sendAtOnce: random.Next(2) == 0);
            histories++;
        }

        Assert.IsGreaterThan(200, histories);
        TestContext.WriteLine($"{histories} histories of {Interleavings().Count()}");
    }

    private static IEnumerable<int[]> Permutations(int[] items) => items.Length <= 1
        ? [items]
        : items.SelectMany(item => Permutations([.. items.Where(other => other != item)]), (item, rest) => (int[])[item, .. rest]);

    /// <summary>Every sequence in which a job comes after the action that made it.</summary>
    private static IEnumerable<IReadOnlyList<Step>> Interleavings()
    {
        IEnumerable<IReadOnlyList<Step>> all = [[.. Enumerable.Repeat(Step.Act, Actions)]];
        for (var job = 0; job < Jobs; job++)
        {
            var number = job;
            all = all.SelectMany(steps => Enumerable.Range(0, steps.Count + 1)
                .Where(at => steps.Take(at).Count(step => step.Job is null) > ActionOfJob[number])
                .Select(at => (IReadOnlyList<Step>)[.. steps.Take(at), Step.Deliver(number), .. steps.Skip(at)]));
        }

        return all;
    }

    /// <summary>The next action (null), or the delivery of a job by its number.</summary>
    private sealed record Step(int? Job)
    {
        public static Step Act { get; } = new((int?)null);

        public static Step Deliver(int job) => new(job);
    }

    /// <summary>One case in one environment that goes back to its beginning before each history.</summary>
    private sealed class Scene : IAsyncDisposable
    {
        private readonly Product _product;
        private readonly Guid _case;
        private readonly EngineSnapshot _beginning;

        private Scene(Product product, Guid incident)
        {
            _product = product;
            _case = incident;
            _beginning = product.Engine.TakeSnapshot();
        }

        public static async Task<Scene> StartAsync()
        {
            var product = await Product.StartAsync(new EngineOptions { ShuffleJobs = false });
            return new Scene(product, product.Case(product.Contact()));
        }

        public async Task PlayAsync(IReadOnlyList<Step> steps, bool twice, bool sendAtOnce)
        {
            _product.Engine.Restore(_beginning);
            _product.Service.Reset();
            var plans = new List<Guid>();
            var acted = 0;
            foreach (var step in steps)
            {
                if (step.Job is null)
                    plans.AddRange(Act(acted++));
                else
                    await DeliverAsync(plans[step.Job.Value], twice);
                if (sendAtOnce)
                    await DeliverOthersAsync(plans, twice);
            }

            await DeliverOthersAsync(plans, twice);
            Check(steps, twice, sendAtOnce);
        }

        public ValueTask DisposeAsync() => _product.DisposeAsync();

        /// <returns>The jobs that the action made.</returns>
        private List<Guid> Act(int number)
        {
            var before = _product.Engine.Jobs.Pending.Select(job => job.Id).ToHashSet();
            switch (number)
            {
                case 0 or 2:
                    _product.Resolve(_case);
                    break;
                case 1:
                    _product.Reopen(_case);
                    break;
                default:
                    _product.Cancel(_case);
                    break;
            }

            return [.. _product.Engine.Jobs.Pending.Select(job => job.Id).Where(id => !before.Contains(id))];
        }

        private async Task DeliverAsync(Guid job, bool twice)
        {
            var isResolved = _product.StateOf(_case) == 1;
            var mails = _product.Service.Received.Count;
            for (var time = twice ? 2 : 1; time > 0; time--)
            {
                var result = await _product.Engine.Jobs.RunAsync(job, keep: time > 1);
                Assert.IsTrue(result.Succeeded, result.Message);
            }

            if (!isResolved)
                Assert.HasCount(mails, _product.Service.Received, "a mail went out while the case was not resolved");
        }

        private async Task DeliverOthersAsync(List<Guid> plans, bool twice)
        {
            while (_product.Engine.Jobs.Pending.FirstOrDefault(job => !plans.Contains(job.Id)) is { } job)
                await DeliverAsync(job.Id, twice);
        }

        private void Check(IReadOnlyList<Step> steps, bool twice, bool sendAtOnce)
        {
            var history = $"{string.Join(' ', steps.Select(step => step.Job?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "act"))}{(twice ? ", twice" : "")}{(sendAtOnce ? ", sends at once" : "")}";
            var resolutions = _product.Rows("incidentresolution").Select(row => row.Id.ToString("D")).Order().ToList();
            var invitations = _product.Invitations();
            CollectionAssert.AreEqual(resolutions, invitations.Select(row => row.GetAttributeValue<string>(InvitationTable.ResolutionId)).Order().ToList(), history);
            Assert.IsTrue(_product.Service.Received.GroupBy(mail => mail.Reference).All(mails => mails.Count() == 1), history);
            Assert.IsTrue(invitations.All(IsFinal), history);
        }

        private static bool IsFinal(Entity invitation) =>
            (InvitationStatus)invitation.GetAttributeValue<OptionSetValue>(InvitationTable.Status).Value is InvitationStatus.Sent or InvitationStatus.Cancelled;
    }
}
