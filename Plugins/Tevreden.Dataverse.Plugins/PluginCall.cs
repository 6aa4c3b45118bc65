using System;
using System.Globalization;
using Microsoft.Xrm.Sdk;

namespace Tevreden.Dataverse.Plugins;

/// <summary>One run of a plug-in: what the platform handed in.</summary>
internal sealed class PluginCall
{
    private readonly ITracingService _trace;

    public PluginCall(IServiceProvider provider, Func<DateTime> clock)
    {
        Context = Get<IPluginExecutionContext>(provider);
        Services = Get<IOrganizationServiceFactory>(provider);
        _trace = Get<ITracingService>(provider);
        Clock = clock;
        System = Services.CreateOrganizationService(null);
    }

    public IPluginExecutionContext Context { get; }

    public IOrganizationServiceFactory Services { get; }

    /// <summary>Reads and writes as SYSTEM, so that nobody needs rights on our tables to resolve a case.</summary>
    public IOrganizationService System { get; }

    /// <summary>Gives the time, UTC.</summary>
    public Func<DateTime> Clock { get; }

    public DateTime Now => Clock();

    /// <summary>The row that was created or updated; of an update only what was written.</summary>
    /// <exception cref="InvalidPluginExecutionException">The step is registered on a message without one.</exception>
    public Entity Target =>
        Context.InputParameters.TryGetValue("Target", out var target) && target is Entity row
            ? row
            : throw new InvalidPluginExecutionException(
                $"Expected an input parameter 'Target' that is a row, on message {Context.MessageName} of {Context.PrimaryEntityName}. Register the step on Create or Update.");

    /// <exception cref="InvalidPluginExecutionException">The parameter is missing.</exception>
    public T Input<T>(string name) =>
        Context.InputParameters.TryGetValue(name, out var value) && value is T typed
            ? typed
            : throw new InvalidPluginExecutionException($"{Context.MessageName} expects the parameter {name} ({typeof(T).Name}).");

    public T? OptionalInput<T>(string name)
        where T : struct =>
        Context.InputParameters.TryGetValue(name, out var value) && value is T typed ? typed : null;

    /// <exception cref="InvalidPluginExecutionException">The step has no such image.</exception>
    public Entity PreImage(string alias) =>
        Context.PreEntityImages.TryGetValue(alias, out var image) && image is not null
            ? image
            : throw new InvalidPluginExecutionException(
                $"Expected a pre-image '{alias}' on the step for {Context.MessageName} of {Context.PrimaryEntityName}. Add it to the step, or import the solution again.");

    /// <summary>Writes to the platform's trace log: ids, states and counts, never personal data.</summary>
    public void Trace(FormattableString line) => _trace.Trace("{0}", line.ToString(CultureInfo.InvariantCulture));

    private static T Get<T>(IServiceProvider provider)
        where T : class =>
        provider.GetService(typeof(T)) as T ?? throw new InvalidPluginExecutionException($"The platform gave no {typeof(T).Name}.");
}
