using System;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Connections;
using Tevreden.Dataverse.Plugins.Data;
using Tevreden.Dataverse.Plugins.Service;

namespace Tevreden.Dataverse.Plugins;

/// <summary>
/// Tests the connection and confirms it. Asynchronous steps on Create of <c>tvr_connection</c>, and on Update with filter
/// <c>tvr_testrequestedon</c>.
/// </summary>
public sealed class RunConnectionTest : PluginBase
{
    private readonly Func<ServiceSettings, ISurveyService> _connect;

    /// <summary>Used by the platform.</summary>
    public RunConnectionTest()
        : this(SystemClock.UtcNow, TevredenService.Connect)
    {
    }

    internal RunConnectionTest(Func<DateTime> clock, Func<ServiceSettings, ISurveyService> connect)
        : base(clock) => _connect = connect;

    private protected override void Run(PluginCall call)
    {
        if (call.Context.IsInTransaction)
        {
            throw new InvalidPluginExecutionException("The connection is tested outside the transaction only. Register the step as asynchronous.");
        }

        if (call.Target.Time(ConnectionTable.TestRequestedOn) is not null)
        {
            new ConnectionTest(call, _connect).Run(call.Context.PrimaryEntityId);
        }
    }
}
