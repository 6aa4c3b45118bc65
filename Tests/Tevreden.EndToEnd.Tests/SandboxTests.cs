using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;

namespace Tevreden.EndToEnd.Tests;

[TestClass]
public sealed class SandboxTests
{
    [TestMethod]
    public async Task A_resolved_case_sends_one_invitation()
    {
        await using var product = await Product.StartAsync();
        var incident = product.Case(product.Contact());
        product.Resolve(incident);

        var jobs = await product.Engine.Jobs.DrainAsync();

        Assert.IsTrue(jobs.All(job => job.Succeeded), string.Join("\n", jobs.Select(job => job.Message)));
        var invitation = product.Invitations().Single();
        Assert.AreEqual((int)InvitationStatus.Sent, invitation.GetAttributeValue<OptionSetValue>(InvitationTable.Status).Value, invitation.GetAttributeValue<string>(InvitationTable.Explanation));
        Assert.HasCount(1, product.Service.Received);
    }
}
