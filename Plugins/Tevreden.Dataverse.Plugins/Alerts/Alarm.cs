using System.ServiceModel;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core;
using Tevreden.Dataverse.Plugins.Core.Alerts;
using Tevreden.Dataverse.Plugins.Data;

namespace Tevreden.Dataverse.Plugins.Alerts;

/// <summary>
/// Raises and closes alerts: one row for each cause, however many workers notice it, and one notification for each time that
/// it comes up. Raising catches the race for that row, so it is for where every request commits by itself; closing catches
/// nothing and may be done in a transaction as well.
/// </summary>
internal sealed class Alarm
{
    private static readonly MinuteMemory Mentioned = new();

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
    /// <param name="text">What the administrators read.</param>
    public void Raise(AlertKind kind, string? subject, AlertText text)
    {
        var key = Key(kind, subject);
        try
        {
            var known = _rows.Find(key);
            if (known is { IsOpen: true })
            {
                _rows.NoticeAgain(known, _call.Now);
                _call.Trace($"Alert {key}: noticed again.");
                return;
            }

            var language = new LanguageQuery(_call.System).OfEnvironment();
            if (known is null)
            {
                _rows.Create(key, kind, text.Title.In(language), text.Body, _call.Now);
            }
            else
            {
                _rows.Reopen(known, text.Title.In(language), text.Body, _call.Now);
            }
        }
        catch (FaultException<OrganizationServiceFault> fault) when (Faults.IsDuplicate(fault) || Faults.IsStale(fault))
        {
            _call.Trace($"Alert {key}: another worker raised it.");
            return;
        }

        _call.Trace($"Alert {key}: raised.");
        new Notifications(_call).Send(text);
    }

    /// <summary>The same for what every row finds: writes once a minute and worker.</summary>
    public void Mention(AlertKind kind, string? subject, AlertText text)
    {
        if (Mentioned.IsNew(_call.Context.OrganizationId, Key(kind, subject), _call.Now))
        {
            Raise(kind, subject, text);
        }
    }

    /// <summary>The cause is gone; does nothing where there is no open alert.</summary>
    public void Close(AlertKind kind, string? subject)
    {
        var key = Key(kind, subject);
        Mentioned.Forget(_call.Context.OrganizationId, key);
        if (_rows.Find(key) is { IsOpen: true } open)
        {
            _rows.Close(open.Id, _call.Now);
            _call.Trace($"Alert {key}: closed.");
        }
    }
}
