using FakeXrmEasy.Plugins;
using Microsoft.Xrm.Sdk;

namespace Tevreden.FakeXrmEasy.Tests;

/// <summary>FakeXrmEasy's pipeline says neither when an event happened nor in which organisation, which the platform always does.</summary>
internal sealed class WithTimeOfEvent(IPlugin plugin, Func<DateTime> clock, Guid organisation) : IPlugin
{
    public void Execute(IServiceProvider serviceProvider)
    {
        var given = (IPluginExecutionContext)serviceProvider.GetService(typeof(IPluginExecutionContext))!;
        plugin.Execute(new Provider(serviceProvider, new XrmFakedPluginExecutionContext
        {
            MessageName = given.MessageName,
            PrimaryEntityName = given.PrimaryEntityName,
            PrimaryEntityId = given.PrimaryEntityId,
            InputParameters = given.InputParameters,
            OutputParameters = given.OutputParameters,
            PreEntityImages = given.PreEntityImages,
            PostEntityImages = given.PostEntityImages,
            Mode = given.Mode,
            Stage = given.Stage,
            OrganizationId = organisation,
            OperationCreatedOn = clock(),
        }));
    }

    private sealed class Provider(IServiceProvider inner, IPluginExecutionContext context) : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(IPluginExecutionContext) ? context : inner.GetService(serviceType);
    }
}
