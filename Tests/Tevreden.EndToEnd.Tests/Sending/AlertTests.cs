using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.EndToEnd.Tests.Rules;

namespace Tevreden.EndToEnd.Tests.Sending;

/// <summary>Alerts that no single event shows: a runner's sign of life has them looked at.</summary>
[TestClass]
public sealed class AlertTests
{
    private static readonly DateTime Now = TimeProvider.System.GetUtcNow().UtcDateTime;

    [TestMethod]
    public async Task Something_due_later_without_a_runner_raises_one_alert_which_a_runner_closes()
    {
        await using var product = await Product.StartAsync();
        product.ChangeRule(product.FirstRule(), RuleTable.DelayMinutes, 60);
        await product.ResolveOneAsync();
        await product.ResolveOneAsync();
        Assert.IsTrue(product.Alert(AlertKind.RunnerOverdue).IsOpen());
        Assert.HasCount(1, product.Rows("appnotification"));

        await product.RunDueAsync();
        Assert.IsFalse(product.Alert(AlertKind.RunnerOverdue).IsOpen());
    }

    [TestMethod]
    public async Task Resolved_cases_without_anything_sent_raise_an_alert_until_something_is_sent()
    {
        await using var product = await Product.StartAsync();
        product.Change(product.Connection(), ConnectionTable.ConnectedSince, Now.AddDays(-3));
        for (var number = 0; number < 3; number++)
            await product.OutcomeAsync(product.Case(product.Contact(email: null)));
        await product.RunDueAsync();
        Assert.IsTrue(product.Alert(AlertKind.NothingSent).IsOpen());
        Assert.Contains("24 hours 3 invitations", product.Alert(AlertKind.NothingSent)!.GetAttributeValue<string>(AlertTable.Text));

        await product.ResolveOneAsync();
        SignOfLife(product);
        await product.RunAsync();
        Assert.IsFalse(product.Alert(AlertKind.NothingSent).IsOpen());
    }

    [TestMethod]
    public async Task A_doubled_share_of_skipped_raises_an_alert_and_closes_when_it_is_over()
    {
        await using var product = await Product.StartAsync();
        product.Change(product.Connection(), ConnectionTable.ConnectedSince, Now.AddDays(-30));
        Made(product, InvitationStatus.Sent, 25, Now.AddDays(-3));
        Made(product, InvitationStatus.Skipped, 5, Now.AddDays(-3));
        Made(product, InvitationStatus.Sent, 10, Now.AddHours(-3));
        Made(product, InvitationStatus.Skipped, 12, Now.AddHours(-3));
        SignOfLife(product);
        await product.RunAsync();
        Assert.IsTrue(product.Alert(AlertKind.ShareOfSkippedDoubled).IsOpen());
        Assert.Contains("55%", product.Alert(AlertKind.ShareOfSkippedDoubled)!.GetAttributeValue<string>(AlertTable.Text));

        Made(product, InvitationStatus.Sent, 40, Now.AddHours(-2));
        SignOfLife(product);
        await product.RunAsync();
        Assert.IsFalse(product.Alert(AlertKind.ShareOfSkippedDoubled).IsOpen());
    }

    private static void SignOfLife(Product product) => product.Change(product.Connection(), ConnectionTable.RunnerLastSeenOn, TimeProvider.System.GetUtcNow().UtcDateTime);

    private static void Made(Product product, InvitationStatus status, int count, DateTime on)
    {
        for (var number = 0; number < count; number++)
        {
            product.Admin.Create(new Entity(InvitationTable.Table)
            {
                [InvitationTable.Name] = "eerder",
                [InvitationTable.Key] = Guid.NewGuid().ToString("D"),
                [InvitationTable.Reference] = Guid.NewGuid().ToString("D"),
                [InvitationTable.Status] = new OptionSetValue((int)status),
                [InvitationTable.SentOn] = status == InvitationStatus.Sent ? on : null,
                ["overriddencreatedon"] = on,
            });
        }
    }
}
