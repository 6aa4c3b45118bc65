using System.ServiceModel;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins;

namespace Tevreden.Plugins.Tests.Plugins;

[TestClass]
internal sealed class HealthCheckTests
{
    private readonly SmallEnvironment _here = new();

    [TestMethod]
    public void More_invitations_than_the_platform_counts_are_no_failure_and_no_alert()
    {
        _here.Rows.Change(ConnectionTable.Table, _here.ConnectionId, ConnectionTable.ConnectedSince, _here.Now.AddDays(-30));
        _here.Rows.Before = request =>
        {
            if (request == "Query tvr_invitation")
            {
                throw new FaultException<OrganizationServiceFault>(new OrganizationServiceFault { ErrorCode = unchecked((int)0x8004E023) }, new FaultReason("AggregateQueryRecordLimit exceeded."));
            }
        };
        SignOfLife();
        Assert.IsEmpty(_here.Rows.All(AlertTable.Table));
    }

    [TestMethod]
    public void A_connection_that_is_younger_than_the_hours_says_nothing_yet()
    {
        _here.Rows.Change(ConnectionTable.Table, _here.ConnectionId, ConnectionTable.ConnectedSince, _here.Now.AddHours(-23));
        Skipped(3);
        SignOfLife();
        Assert.IsEmpty(_here.Rows.All(AlertTable.Table));
    }

    [TestMethod]
    [DataRow(null, 0)]
    [DataRow(2, 1)]
    public void The_hours_are_those_of_the_connection(int? hours, int alerts)
    {
        _here.Rows.Change(ConnectionTable.Table, _here.ConnectionId, ConnectionTable.ConnectedSince, _here.Now.AddHours(-3));
        _here.Rows.Change(ConnectionTable.Table, _here.ConnectionId, ConnectionTable.AlertAfterHours, hours);
        Skipped(3);
        SignOfLife();
        Assert.HasCount(alerts, _here.Rows.All(AlertTable.Table));
    }

    [TestMethod]
    public void A_suspended_connection_and_a_copy_of_the_environment_are_said_again_and_a_person_is_told_once()
    {
        _here.Rows.Put(new Entity("role", Make.Id(71)) { ["name"] = RoleNames.Administrator });
        _here.Rows.Put(new Entity("systemuser", Make.Id(72)) { ["systemuserid"] = Make.Id(72), ["isdisabled"] = 0, ["accessmode"] = new OptionSetValue(0) });
        _here.Rows.Put(new Entity("systemuserroles") { ["systemuserid"] = Make.Id(72), ["roleid"] = Make.Id(71) });
        _here.Rows.Change(ConnectionTable.Table, _here.ConnectionId, ConnectionTable.State, new OptionSetValue((int)ConnectionState.Suspended));
        _here.Rows.Change(ConnectionTable.Table, _here.ConnectionId, ConnectionTable.ConfirmedOrganisation, Guid.NewGuid().ToString());
        SignOfLife();
        SignOfLife();
        _here.Now = _here.Now.AddMinutes(2);
        SignOfLife();

        CollectionAssert.AreEquivalent(
            (string[])["connectionsuspended", "environmentnotconfirmed"],
            _here.Rows.All(AlertTable.Table).Select(a => a.GetAttributeValue<string>(AlertTable.Key)).ToList());
        Assert.IsTrue(_here.Rows.All(AlertTable.Table).All(a => a.GetAttributeValue<int>(AlertTable.Count) == 2), "twice in two minutes, not three times");
        Assert.HasCount(2, _here.Rows.Notifications);
        Assert.IsTrue(_here.Rows.Notifications.All(n => ((EntityReference)n["Recipient"]).Id == Make.Id(72) && ((string)n["Body"]).Length <= 500));
    }

    private void SignOfLife() => _here.Run(
        new ConnectionChanged(() => _here.Now),
        "Update",
        new Entity(ConnectionTable.Table, _here.ConnectionId) { [ConnectionTable.RunnerLastSeenOn] = _here.Now });

    private void Skipped(int count)
    {
        for (var number = 0; number < count; number++)
        {
            _here.Rows.Put(new Entity(InvitationTable.Table)
            {
                [InvitationTable.Key] = number.ToString(System.Globalization.CultureInfo.InvariantCulture),
                [InvitationTable.Status] = new OptionSetValue((int)InvitationStatus.Skipped),
            });
        }
    }
}
