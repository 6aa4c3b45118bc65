using System.ServiceModel;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Demo.Service.Data;
using Tevreden.Demo.Service.Faults;
using Tevreden.EndToEnd.Tests.Rules;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Jobs;

namespace Tevreden.EndToEnd.Tests.Sending;

/// <summary>No invitation is sent twice, whoever works at the same time and whatever dies in between.</summary>
[TestClass]
public sealed class OnceTests
{
    [TestMethod]
    public async Task A_hundred_workers_on_one_row_send_it_once()
    {
        await using var product = await Product.StartAsync(new EngineOptions { ShuffleJobs = false });
        product.Resolve(product.Case(product.Contact()));
        await PlanAsync(product);
        var job = product.Engine.Jobs.Pending.Single(IsSending);

        var results = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => product.Engine.Jobs.RunAsync(job.Id, keep: true)));

        Assert.IsTrue(results.All(result => result.Succeeded), results.FirstOrDefault(result => !result.Succeeded)?.Message);
        Assert.HasCount(1, product.Service.Received);
        Assert.AreEqual(InvitationStatus.Sent, product.Invitations().Single().Status());
        Assert.AreEqual(1, product.Invitations().Single().GetAttributeValue<int>(InvitationTable.Attempts));
    }

    [TestMethod]
    public async Task A_hundred_parallel_resolutions_of_one_contact_send_one_mail_and_the_others_say_why()
    {
        await using var product = await Product.StartAsync(new EngineOptions { ShuffleJobs = false }, quietPeriodDays: 30);
        var contact = product.Contact();
        foreach (var incident in Enumerable.Range(0, 100).Select(_ => product.Case(contact)).ToList())
            product.Resolve(incident);
        await PlanAsync(product);

        var jobs = product.Engine.Jobs.Pending.Where(IsSending).ToList();
        Assert.HasCount(100, jobs);
        var results = await Task.WhenAll(jobs.Select(job => product.Engine.Jobs.RunAsync(job.Id)));

        Assert.IsTrue(results.All(result => result.Succeeded), results.FirstOrDefault(result => !result.Succeeded)?.Message);
        Assert.HasCount(1, product.Service.Received);
        var invitations = product.Invitations();
        Assert.AreEqual(1, invitations.Count(row => row.Status() == InvitationStatus.Sent));
        Assert.AreEqual(99, invitations.Count(row => row.Reason() == InvitationReason.QuietPeriod));
    }

    [TestMethod]
    [DataRow(null, "Failed", 1, DisplayName = "a service that tells nothing: for a person")]
    [DataRow(SendingScene.StatusCall, "Sent", 1, DisplayName = "a service that can be asked: settled")]
    [DataRow(SendingScene.Deduplicates, "Sent", 1, DisplayName = "a service that recognises references: sent again, mailed once")]
    public async Task A_worker_killed_after_the_call_is_settled_as_the_service_allows_and_mails_once(string? profile, string status, int mails)
    {
        var killing = true;
        await using var product = await Product.StartAsync(
            new EngineOptions { ShuffleJobs = false, BeforeRequest = (request, _) => KillAtResult(request, killing) },
            profile: profile);
        product.Resolve(product.Case(product.Contact()));
        await product.Engine.Jobs.DrainAsync();
        var invitation = product.Invitations().Single();
        Assert.AreEqual(InvitationStatus.Sending, invitation.Status());
        Assert.HasCount(1, product.Service.Received);

        killing = false;
        Assert.AreEqual(0, await product.RunDueAsync(), "it may still be at work");
        product.Passes(invitation, TimeSpan.FromMinutes(11));
        await product.RunDueAsync();
        await product.RunAsync();
        if (product.Again(invitation).Status() == InvitationStatus.Planned)
        {
            product.Request("send", [invitation.Id]);
            await product.RunAsync();
        }

        Assert.AreEqual(status, product.Again(invitation).Status().ToString(), product.Again(invitation).Explanation());
        Assert.AreEqual(mails, product.Service.Invitations.MailsByReference.Values.Single());
    }

    [TestMethod]
    public async Task A_worker_killed_before_the_call_is_asked_about_and_then_sent()
    {
        await using var product = await Product.StartAsync(new EngineOptions { ShuffleJobs = false }, profile: SendingScene.StatusCall);
        product.Resolve(product.Case(product.Contact()));
        await PlanAsync(product);
        var invitation = product.Invitations().Single();
        var claimed = new Entity(InvitationTable.Table, invitation.Id)
        {
            [InvitationTable.Status] = new OptionSetValue((int)InvitationStatus.Sending),
            [InvitationTable.Attempts] = 1,
            [InvitationTable.ClaimId] = Guid.NewGuid().ToString("D"),
            [InvitationTable.ClaimedOn] = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-11),
        };
        product.Admin.Update(claimed);

        await product.RunDueAsync();
        Assert.AreEqual(InvitationReason.WaitingForRetry, product.Again(invitation).Reason(), product.Again(invitation).Explanation());
        product.Request("send", [invitation.Id]);
        await product.RunAsync();
        Assert.AreEqual(InvitationStatus.Sent, product.Again(invitation).Status());
        Assert.HasCount(1, product.Service.Received);
    }

    [TestMethod]
    public async Task A_lost_answer_is_settled_by_the_status_call()
    {
        await using var product = await Product.StartAsync(profile: SendingScene.StatusCall);
        product.Fails(FaultKind.LostAnswer);
        var invitation = await product.ResolveOneAsync();
        Assert.AreEqual(InvitationStatus.Sending, invitation.Status());

        product.Passes(invitation, TimeSpan.FromMinutes(11));
        await product.RunDueAsync();
        Assert.AreEqual(InvitationStatus.Sent, product.Again(invitation).Status());
        Assert.HasCount(1, product.Service.Received);
    }

    [TestMethod]
    [DataRow(nameof(InvitationState.Bounced), nameof(InvitationReason.Bounced), true)]
    [DataRow(nameof(InvitationState.Unsubscribed), nameof(InvitationReason.Unsubscribed), false)]
    public async Task What_the_status_call_says_of_the_mail_is_kept(string state, string reason, bool givesBack)
    {
        await using var product = await Product.StartAsync(quietPeriodDays: 30, profile: SendingScene.StatusCall);
        product.Fails(FaultKind.LostAnswer);
        var invitation = await product.ResolveOneAsync();
        product.Service.Invitations.SetState(1, Enum.Parse<InvitationState>(state));
        product.Passes(invitation, TimeSpan.FromMinutes(11));
        await product.RunDueAsync();

        Assert.AreEqual(InvitationStatus.Failed, product.Again(invitation).Status());
        Assert.AreEqual(reason, product.Again(invitation).Reason().ToString());
        Assert.AreEqual(givesBack, product.Rows(ContactStateTable.Table).Single().GetAttributeValue<DateTime?>(ContactStateTable.LastInvitedOn) is null);
    }

    [TestMethod]
    [DataRow("plan")]
    [DataRow("send")]
    public async Task After_a_bounce_another_mail_has_a_reference_of_its_own(string request)
    {
        await using var product = await Product.StartAsync(profile: """{"status":{"enabled":true},"invitations":{"deduplicates":true}}""");
        product.Fails(FaultKind.LostAnswer);
        var contact = product.Contact();
        var invitation = await product.OutcomeAsync(product.Case(contact));
        product.Request("send", [invitation.Id]);
        await product.RunAsync();
        product.Service.Invitations.SetState(1, InvitationState.Bounced);
        product.Change(product.Again(invitation), InvitationTable.Status, new OptionSetValue((int)InvitationStatus.Failed));
        product.Change(product.Again(invitation), InvitationTable.Reason, new OptionSetValue((int)InvitationReason.Bounced));

        product.Admin.Update(new Entity("contact", contact) { ["emailaddress1"] = "goed@voorbeeld.nl" });
        Assert.AreEqual(1, product.Request(request, [invitation.Id]).Results[CustomApis.Asked]);
        await product.RunAsync();

        Assert.AreEqual(InvitationStatus.Sent, product.Again(invitation).Status(), product.Again(invitation).Explanation());
        Assert.HasCount(2, product.Service.Received.DistinctBy(mail => mail.Reference).ToList());
        Assert.AreEqual(product.Service.Received[^1].Reference, product.Again(invitation).GetAttributeValue<string>(InvitationTable.Reference));
        Assert.AreEqual(request == "plan" ? "goed@voorbeeld.nl" : "jan@voorbeeld.nl", product.Service.Received[^1].Email);
        Assert.IsTrue(product.Service.Invitations.MailsByReference.Values.All(mails => mails == 1));
    }

    [TestMethod]
    public async Task A_fault_after_the_work_mails_once_where_the_service_can_be_asked()
    {
        await using var product = await Product.StartAsync(profile: SendingScene.StatusCall);
        product.Service.Faults.Add(new Fault { Kind = FaultKind.Status, Status = 500, AfterWork = true, Times = 1, Path = "/invitations" });
        var invitation = await product.ResolveOneAsync();
        product.Passes(invitation, TimeSpan.FromMinutes(11));
        await product.RunDueAsync();
        Assert.AreEqual(InvitationStatus.Sent, product.Again(invitation).Status());
        Assert.HasCount(1, product.Service.Received);
    }

    private static async Task PlanAsync(Product product)
    {
        while (product.Engine.Jobs.Pending.FirstOrDefault(job => !IsSending(job)) is { } job)
            Assert.IsTrue((await product.Engine.Jobs.RunAsync(job.Id)).Succeeded);
    }

    private static bool IsSending(AsyncJob job) => job.PrimaryTable == InvitationTable.Table;

    // As if the sandbox worker died: the write of the result never reaches the platform.
    private static void KillAtResult(OrganizationRequest request, bool killing)
    {
        if (killing
            && request.Parameters.TryGetValue("Target", out var target)
            && target is Entity { LogicalName: InvitationTable.Table } row
            && row.Contains(InvitationTable.SentOn))
        {
            throw new FaultException<OrganizationServiceFault>(new OrganizationServiceFault { ErrorCode = -2147220970, Message = "Killed." }, new FaultReason("Killed."));
        }
    }
}
