using System;
using System.Linq;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core.Sending;
using Tevreden.Dataverse.Plugins.Data;

namespace Tevreden.Dataverse.Plugins;

/// <summary>
/// Custom API <c>tvr_RunDue</c>, for a clock: asks for what is due. It sends nothing itself; each row that is asked for
/// becomes an asynchronous job of the sender.
/// </summary>
public sealed class RunDueApi : PluginBase
{
    private const int UsualTop = 100;
    private const int MostTop = 1000;

    /// <summary>Used by the platform.</summary>
    public RunDueApi()
        : this(SystemClock.UtcNow)
    {
    }

    internal RunDueApi(Func<DateTime> clock)
        : base(clock)
    {
    }

    private protected override void Run(PluginCall call)
    {
        var top = call.OptionalInput<int>(CustomApis.Top) ?? UsualTop;
        if (top is < 1 or > MostTop)
        {
            throw new InvalidPluginExecutionException($"{CustomApis.Top} must be from 1 to {MostTop}, not {top}.");
        }

        var now = call.Now;
        var connection = Connection(call);
        var due = new DueInvitationsQuery(call.System).Read(top + 1, SendingWaits(connection?.Facts, now), now);
        var asked = due.Take(top).ToList();
        foreach (var id in asked)
        {
            call.System.Update(new Entity(InvitationTable.Table, id) { [InvitationTable.SendRequestedOn] = now });
        }

        SignOfLife(call, connection, now);
        call.Context.OutputParameters[CustomApis.Asked] = asked.Count;
        call.Context.OutputParameters[CustomApis.MoreDue] = due.Count > top;
    }

    private static ConnectionOfInvitation? Connection(PluginCall call) =>
        new ConnectionRows(call.System).Find(ConnectionRows.SendingColumns) is { } row ? ConnectionRows.Read(row, string.Empty) : null;

    private static bool SendingWaits(ConnectionFacts? connection, DateTime now) =>
        connection is null || connection.Paused || connection.Suspended || connection.ThrottledUntil > now;

    // Its own event looks after the alerts. Once a minute is enough when a runner asks in a loop.
    private static void SignOfLife(PluginCall call, ConnectionOfInvitation? connection, DateTime now)
    {
        if (connection is not null && !(connection.Facts.RunnerLastSeenOn > now - TimeSpan.FromMinutes(1)))
        {
            call.System.Update(new Entity(ConnectionTable.Table, connection.Id) { [ConnectionTable.RunnerLastSeenOn] = now });
        }
    }
}
