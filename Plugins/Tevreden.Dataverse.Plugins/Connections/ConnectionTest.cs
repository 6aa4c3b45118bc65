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
/// Goes the sender's own way to the service, brings what it offers, and says in plain lines what was found. When all went
/// well it confirms: from then on invitations are sent from this environment to that address, and from no other.
/// </summary>
internal sealed class ConnectionTest
{
    private const int MaxResult = 4000;
    private const int FirstLocations = 200;

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
        var lines = new List<string>(reading.KeyReport);

        var result = new Entity(ConnectionTable.Table, connectionId) { [ConnectionTable.TestedOn] = _call.Now };
        if (reading.Settings is not { } settings)
        {
            lines.AddRange(reading.Problems);
            lines.Add("Not confirmed. Correct this and test again.");
        }
        else if (TryService(settings, lines))
        {
            Confirm(result, row, settings);
            lines.Add("Confirmed: invitations are sent from this environment to this address.");
        }
        else
        {
            lines.Add("Not confirmed. Correct this and test again.");
        }

        var text = string.Join("\n", lines);
        result[ConnectionTable.TestResult] = text.Length > MaxResult ? text.Substring(0, MaxResult) : text;
        _call.System.Update(result);
        if (result.Contains(ConnectionTable.ConfirmedOn))
        {
            new Alarm(_call).Close(AlertKind.ConnectionSuspended, null);
        }
    }

    private bool TryService(ServiceSettings settings, List<string> lines)
    {
        lines.Add($"Address: {settings.Host}. Platform: {settings.Platform}.");
        try
        {
            using var service = _connect(settings);
            var surveys = service.Surveys();
            lines.Add($"Surveys found: {surveys.Count}.");
            var locations = service.Locations(FirstLocations);
            lines.Add($"Locations found: {locations.Count}{(locations.Count == FirstLocations ? " (the first ones; the job brings the rest)" : string.Empty)}.");
            new OfferedRows(_call.System).Write(surveys, locations);
            if (surveys.Count == 0)
            {
                lines.Add("Make a survey at the service first: without one no rule can invite anybody.");
            }

            return true;
        }
        catch (SurveyServiceException problem)
        {
            lines.Add(problem.Message);
            return false;
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

        // Confirming again must not move it: cases resolved in between would be lost, or old ones asked about.
        if (row.Time(ConnectionTable.ConnectedSince) is null)
        {
            result[ConnectionTable.ConnectedSince] = _call.Now;
        }
    }
}
