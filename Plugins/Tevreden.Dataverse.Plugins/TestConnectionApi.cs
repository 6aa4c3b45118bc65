using System;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Data;

namespace Tevreden.Dataverse.Plugins;

/// <summary>
/// Custom API <c>tvr_TestConnection</c>: asks for a test and makes the connection row where there is none. The test itself
/// is the job of <see cref="RunConnectionTest"/>: it calls the service, which nothing inside a transaction may do.
/// </summary>
public sealed class TestConnectionApi : PluginBase
{
    /// <summary>Used by the platform.</summary>
    public TestConnectionApi()
        : this(SystemClock.UtcNow)
    {
    }

    internal TestConnectionApi(Func<DateTime> clock)
        : base(clock)
    {
    }

    private protected override void Run(PluginCall call)
    {
        var existing = new ConnectionRows(call.System).Find([ConnectionTable.Id]);
        var row = new Entity(ConnectionTable.Table)
        {
            [ConnectionTable.TestRequestedOn] = call.Now,
            [ConnectionTable.TestRequestedBy] = new EntityReference("systemuser", call.Context.InitiatingUserId),
        };
        if (existing is null)
        {
            row[ConnectionTable.Name] = "Tevreden";
            row[ConnectionTable.Key] = ConnectionTable.TheKey;
            row[ConnectionTable.Paused] = false;
            row[ConnectionTable.State] = new OptionSetValue((int)ConnectionState.Ok);
            row.Id = call.System.Create(row);
        }
        else
        {
            row.Id = existing.Id;
            call.System.Update(row);
        }

        call.Context.OutputParameters[CustomApis.ConnectionId] = row.Id;
    }
}
