using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Demo.Service.Faults;
using Tevreden.EndToEnd.Tests.Rules;
using Tevreden.Sandbox.Jobs;

namespace Tevreden.EndToEnd.Tests.Paths;

/// <summary>The platform delivers a job at least once. A request that was answered is no request the second time, also where nobody knows whether its mail went out.</summary>
[TestClass]
public sealed class RepeatedDeliveryTests
{
    [TestMethod]
    public async Task The_first_job_of_an_invitation_whose_answer_was_lost()
    {
        await using var product = await Product.StartAsync();
        product.Resolve(product.Case());
        await DeliverPlansAsync(product);
        await DeliverTwiceAsync(product);

        Assert.HasCount(1, product.Service.Received);
        Assert.AreEqual(InvitationReason.Uncertain, product.Invitations().Single().Reason());
    }

    [TestMethod]
    public async Task The_job_that_a_clock_asked_for()
    {
        await using var product = await Product.StartAsync();
        product.Resolve(product.Case());
        await DeliverPlansAsync(product);
        product.Lose(product.Engine.Jobs.Pending.Single().Id);
        product.RunDue();
        await DeliverTwiceAsync(product);

        Assert.HasCount(1, product.Service.Received);
        Assert.AreEqual(InvitationReason.Uncertain, product.Invitations().Single().Reason());
    }

    [TestMethod]
    [DataRow("send")]
    [DataRow("plan")]
    public async Task The_job_that_a_person_asked_for(string request)
    {
        await using var product = await Product.StartAsync();
        product.Service.Faults.Add(new Fault { Kind = FaultKind.Status, Status = 400, Method = "POST", Times = 1 });
        var invitation = await product.OutcomeAsync(product.Case());
        Assert.AreEqual(InvitationReason.RejectedByService, invitation.Reason());

        product.Admin.Execute(new OrganizationRequest(CustomApis.RequestInvitation)
        {
            [CustomApis.InvitationIds] = new[] { invitation.Id.ToString("D") },
            [CustomApis.Request] = request,
        });
        await DeliverTwiceAsync(product);

        Assert.HasCount(1, product.Service.Received);
        Assert.AreEqual(InvitationReason.Uncertain, product.Invitations().Single().Reason());
    }

    private static async Task DeliverPlansAsync(Product product)
    {
        while (product.Engine.Jobs.Pending.FirstOrDefault(job => job.PrimaryTable != InvitationTable.Table) is { } job)
            await RunAsync(product, job, leave: false);
    }

    /// <summary>Loses every answer, and delivers each job once, with all that follows from it, and then once more.</summary>
    private static async Task DeliverTwiceAsync(Product product)
    {
        product.Service.Faults.Add(new Fault { Kind = FaultKind.LostAnswer, Method = "POST" });
        var delivered = new HashSet<Guid>();
        while (product.Engine.Jobs.Pending.FirstOrDefault(job => !delivered.Contains(job.Id)) is { } job)
        {
            await RunAsync(product, job, leave: true);
            delivered.Add(job.Id);
        }

        await product.DeliverAllAsync();
    }

    private static async Task RunAsync(Product product, AsyncJob job, bool leave)
    {
        var result = await product.Engine.Jobs.RunAsync(job.Id, keep: leave);
        Assert.IsTrue(result.Succeeded, result.Message);
    }
}
