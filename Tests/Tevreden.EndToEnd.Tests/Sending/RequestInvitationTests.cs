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
    private static Product _product = null!;
    private static EngineSnapshot _beginning = null!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext context)
    {
        _product = await Product.StartAsync(new EngineOptions { ShuffleJobs = false }, quietPeriodDays: 30);
        _beginning = _product.Engine.TakeSnapshot();
    }

    [ClassCleanup]
    public static async Task StopAsync() => await _product.DisposeAsync();

    [TestInitialize]
    public void GoBack()
    {
        _product.Engine.Restore(_beginning);
        _product.Service.Reset();
    }

    [TestMethod]
    public async Task Many_rows_are_asked_for_at_once_and_those_refused_say_why_in_the_caller_s_language()
    {
        var dutch = _product.Person(1043);
        _product.Fails(400, times: 2);
        var refused = await _product.ResolveOneAsync();
        var other = await _product.ResolveOneAsync();
        var sent = await _product.ResolveOneAsync();
        var reopenedCase = _product.Case(_product.Contact(email: null));
        var skipped = await _product.OutcomeAsync(reopenedCase);
        _product.Reopen(reopenedCase);
        await _product.RunAsync();
        var nowhere = Guid.NewGuid();

        var answer = _product.Request("send", [refused.Id, other.Id, sent.Id, skipped.Id, nowhere], dutch);
        Assert.AreEqual(2, answer.Results[CustomApis.Asked]);
        var reasons = JsonSerializer.Deserialize<List<Refusal>>((string)answer.Results[CustomApis.Refused], JsonSerializerOptions.Web)!.ToDictionary(r => r.Id, r => r.Reason);
        Assert.AreEqual("Ze is al verstuurd.", reasons[sent.Id]);
        Assert.StartsWith("De aanvraag is na deze oplossing heropend", reasons[skipped.Id]);
        Assert.AreEqual("Er is geen uitnodiging met dit id.", reasons[nowhere]);
        Assert.HasCount(3, reasons);

        await _product.RunAsync();
        Assert.AreEqual(InvitationStatus.Sent, _product.Again(refused).Status());
        Assert.AreEqual(InvitationStatus.Sent, _product.Again(other).Status());
        Assert.HasCount(3, _product.Service.Received);
    }

    [TestMethod]
    public async Task A_skipped_one_whose_cause_was_mended_is_planned_again_and_sent()
    {
        var contact = _product.Contact(email: null);
        var skipped = await _product.OutcomeAsync(_product.Case(contact));
        Assert.AreEqual(InvitationReason.NoEmail, skipped.Reason());
        Assert.AreEqual(0, _product.Request("send", [skipped.Id]).Results[CustomApis.Asked]);

        _product.Admin.Update(new Entity("contact", contact) { ["emailaddress1"] = "nieuw@voorbeeld.nl" });
        Assert.AreEqual(1, _product.Request("plan", [skipped.Id]).Results[CustomApis.Asked]);
        await _product.RunAsync();
        Assert.AreEqual(InvitationStatus.Sent, _product.Again(skipped).Status(), _product.Again(skipped).Explanation());
        Assert.HasCount(1, _product.Service.Received);
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
    public void Who_may_not_write_rules_may_not_ask_and_a_wrong_word_is_told_what_is_expected()
    {
        var nobody = _product.Admin.Create(new Entity("systemuser") { ["lastname"] = "Medewerker", ["domainname"] = "medewerker" });
        var caller = _product.Engine.ServiceFor(new CallerContext(nobody));
        Assert.ThrowsExactly<FaultException<OrganizationServiceFault>>(() => _product.Request("send", [Guid.NewGuid()], caller));
        Assert.Contains("send, cancel or plan", Assert.ThrowsExactly<FaultException<OrganizationServiceFault>>(() => _product.Request("resend", [Guid.NewGuid()])).Message);
    }

    private sealed record Refusal(Guid Id, string Reason);
}
