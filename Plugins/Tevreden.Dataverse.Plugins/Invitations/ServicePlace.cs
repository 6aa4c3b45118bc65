using System;
using System.Linq;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Alerts;
using Tevreden.Dataverse.Plugins.Connections;
using Tevreden.Dataverse.Plugins.Core;
using Tevreden.Dataverse.Plugins.Core.Alerts;
using Tevreden.Dataverse.Plugins.Core.Planning;
using Tevreden.Dataverse.Plugins.Core.Sending;
using Tevreden.Dataverse.Plugins.Data;
using Tevreden.Dataverse.Plugins.Service;

namespace Tevreden.Dataverse.Plugins.Invitations;

/// <summary>The service, or why there is none.</summary>
/// <param name="Service">To be disposed by whoever got it.</param>
/// <param name="Wait">What to write on the invitation where there is none.</param>
internal sealed record FoundService(ISurveyService? Service, SendStep? Wait);

/// <summary>
/// Finds the service, and makes sure that this is the environment, and that the address, which an administrator confirmed.
/// Nothing goes to any other, not even a question.
/// </summary>
internal sealed class ServicePlace
{
    private readonly PluginCall _call;
    private readonly Func<ServiceSettings, ISurveyService> _connect;
    private readonly SettingsReader _reader;

    public ServicePlace(PluginCall call, Func<ServiceSettings, ISurveyService> connect)
    {
        _call = call;
        _connect = connect;
        _reader = new SettingsReader(call);
    }

    /// <summary>The service, or what to write on the invitation that it waits for.</summary>
    public FoundService Find(SendFacts row, ConnectionOfInvitation connection)
    {
        var reading = _reader.Read(connection);
        var wait = WhyNot(row, connection, reading);

        // What this worker keeps may be older than the confirmation that it is compared with.
        if (wait is not null && reading.ReadOn < connection.Facts.ConfirmedOn)
        {
            _reader.Forget();
            reading = _reader.Read(connection);
            wait = WhyNot(row, connection, reading);
        }

        if (wait is not null)
        {
            new Alarm(_call).Mention(AlertKind.EnvironmentNotConfirmed, null, AlertTexts.EnvironmentNotConfirmed);
            return new FoundService(null, wait);
        }

        try
        {
            return new FoundService(_connect(reading.Settings!), null);
        }
        catch (SurveyServiceException unusable)
        {
            new ConnectionNews(_call).Note(connection, new SendOutcome(InvitationStatus.Planned) { UnavailableBecause = unusable.Message });
            return new FoundService(null, Incomplete(row, Words.OfOthers(unusable.Message)));
        }
    }

    /// <summary>The service refused the key: with another one, where it was changed since it was kept; null where it was not.</summary>
    public ISurveyService? WithRenewedKey(ConnectionOfInvitation connection)
    {
        var refused = _reader.Read(connection).Settings;
        _reader.Forget();
        if (_reader.Read(connection).Settings is { } renewed && renewed.ApiKey != refused?.ApiKey)
        {
            return _connect(renewed);
        }

        _reader.Forget();
        return null;
    }

    private SendStep? WhyNot(SendFacts row, ConnectionOfInvitation connection, SettingsReading reading) => reading.Settings is { } settings
        ? SendDecision.WhyNotHere(
            row,
            connection.Facts,
            new EnvironmentFacts(InvitationIdentity.Text(_call.Context.OrganizationId), settings.Host, settings.Platform))
        : Incomplete(row, Words.Together([.. reading.Problems.SelectMany(p => new[] { p.Found, p.Fix })])!);

    private static SendStep Incomplete(SendFacts row, Words problem) =>
        SendDecision.Wait(row, InvitationReason.WaitingEnvironmentNotConfirmed, Explanations.SettingsIncomplete(problem));
}
