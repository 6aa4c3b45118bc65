using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Alerts;
using Tevreden.Dataverse.Plugins.Core.Alerts;
using Tevreden.Dataverse.Plugins.Core.Sending;
using Tevreden.Dataverse.Plugins.Data;

namespace Tevreden.Dataverse.Plugins.Connections;

/// <summary>
/// What an answer about one invitation says about the connection as a whole: written there for all workers, and told to the
/// administrators. Writes nothing when it says what the connection says already.
/// </summary>
internal sealed class ConnectionNews
{
    private readonly PluginCall _call;
    private readonly ConnectionRows _rows;
    private readonly Alarm _alarm;

    public ConnectionNews(PluginCall call)
    {
        _call = call;
        _rows = new ConnectionRows(call.System);
        _alarm = new Alarm(call);
    }

    /// <param name="connection">As it was read with the invitation.</param>
    /// <param name="outcome">What the answer means; null where it says nothing but that the service answers.</param>
    public void Note(ConnectionOfInvitation connection, SendOutcome? outcome)
    {
        if (outcome?.NeedsClock == true)
        {
            NeedsClock(connection);
        }

        if (outcome?.UnavailableBecause is { } problem)
        {
            Unavailable(connection, problem);
            return;
        }

        if (connection.Facts.UnavailableSince is not null)
        {
            _rows.Unavailable(connection.Id, null);
            _alarm.Close(AlertKind.ServiceUnavailable, null);
        }

        if (outcome?.SuspendBecause is { } because)
        {
            _rows.Suspend(connection.Id, because, _call.Now);
            _alarm.Raise(AlertKind.ConnectionSuspended, null, AlertTexts.Suspended(outcome.LastError));
        }
        else if (outcome?.ThrottleUntil is { } until && !(connection.Facts.ThrottledUntil >= until))
        {
            _rows.Throttle(connection.Id, until);
        }
    }

    /// <summary>Something waits for a later moment: that needs a clock, and the platform has none for us.</summary>
    public void NeedsClock(ConnectionOfInvitation connection)
    {
        if (SendingHealth.IsRunnerOverdue(connection.Facts.RunnerLastSeenOn, _call.Now))
        {
            _alarm.Mention(AlertKind.RunnerOverdue, null, AlertTexts.RunnerOverdue);
        }
    }

    private void Unavailable(ConnectionOfInvitation connection, string problem)
    {
        if (connection.Facts.UnavailableSince is null)
        {
            _rows.Unavailable(connection.Id, _call.Now);
            _alarm.Raise(AlertKind.ServiceUnavailable, null, AlertTexts.ServiceUnavailable(problem));
        }
        else
        {
            _alarm.Mention(AlertKind.ServiceUnavailable, null, AlertTexts.ServiceUnavailable(problem));
        }
    }
}
