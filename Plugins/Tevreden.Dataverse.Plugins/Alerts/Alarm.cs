using System.ServiceModel;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Data;

namespace Tevreden.Dataverse.Plugins.Alerts;

/// <summary>
/// Raises and closes alerts: one row for each cause, however many workers notice it. Raising catches the race for that row,
/// so it is for where every request commits by itself; closing catches nothing and may be done in a transaction as well.
/// </summary>
internal sealed class Alarm
{
    private readonly PluginCall _call;
    private readonly AlertRows _rows;

    public Alarm(PluginCall call)
    {
        _call = call;
        _rows = new AlertRows(call.System);
    }

    /// <summary>The key of a cause: its kind, and what it is about where there are several of that kind.</summary>
    /// <param name="kind">What is wrong.</param>
    /// <param name="subject">An id; null where the kind says it all.</param>
    public static string Key(AlertKind kind, string? subject) =>
        kind.ToString().ToLowerInvariant() + (subject is null ? string.Empty : "-" + subject);

    /// <summary>Something is wrong, still or anew.</summary>
    /// <param name="kind">What.</param>
    /// <param name="subject">What it is about, an id; null where the kind says it all.</param>
    /// <param name="name">In a few words.</param>
    /// <param name="text">What was found, and what to do.</param>
    public void Raise(AlertKind kind, string? subject, string name, string text)
    {
        var key = Key(kind, subject);
        try
        {
            if (_rows.Find(key) is { } known)
            {
                _rows.NoticeAgain(known, name, text, _call.Now);
            }
            else
            {
                _rows.Create(key, kind, name, text, _call.Now);
            }

            _call.Trace($"Alert {key}: raised.");
        }
        catch (FaultException<OrganizationServiceFault> fault) when (Faults.IsDuplicate(fault) || Faults.IsStale(fault))
        {
            _call.Trace($"Alert {key}: another worker raised it.");
        }
    }

    /// <summary>The cause is gone; does nothing where there is no open alert.</summary>
    public void Close(AlertKind kind, string? subject)
    {
        var key = Key(kind, subject);
        if (_rows.Find(key) is { IsOpen: true } open)
        {
            _rows.Close(open.Id, _call.Now);
            _call.Trace($"Alert {key}: closed.");
        }
    }
}
