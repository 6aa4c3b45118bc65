using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Jobs;

namespace Tevreden.EndToEnd.Tests.Paths;

/// <summary>A worker dies before any one of its requests: nothing is sent twice, and reconcile sets right what it left undone.</summary>
[TestClass]
public sealed class DyingWorkerTests
{
    private const int MostRequests = 30;

    private int _left = int.MaxValue;

    [TestMethod]
    [DataRow("incidentresolution")]
    [DataRow("incident")]
    public Task While_it_plans(string table) => KillAtEachRequestAsync(story => Task.FromResult(story.Waiting.Single(job => job.PrimaryTable == table)));

    [TestMethod]
    public Task While_it_sends() => KillAtEachRequestAsync(
        async story =>
        {
            await story.DeliverAsync(story.Waiting.Single(job => job.PrimaryTable == "incidentresolution"));
            return story.Waiting.Single(job => job.PrimaryTable == InvitationTable.Table);
        },
        InvitationStatus.Sending);

    private async Task KillAtEachRequestAsync(Func<CaseStory, Task<AsyncJob>> begin, params InvitationStatus[] unsure)
    {
        await using var product = await Product.StartAsync(new() { BeforeRequest = Count });
        var died = true;
        for (var request = 0; died; request++)
        {
            Assert.IsLessThan(MostRequests, request, "it never gets to its end");
            var story = new CaseStory(product);
            story.Do(Act.Resolve);
            var job = await begin(story);
            _left = request;
            died = await story.KillAsync(job);
            _left = int.MaxValue;
            await story.SettleAndCheckAsync($"at request {request}", unsure);
            Assert.IsTrue(died || request > 2, "it made no request at which it could die");
        }
    }

    // A worker that died makes no further request either.
    private void Count(OrganizationRequest request, CallerContext caller)
    {
        if (_left == int.MaxValue)
            return;
        if (_left == 0)
            throw new OperationCanceledException("The worker died here.");
        _left--;
    }
}
