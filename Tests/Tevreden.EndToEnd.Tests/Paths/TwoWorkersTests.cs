using Tevreden.Dataverse.Names;
using Tevreden.Sandbox.Jobs;

namespace Tevreden.EndToEnd.Tests.Paths;

/// <summary>Two workers on one case, in every interleaving of their requests: whatever each of them read, in the end the bar "Events" holds.</summary>
[TestClass]
public sealed class TwoWorkersTests
{
    private const int StoriesPerEnvironment = 40;

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public Task The_two_jobs_of_one_resolution() => PlayAsync(story =>
    {
        story.Do(Act.Resolve);
        return Task.FromResult<(Func<Task>, Func<Task>)>((() => story.RunAsync(Job(story, "Create")), () => story.RunAsync(Job(story, "Update"))));
    });

    [TestMethod]
    public Task One_job_delivered_twice_at_once() => PlayAsync(story =>
    {
        story.Do(Act.Resolve);
        var job = Job(story, "Create");
        return Task.FromResult<(Func<Task>, Func<Task>)>((() => story.RunAsync(job, leave: true), () => story.RunAsync(job, leave: true)));
    });

    [TestMethod]
    public Task One_invitation_sent_by_two_senders() => PlayAsync(async story =>
    {
        story.Do(Act.Resolve);
        await story.DeliverAsync(Job(story, "Create"));
        var job = story.Waiting.Single(waiting => waiting.PrimaryTable == InvitationTable.Table);
        return (() => story.RunAsync(job, leave: true), () => story.RunAsync(job, leave: true));
    });

    [TestMethod]
    public Task The_sender_and_the_job_of_a_reopening() => PlayAsync(async story =>
    {
        story.Do(Act.Resolve);
        await story.DeliverAsync(Job(story, "Create"));
        await story.DeliverAsync(Job(story, "Update"));
        var sender = story.Waiting.Single(waiting => waiting.PrimaryTable == InvitationTable.Table);
        story.Do(Act.Reopen);
        return (() => story.RunAsync(sender), () => story.RunAsync(Job(story, "Update")));
    });

    [TestMethod]
    public Task The_job_of_a_reopening_and_an_agent_who_resolves_again() => PlayAsync(async story =>
    {
        story.Do(Act.Resolve);
        await story.DeliverAsync(Job(story, "Create"));
        await story.DeliverAsync(Job(story, "Update"));
        story.Do(Act.Reopen);
        var reopening = Job(story, "Update");
        return (() => story.RunAsync(reopening), async () =>
        {
            story.Do(Act.Resolve);
            await story.RunAsync(Job(story, "Create"));
        });
    });

    [TestMethod]
    public Task A_late_job_and_an_agent_who_merges_the_case_and_resolves_the_one_that_stays() => PlayAsync(story =>
    {
        story.Do(Act.Resolve);
        var late = Job(story, "Create");
        return Task.FromResult<(Func<Task>, Func<Task>)>((() => story.RunAsync(late), async () =>
        {
            story.Do(Act.Reopen);
            story.Do(Act.Merge);
            var made = story.Do(Act.Resolve);
            await story.RunAsync(story.Waiting.Single(job => made.Contains(job.Id) && job.PrimaryTable == "incidentresolution"));
        }));
    });

    private static AsyncJob Job(CaseStory story, string message) =>
        story.Waiting.Single(job => job.MessageName == message && job.PrimaryTable != InvitationTable.Table);

    /// <summary>What the plug-ins keep for a minute is read now, so that every interleaving has the same requests.</summary>
    private static async Task WarmUpAsync(Product product)
    {
        product.Resolve(product.Case(product.Contact()));
        await product.DeliverAllAsync();
    }

    private async Task PlayAsync(Func<CaseStory, Task<(Func<Task> One, Func<Task> Other)>> begin)
    {
        await using var product = await Product.StartAsync(new() { BeforeRequest = Turns.Wait });
        await WarmUpAsync(product);
        using var beginning = product.Engine.TakeSnapshot();
        var turns = new Turns();
        var interleavings = 0;
        bool more;
        do
        {
            if (interleavings % StoriesPerEnvironment == 0)
            {
                product.Engine.Restore(beginning);
                product.Service.Reset();
            }

            var story = new CaseStory(product);
            var (one, other) = await begin(story);
            var played = turns.ToString();
            more = await turns.PlayAsync(one, other);
            interleavings++;
            await story.SettleAndCheckAsync($"interleaving {played}");
        }
        while (more);

        Assert.IsGreaterThan(1, interleavings);
        TestContext.WriteLine($"{interleavings} interleavings");
    }
}
