using System;
using System.Linq;
using System.ServiceModel;
using System.Threading;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Extensions;
using Microsoft.Xrm.Sdk.PluginTelemetry;

namespace Tevreden.Sandbox.Fixtures;

/// <summary>Refuses with the text of its configuration.</summary>
public sealed class Refuser : IPlugin
{
    private readonly string _text;

    public Refuser(string text) => _text = text;

    public void Execute(IServiceProvider serviceProvider) => throw new InvalidPluginExecutionException(OperationStatus.Failed, 4711, _text);
}

/// <summary>Writes telemetry as the templates of newer plug-ins do, and with configuration "identity" asks for a managed identity's token.</summary>
public sealed class Teller : IPlugin
{
    private readonly string? _configuration;

    public Teller(string configuration) => _configuration = configuration;

    public void Execute(IServiceProvider serviceProvider)
    {
        serviceProvider.Get<ILogger>().LogWarning("The {Thing} of {Place}", "bell", "Delft");
        if (_configuration == "identity")
            serviceProvider.Get<IManagedIdentityService>().AcquireToken(["https://vault.azure.net/.default"]);
        throw new InvalidPluginExecutionException("told");
    }
}

/// <summary>Fails in a way that nobody foresaw.</summary>
public sealed class Failer : IPlugin
{
    public void Execute(IServiceProvider serviceProvider)
    {
        ((ITracingService)serviceProvider.GetService(typeof(ITracingService))).Trace("about to fail in {0}", nameof(Failer));
        throw new InvalidOperationException("never expected this");
    }
}

/// <summary>Catches the fault of a request as it must not, and goes on; with configuration "again" it even writes after that.</summary>
public sealed class Swallower : IPlugin
{
    private readonly string? _again;

    public Swallower(string again) => _again = again;

    public void Execute(IServiceProvider serviceProvider)
    {
        var service = Services.AsSystem(serviceProvider);
        try
        {
            service.Delete("account", Guid.NewGuid());
        }
        catch (FaultException<OrganizationServiceFault> fault) when (fault.Detail.ErrorCode == -2147220969)
        {
            if (_again == "again")
                service.Create(new Entity("account") { ["name"] = "written after the fault" });
        }
    }
}

/// <summary>Updates its own row again and again.</summary>
public sealed class Repeater : IPlugin
{
    public void Execute(IServiceProvider serviceProvider)
    {
        var context = Services.Context(serviceProvider);
        Services.AsSystem(serviceProvider).Update(new Entity(context.PrimaryEntityName, context.PrimaryEntityId) { ["description"] = $"depth {context.Depth}" });
    }
}

/// <summary>Changes the row that is about to be written: "column=value".</summary>
public sealed class Setter : IPlugin
{
    private readonly string[] _pair;

    public Setter(string pair) => _pair = pair.Split('=');

    public void Execute(IServiceProvider serviceProvider) => ((Entity)Services.Context(serviceProvider).InputParameters["Target"])[_pair[0]] = _pair[1];
}

/// <summary>Never comes back by itself.</summary>
public sealed class Sleeper : IPlugin
{
    public void Execute(IServiceProvider serviceProvider)
    {
        using var never = new ManualResetEvent(false);
        never.WaitOne(TimeSpan.FromSeconds(20));
        Services.AsSystem(serviceProvider).Create(new Entity("account") { ["name"] = "written by a straggler" });
    }
}

/// <summary>A custom API: doubles a number, and says in which stage and transaction.</summary>
public sealed class Doubler : IPlugin
{
    public void Execute(IServiceProvider serviceProvider)
    {
        var context = Services.Context(serviceProvider);
        context.OutputParameters["Doubled"] = 2 * (int)context.InputParameters["Number"];
        context.OutputParameters["Where"] = $"{context.Stage} {context.IsInTransaction}";
    }
}

/// <summary>A custom API that writes, and then refuses when asked to.</summary>
public sealed class Writer : IPlugin
{
    public void Execute(IServiceProvider serviceProvider)
    {
        Services.AsSystem(serviceProvider).Create(new Entity("account") { ["name"] = "written by an API" });
        var context = Services.Context(serviceProvider);
        if (context.InputParameters.Contains("Refuse"))
            throw new InvalidPluginExecutionException(string.Join(",", context.InputParameters.Select(pair => pair.Key)));
    }
}

/// <summary>Closes the case that its own row regards, as a workflow of some customer would.</summary>
public sealed class CaseCloser : IPlugin
{
    public void Execute(IServiceProvider serviceProvider)
    {
        var regarding = ((Entity)Services.Context(serviceProvider).InputParameters["Target"]).GetAttributeValue<EntityReference>("regardingobjectid");
        Services.AsUser(serviceProvider).Execute(new OrganizationRequest("CloseIncident")
        {
            ["IncidentResolution"] = new Entity("incidentresolution") { ["subject"] = "Closed by a plug-in", ["incidentid"] = regarding },
            ["Status"] = new OptionSetValue(-1),
        });
    }
}

internal static class Services
{
    public static IPluginExecutionContext Context(IServiceProvider provider) => (IPluginExecutionContext)provider.GetService(typeof(IPluginExecutionContext));

    public static IOrganizationService AsSystem(IServiceProvider provider) =>
        ((IOrganizationServiceFactory)provider.GetService(typeof(IOrganizationServiceFactory))).CreateOrganizationService(null);

    public static IOrganizationService AsUser(IServiceProvider provider) =>
        ((IOrganizationServiceFactory)provider.GetService(typeof(IOrganizationServiceFactory))).CreateOrganizationService(Guid.Empty);
}
