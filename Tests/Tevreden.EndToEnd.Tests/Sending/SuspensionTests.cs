using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.EndToEnd.Tests.Rules;

namespace Tevreden.EndToEnd.Tests.Sending;

/// <summary>The bar "Service down or key revoked".</summary>
[TestClass]
public sealed class SuspensionTests
{
    [TestMethod]
    [DataRow(401)]
    [DataRow(403)]
    public async Task A_revoked_key_suspends_the_connection_not_the_rows_alerts_once_and_a_green_test_resumes(int status)
    {
        await using var product = await Product.StartAsync();
        var dutch = product.Person(1043);
        product.Fails(status, path: null);

        var first = await product.ResolveOneAsync();
        var callsOfTheFirst = product.Service.Requests.Count;
        var second = await product.ResolveOneAsync();
        Assert.AreEqual(InvitationReason.WaitingSuspended, first.Reason());
        Assert.AreEqual(InvitationReason.WaitingSuspended, second.Reason());
        Assert.HasCount(callsOfTheFirst, product.Service.Requests, "no hammering");
        Assert.AreEqual((int)ConnectionState.Suspended, product.Connection().GetAttributeValue<OptionSetValue>(ConnectionTable.State).Value);
        Assert.IsTrue(product.Alert(AlertKind.ConnectionSuspended).IsOpen());
        var notes = product.Rows("appnotification");
        Assert.HasCount(2, notes, "one for each administrator");
        CollectionAssert.AreEquivalent((string[])["Sending is suspended", "Versturen is opgeschort"], notes.Select(note => note.GetAttributeValue<string>("title")).ToList());

        Assert.AreEqual(0, await product.RunDueAsync(), "a suspended connection keeps the clock from asking");
        Assert.IsFalse((await product.TestConnectionAsync()).Single(check => check.Check == "confirmed").Ok);
        Assert.AreEqual(InvitationStatus.Planned, product.Again(first).Status());

        product.Service.Faults.Clear();
        Assert.IsTrue((await product.TestConnectionAsync()).Single(check => check.Check == "confirmed").Ok);
        Assert.AreEqual(InvitationStatus.Sent, product.Again(first).Status());
        Assert.AreEqual(InvitationStatus.Sent, product.Again(second).Status());
        Assert.HasCount(2, product.Service.Received);
        Assert.IsFalse(product.Alert(AlertKind.ConnectionSuspended).IsOpen());
        Assert.HasCount(2, product.Rows("appnotification"));
        Assert.IsNotNull(dutch);
    }

    [TestMethod]
    public async Task With_the_service_down_cases_are_resolved_as_always_rows_wait_and_one_alert_says_so_until_it_answers()
    {
        await using var product = await Product.StartAsync();
        product.Fails(503);
        var first = await product.ResolveOneAsync();
        var second = await product.ResolveOneAsync();
        Assert.AreEqual(InvitationReason.WaitingForRetry, first.Reason());
        Assert.AreEqual(InvitationReason.WaitingForRetry, second.Reason());
        Assert.IsTrue(product.Alert(AlertKind.ServiceUnavailable).IsOpen());
        Assert.HasCount(1, product.Rows("appnotification").Where(note => note.GetAttributeValue<string>("title") == "The survey service can't be used").ToList());

        product.Service.Faults.Clear();
        product.Passes(first, TimeSpan.FromMinutes(5));
        product.Passes(second, TimeSpan.FromMinutes(5));
        Assert.AreEqual(2, await product.RunDueAsync());
        Assert.HasCount(2, product.Service.Received);
        Assert.IsFalse(product.Alert(AlertKind.ServiceUnavailable).IsOpen());
    }

    [TestMethod]
    public async Task With_a_profile_that_can_not_be_used_rows_wait_and_an_alert_says_which_part_of_it()
    {
        await using var product = await Product.StartAsync();
        product.Engine.SetEnvironmentVariable(EnvironmentVariables.ApiProfile, """{"invitations":{"mail":"adres"}}""");
        var invitation = await product.ResolveOneAsync();

        Assert.AreEqual(InvitationStatus.Planned, invitation.Status());
        Assert.Contains("mail", invitation.Explanation());
        Assert.IsTrue(product.Alert(AlertKind.ServiceUnavailable).IsOpen());
        Assert.Contains("\"mail\"", product.Alert(AlertKind.ServiceUnavailable)!.GetAttributeValue<string>(AlertTable.Text));

        product.Engine.SetEnvironmentVariable(EnvironmentVariables.ApiProfile, "");
        Assert.IsTrue((await product.TestConnectionAsync())[^1].Ok);
        Assert.AreEqual(InvitationStatus.Sent, product.Again(invitation).Status(), product.Again(invitation).Explanation());
        Assert.IsFalse(product.Alert(AlertKind.ServiceUnavailable).IsOpen());
    }

    [TestMethod]
    public async Task A_service_that_refuses_the_connection_is_retried()
    {
        await using var product = await Product.StartAsync();
        var gone = new Uri("http://127.0.0.1:1/");
        product.Engine.SetEnvironmentVariable(EnvironmentVariables.ApiBaseUrl, gone.AbsoluteUri);
        product.Change(product.Connection(), ConnectionTable.ConfirmedHost, gone.Authority);
        product.Change(product.Connection(), ConnectionTable.ConfirmedOn, TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(1));
        var invitation = await product.ResolveOneAsync();
        Assert.AreEqual(InvitationReason.WaitingForRetry, invitation.Reason(), invitation.Explanation());
        Assert.IsTrue(product.Alert(AlertKind.ServiceUnavailable).IsOpen());
    }
}
