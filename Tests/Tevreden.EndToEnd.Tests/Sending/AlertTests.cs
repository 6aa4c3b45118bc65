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
    public async Task Who_has_our_administrator_role_is_told_also_by_a_team_and_then_nobody_else()
    {
        await using var product = await Product.StartAsync();
        var role = product.Rows("role").Where(row => row.GetAttributeValue<string>("name") == RoleNames.Administrator).Select(row => row.Id).FirstOrDefault();
        if (role == Guid.Empty)
            role = product.Admin.Create(new Entity("role") { ["name"] = RoleNames.Administrator, ["businessunitid"] = new EntityReference("businessunit", product.Engine.RootBusinessUnitId) });
        var (own, member, gone) = (product.MakePerson(1033), product.MakePerson(1033), product.MakePerson(1033));
        var team = product.Admin.Create(new Entity("team") { ["name"] = "Beheer", ["businessunitid"] = new EntityReference("businessunit", product.Engine.RootBusinessUnitId) });
        product.Admin.Associate("team", team, new Relationship("teamroles_association"), [new EntityReference("role", role)]);
        product.Admin.Associate("team", team, new Relationship("teammembership_association"), [new EntityReference("systemuser", member), new EntityReference("systemuser", own)]);
        product.Admin.Associate("systemuser", own, new Relationship("systemuserroles_association"), [new EntityReference("role", role)]);
        product.Admin.Associate("systemuser", gone, new Relationship("systemuserroles_association"), [new EntityReference("role", role)]);
        product.Admin.Update(new Entity("systemuser", gone) { ["isdisabled"] = true });

        product.Fails(401, path: null);
        await product.ResolveOneAsync();
        CollectionAssert.AreEquivalent((Guid[])[own, member], product.Rows("appnotification").Select(note => note.GetAttributeValue<EntityReference>("ownerid").Id).ToList());
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
