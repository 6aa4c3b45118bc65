using System;
using System.Collections.Generic;
using System.Linq;
using System.ServiceModel;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core.Alerts;
using Tevreden.Dataverse.Plugins.Core.Planning;
using Tevreden.Dataverse.Plugins.Core.Sending;
using Tevreden.Dataverse.Plugins.Data;
using Tevreden.Dataverse.Plugins.Rules;
using Tevreden.Dataverse.Plugins.Service;

namespace Tevreden.Dataverse.Plugins.Alerts;

/// <summary>
/// Looks, whenever a runner gives a sign of life, at what no single event shows: whether anything is sent at all, whether
/// suddenly more is skipped, and whether the causes of open alerts are gone.
/// </summary>
internal sealed class HealthCheck
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1), Week = TimeSpan.FromDays(7);

    private readonly PluginCall _call;
    private readonly Alarm _alarm;
    private readonly ISet<string> _open;

    public HealthCheck(PluginCall call)
    {
        _call = call;
        _alarm = new Alarm(call);
        _open = new AlertRows(call.System).OpenKeys();
    }

    public void Run()
    {
        Set(AlertKind.RunnerOverdue, null);
        if (new ConnectionRows(_call.System).Find([.. ConnectionRows.SendingColumns, ConnectionTable.ConnectedSince, ConnectionTable.AlertAfterHours]) is not { } row
            || ConnectionRows.Read(row, string.Empty) is not { } connection
            || row.Time(ConnectionTable.ConnectedSince) is not { } connectedSince)
        {
            return;
        }

        Set(AlertKind.ConnectionSuspended, connection.Facts.Suspended ? AlertTexts.Suspended(null) : null);
        if (connection.Facts.UnavailableSince is null)
        {
            Set(AlertKind.ServiceUnavailable, null);
        }

        Environment(connection);
        BrokenRules();
        var hours = row.Whole(ConnectionTable.AlertAfterHours) ?? SendingHealth.UsualAlertAfterHours;
        Count("Nothing sent", () => NothingSent(hours, connectedSince));
        Count("Share of skipped", ShareOfSkipped);
    }

    // Whether the address is the confirmed one shows when something is sent; that it is so again, nothing shows but this.
    private void Environment(ConnectionOfInvitation connection)
    {
        var organisation = InvitationIdentity.Text(_call.Context.OrganizationId);
        if (connection.Facts.ConfirmedOrganisation != organisation)
        {
            Set(AlertKind.EnvironmentNotConfirmed, AlertTexts.EnvironmentNotConfirmed);
        }
        else if (_open.Contains(Alarm.Key(AlertKind.EnvironmentNotConfirmed, null))
            && new SettingsReader(_call).Read(connection).Settings is { } settings
            && SendDecision.WhyNotConfirmed(connection.Facts, new EnvironmentFacts(organisation, settings.Host, settings.Platform)) is null)
        {
            Set(AlertKind.EnvironmentNotConfirmed, null);
        }
    }

    // A column that came back and a rule that was deleted make no event of the rule.
    private void BrokenRules()
    {
        var prefix = Alarm.Key(AlertKind.RuleBroken, string.Empty);
        foreach (var key in _open.Where(k => k.StartsWith(prefix, StringComparison.Ordinal)))
        {
            if (Guid.TryParse(key.Substring(prefix.Length), out var rule))
            {
                new RuleMending(_call).Run(rule);
            }
        }
    }

    private void NothingSent(int hours, DateTime connectedSince)
    {
        var since = _call.Now - TimeSpan.FromHours(hours);
        if (connectedSince > since)
        {
            return;
        }

        var counts = new OutcomeCountsQuery(_call.System).WhoseTurnCame(since, _call.Now);
        Set(AlertKind.NothingSent, SendingHealth.IsNothingSent(counts) ? AlertTexts.NothingSent(hours, counts.All) : null);
    }

    private void ShareOfSkipped()
    {
        var query = new OutcomeCountsQuery(_call.System);
        var lastDay = query.MadeBetween(_call.Now - Day, _call.Now);
        var weekBefore = query.MadeBetween(_call.Now - Day - Week, _call.Now - Day);
        Set(
            AlertKind.ShareOfSkippedDoubled,
            SendingHealth.HasShareOfSkippedDoubled(lastDay, weekBefore)
                ? AlertTexts.ShareOfSkippedDoubled(lastDay.ShareOfSkipped, weekBefore.ShareOfSkipped)
                : null);
    }

    private void Count(string what, Action look)
    {
        try
        {
            look();
        }
        catch (FaultException<OrganizationServiceFault> fault) when (Faults.IsTooManyToCount(fault))
        {
            // Who makes that many invitations in this time will not be told by this check that there are none.
            _call.Trace($"{what}: more invitations than the platform counts; not looked at.");
        }
    }

    private void Set(AlertKind kind, AlertText? text)
    {
        if (text is not null)
        {
            _alarm.Mention(kind, null, text);
        }
        else if (_open.Contains(Alarm.Key(kind, null)))
        {
            _alarm.Close(kind, null);
        }
    }
}
