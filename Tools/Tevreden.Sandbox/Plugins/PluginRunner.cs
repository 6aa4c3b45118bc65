using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Pipeline;

namespace Tevreden.Sandbox.Plugins;

/// <summary>Runs one plug-in once: with its services, within the time limit, traced, and its failure turned into the platform's fault.</summary>
internal sealed class PluginRunner(EngineOptions options, PluginTypes types, PluginServices services, TraceLog traces)
{
    /// <exception cref="System.ServiceModel.FaultException{OrganizationServiceFault}">What the plug-in's failure becomes.</exception>
    public void Run(RegisteredStep step, PluginContext context, Operation operation) =>
        Run(new PluginCode(step.PluginTypeId, step.Configuration, step.SecureConfiguration, step.Id), context, operation);

    /// <inheritdoc cref="Run(RegisteredStep, PluginContext, Operation)"/>
    public void Run(PluginCode code, PluginContext context, Operation operation)
    {
        var time = options.TimeProvider;
        var trace = new PluginTrace();
        var constructing = time.GetTimestamp();
        var type = types.Get(code, operation);
        var constructed = time.GetElapsedTime(constructing);
        using var session = services.Open(context, trace, operation);
        var began = time.GetTimestamp();
        var startedOn = time.GetUtcNow().UtcDateTime;

        var problem = Execute(type.Instance, session);

        var record = new PluginRun(type.Name, code, context, trace.Text, problem, startedOn, time.GetElapsedTime(began), constructed);
        traces.Keep(record, operation);
        if (problem is not null)
            throw PluginFaults.From(problem, type.Name, trace.Text);
        operation.Scope?.RefuseIfDoomed();
    }

    private Exception? Execute(IPlugin plugin, PluginSession session)
    {
        var run = Task.CompletedTask;
        try
        {
            if (options.PluginTimeLimit == Timeout.InfiniteTimeSpan)
            {
                plugin.Execute(session);
                return null;
            }

            // On a thread of its own, so that one that never ends can be left behind.
            run = Task.Factory.StartNew(() => plugin.Execute(session), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            run.WaitAsync(options.PluginTimeLimit, options.TimeProvider).GetAwaiter().GetResult();
            return null;
        }
        catch (TimeoutException) when (!run.IsCompleted)
        {
            session.Close();
            return new PluginTimeoutException(options.PluginTimeLimit);
        }
#pragma warning disable CA1031 // Whatever other people's code throws becomes a fault of the request.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            return problem;
        }
    }
}

/// <summary>A plug-in type with the configuration that its constructor gets.</summary>
/// <param name="StepId">The step or the custom API that runs it, for the trace log.</param>
internal sealed record PluginCode(Guid TypeId, string? Configuration, string? SecureConfiguration, Guid StepId);

/// <summary>One run as the trace log keeps it.</summary>
internal sealed record PluginRun(
    string TypeName, PluginCode Code, PluginContext Context, string Trace, Exception? Problem, DateTime StartedOn, TimeSpan Took, TimeSpan Construction);
