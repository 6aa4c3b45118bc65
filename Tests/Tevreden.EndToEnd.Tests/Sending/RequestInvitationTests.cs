using System.ServiceModel;
using System.Text.Json;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.EndToEnd.Tests.Rules;
using Tevreden.Sandbox.Engine;

namespace Tevreden.EndToEnd.Tests.Sending;

[TestClass]
public sealed class RequestInvitationTests
{
    [TestMethod]
    public async Task Many_rows_are_asked_for_at_once_and_those_refused_say_why_in_the_caller_s_language()
    {
        await using var product = await Product.StartAsync();
        var dutch = product.Person(1043);
        product.Fails(400, times: 2);
        var refused = await product.ResolveOneAsync();
        var other = await product.ResolveOneAsync();
        var sent = await product.ResolveOneAsync();
        var reopenedCase = product.Case(product.Contact(email: null));
        var skipped = await product.OutcomeAsync(reopenedCase);
        product.Reopen(reopenedCase);
        await product.RunAsync();
        var nowhere = Guid.NewGuid();

        var answer = product.Request("send", [refused.Id, other.Id, sent.Id, skipped.Id, nowhere], dutch);
        Assert.AreEqual(2, answer.Results[CustomApis.Asked]);
        var reasons = JsonSerializer.Deserialize<List<Refusal>>((string)answer.Results[CustomApis.Refused], JsonSerializerOptions.Web)!.ToDictionary(r => r.Id, r => r.Reason);
        Assert.AreEqual("Ze is al verstuurd.", reasons[sent.Id]);
        Assert.StartsWith("De aanvraag is na deze oplossing heropend", reasons[skipped.Id]);
        Assert.AreEqual("Er is geen uitnodiging met dit id.", reasons[nowhere]);
        Assert.HasCount(3, reasons);

        await product.RunAsync();
        Assert.AreEqual(InvitationStatus.Sent, product.Again(refused).Status());
        Assert.AreEqual(InvitationStatus.Sent, product.Again(other).Status());
        Assert.HasCount(3, product.Service.Received);
    }

    [TestMethod]
    public async Task A_skipped_one_whose_cause_was_mended_is_planned_again_and_sent()
    {
        await using var product = await Product.StartAsync();
        var contact = product.Contact(email: null);
        var skipped = await product.OutcomeAsync(product.Case(contact));
        Assert.AreEqual(InvitationReason.NoEmail, skipped.Reason());
        Assert.AreEqual(0, product.Request("send", [skipped.Id]).Results[CustomApis.Asked]);

        product.Admin.Update(new Entity("contact", contact) { ["emailaddress1"] = "nieuw@voorbeeld.nl" });
        Assert.AreEqual(1, product.Request("plan", [skipped.Id]).Results[CustomApis.Asked]);
        await product.RunAsync();
        Assert.AreEqual(InvitationStatus.Sent, product.Again(skipped).Status(), product.Again(skipped).Explanation());
        Assert.HasCount(1, product.Service.Received);
    }

    [TestMethod]
    public async Task A_planned_one_is_cancelled_and_never_sent()
    {
        await using var product = await Product.StartAsync();
        product.ChangeRule(product.FirstRule(), RuleTable.DelayMinutes, 60);
        var planned = await product.ResolveOneAsync();
        Assert.AreEqual(InvitationStatus.Planned, planned.Status());
        Assert.AreEqual(0, product.Request("send", [planned.Id]).Results[CustomApis.Asked], "its rule says later");

        product.Request("cancel", [planned.Id]);
        await product.RunAsync();
        product.Passes(planned, TimeSpan.FromHours(2));
        await product.RunDueAsync();
        Assert.AreEqual(InvitationReason.CancelledByPerson, product.Again(planned).Reason());
        Assert.IsEmpty(product.Service.Received);
    }

    [TestMethod]
    public async Task Who_may_not_write_rules_may_not_ask_and_a_wrong_word_is_told_what_is_expected()
    {
        await using var product = await Product.StartAsync();
        var nobody = product.Admin.Create(new Entity("systemuser") { ["lastname"] = "Medewerker", ["domainname"] = "medewerker" });
        var caller = product.Engine.ServiceFor(new CallerContext(nobody));
        Assert.ThrowsExactly<FaultException<OrganizationServiceFault>>(() => product.Request("send", [Guid.NewGuid()], caller));
        Assert.Contains("send, cancel or plan", Assert.ThrowsExactly<FaultException<OrganizationServiceFault>>(() => product.Request("resend", [Guid.NewGuid()])).Message);
    }

    private sealed record Refusal(Guid Id, string Reason);
}
