using System;
using System.ServiceModel;
using Microsoft.Xrm.Sdk;

namespace Tevreden.Dataverse.Plugins;

/// <summary>
/// Takes the context in, and translates what goes wrong: a refusal (<see cref="InvalidPluginExecutionException"/>) and a
/// fault of the platform travel as they are, anything else is traced and told by its correlation id. Instances hold no state
/// of a run: the platform may use one for many.
/// </summary>
public abstract class PluginBase : IPlugin
{
    private readonly Func<DateTime> _clock;

    private protected PluginBase(Func<DateTime> clock) => _clock = clock;

    /// <inheritdoc/>
    public void Execute(IServiceProvider serviceProvider)
    {
        if (serviceProvider is null)
        {
            throw new InvalidPluginExecutionException("The platform gave no service provider.");
        }

        var call = new PluginCall(serviceProvider, _clock);
        try
        {
            Run(call);
        }
        catch (InvalidPluginExecutionException)
        {
            throw;
        }
        catch (FaultException<OrganizationServiceFault> fault)
        {
            call.Trace($"{GetType().Name}: the platform refused with code {fault.Detail?.ErrorCode ?? 0}.");
            throw;
        }
        catch (Exception problem)
        {
            call.Trace($"{GetType().Name}: {problem.GetType().FullName} at {problem.StackTrace}");
            throw new InvalidPluginExecutionException(
                $"{GetType().Name} failed with {problem.GetType().Name}. The plug-in trace log tells more under correlation id {call.Context.CorrelationId:D}.",
                problem);
        }
    }

    private protected abstract void Run(PluginCall call);
}
