using Tevreden.Dataverse.Names;
using Tevreden.EndToEnd.Tests.Rules;

namespace Tevreden.EndToEnd.Tests.Paths;

/// <summary>Every path to Resolved, and the ones that only look like it: exactly one outcome for each resolution, and after that nothing to reconcile.</summary>
[TestClass]
public sealed class ResolvedPathsTests
{
    private static IEnumerable<string> Paths => CasePaths.All.Keys;

    [TestMethod]
    [DynamicData(nameof(Paths))]
    public async Task Each_path_ends_in_exactly_one_outcome_per_resolution(string name)
    {
        var path = CasePaths.All[name];
        await using var product = await Product.StartAsync(new() { Cases = path.Platform });
        var scene = new PathScene(product);
        await path.Happens(scene);
        await product.DeliverAllAsync();

        var invitations = product.Invitations();
        CollectionAssert.AreEquivalent(path.Outcomes, invitations.Select(Outcome).ToArray(), string.Join("\n", invitations.Select(row => $"{Outcome(row)}: {row.Explanation()}")));
        Assert.HasCount(path.Outcomes.Count(outcome => outcome == "Sent"), product.Service.Received);
        Assert.HasCount(product.Service.Received.Count, product.Service.Received.DistinctBy(mail => mail.Reference).ToList());

        // Whatever still waits for a lost event would show now.
        var cases = product.Rows("incident").Select(row => row.Id).ToList();
        Assert.AreEqual(0, cases.Sum(product.Plan), "reconcile found something that the path's own events had not settled");
        product.RunDue();
        Assert.IsEmpty(product.Engine.Jobs.Pending.Where(job => job.PrimaryTable == InvitationTable.Table).ToList());
    }

    private static string Outcome(Microsoft.Xrm.Sdk.Entity invitation) =>
        invitation.Reason() is { } reason ? $"{invitation.Status()} {reason}" : $"{invitation.Status()}";
}
