using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Alerts;
using Tevreden.Dataverse.Plugins.Core.Planning;
using Tevreden.Dataverse.Plugins.Data;
using Tevreden.Dataverse.Plugins.Service;

namespace Tevreden.Dataverse.Plugins.Connections;

/// <summary>
/// Goes the sender's own way to the service, brings what it offers, and says what was found and what to do (see
/// <see cref="CheckReport"/>). When nothing stands against it, it confirms: from then on invitations are sent from this
/// environment to that address, and from no other; what waited is asked for.
/// </summary>
internal sealed class ConnectionTest
{
    private readonly PluginCall _call;
    private readonly Func<ServiceSettings, ISurveyService> _connect;

    public ConnectionTest(PluginCall call, Func<ServiceSettings, ISurveyService> connect)
    {
        _call = call;
        _connect = connect;
    }

    public void Run(Guid connectionId)
    {
        var row = _call.System.Retrieve(
            ConnectionTable.Table,
            connectionId,
            new ColumnSet([.. ConnectionRows.SendingColumns, ConnectionTable.ConnectedSince, ConnectionTable.TestRequestedBy]));
        var connection = ConnectionRows.Read(row, string.Empty)
            ?? throw new InvalidPluginExecutionException("The connection row has no id.");

        // Whoever tests has just changed something: what this worker keeps is outdated.
        var reader = new SettingsReader(_call);
        reader.Forget();
        var reading = reader.ReadNow(connection);
        var environment = new EnvironmentChecks(_call);
        var keys = environment.AlternateKeys();
        var report = new CheckReport();
        report.AddRange(Settings(reading));
        if (reading.Settings is { } settings)
        {
            report.AddRange(new ServiceChecks(_call, _connect, refreshes: keys.Ok).Run(settings));
        }

        report.Add(keys);
        report.AddRange(environment.Run(connection.Facts));
        Conclude(report, row, reading.Settings);
    }

    private static IEnumerable<Check> Settings(SettingsReading reading)
    {
        foreach (var way in reading.KeyWays)
        {
            yield return way.Problem is { } problem
                ? Check.Warning(
                    CheckNames.Key,
                    new($"Not used: {way.Name.English} ({problem.English.TrimEnd('.')}).", $"Niet gebruikt: {way.Name.Dutch} ({problem.Dutch.TrimEnd('.')})."),
                    new("Correct this if the key should come this way; one way is enough.", "Herstel dit als de sleutel zo moet komen; één weg is genoeg."))
                : new(CheckNames.Key, true, new($"The API key came from {way.Name.English}.", $"De API-sleutel kwam uit {way.Name.Dutch}."));
        }

        foreach (var problem in reading.Problems)
        {
            yield return Check.Wrong(problem.Check, problem.Found, problem.Fix);
        }

        if (reading.Settings is { } settings)
        {
            yield return new(CheckNames.Address, true, new($"The address is {settings.Host}.", $"Het adres is {settings.Host}."));
        }
    }

    private void Conclude(CheckReport report, Entity row, ServiceSettings? settings)
    {
        var result = new Entity(ConnectionTable.Table, row.Id) { [ConnectionTable.TestedOn] = _call.Now };
        var green = report.IsGreen && settings is not null;
        if (green)
        {
            Confirm(result, row, settings!);
            report.Add(new(
                CheckNames.Confirmed,
                true,
                new("Confirmed: invitations are sent from this environment to this address.", "Bevestigd: uitnodigingen gaan vanuit deze omgeving naar dit adres.")));
        }
        else
        {
            report.Add(Check.Wrong(
                CheckNames.Confirmed,
                new("Not confirmed.", "Niet bevestigd."),
                new("Correct what is marked and test again.", "Herstel wat is aangemerkt en test opnieuw.")));
        }

        var reader = row.Id(ConnectionTable.TestRequestedBy) ?? _call.Context.InitiatingUserId;
        result[ConnectionTable.TestResult] = report.ToJson(new LanguageQuery(_call.System).OfUser(reader), Lengths.ConnectionTestResult);
        _call.System.Update(result);
        _call.Trace($"Connection test: {report.Problems} problems, {(green ? "confirmed" : "not confirmed")}.");
        if (green)
        {
            var alarm = new Alarm(_call);
            alarm.Close(AlertKind.ConnectionSuspended, null);
            alarm.Close(AlertKind.EnvironmentNotConfirmed, null);
            alarm.Close(AlertKind.ServiceUnavailable, null);
            new WaitingInvitations(_call).Ask();
        }
    }

    private void Confirm(Entity result, Entity row, ServiceSettings settings)
    {
        result[ConnectionTable.ConfirmedOrganisation] = InvitationIdentity.Text(_call.Context.OrganizationId);
        result[ConnectionTable.ConfirmedHost] = settings.Host;
        result[ConnectionTable.ConfirmedPlatform] = settings.Platform;
        result[ConnectionTable.ConfirmedBy] = row.GetAttributeValue<EntityReference>(ConnectionTable.TestRequestedBy)
            ?? new EntityReference("systemuser", _call.Context.InitiatingUserId);
        result[ConnectionTable.ConfirmedOn] = _call.Now;
        result[ConnectionTable.State] = new OptionSetValue((int)ConnectionState.Ok);
        result[ConnectionTable.StateReason] = null;
        result[ConnectionTable.SuspendedSince] = null;
        result[ConnectionTable.ThrottledUntil] = null;
        result[ConnectionTable.UnavailableSince] = null;

        // Confirming again must not move it: cases resolved in between would be lost, or old ones asked about.
        if (row.Time(ConnectionTable.ConnectedSince) is null)
        {
            result[ConnectionTable.ConnectedSince] = _call.Now;
        }
    }
}
