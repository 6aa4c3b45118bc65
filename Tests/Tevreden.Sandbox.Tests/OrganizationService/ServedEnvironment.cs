using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.PowerPlatform.Dataverse.Client;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Hosting;
using Tevreden.Sandbox.OrganizationService;
using Tevreden.Sandbox.Tests.Engine;
using Tevreden.Tests.Shared;

namespace Tevreden.Sandbox.Tests.OrganizationService;

/// <summary>An environment behind the endpoint, on a free port of this machine; every token is the administrator's.</summary>
internal sealed class ServedEnvironment : IAsyncDisposable
{
    private readonly WebApplication _web;

    private ServedEnvironment(TestEnvironment environment, OrganizationServiceOptions? options)
    {
        Environment = environment;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _web = builder.Build();
        _web.Use((context, next) =>
        {
            context.SetCaller(new CallerContext(User ?? environment.Engine.AdministratorId));
            Requests.Add(context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString()));
            return next(context);
        });
        _web.MapOrganizationService(environment.Engine, options);
    }

    public TestEnvironment Environment { get; }

    /// <summary>Whose token it is; null: the administrator's.</summary>
    public Guid? User { get; set; }

    /// <summary>The headers of each request.</summary>
    public List<Dictionary<string, string>> Requests { get; } = [];

    public Uri Address => PortlessAddresses.For(new Uri(_web.Urls.Single()));

    public static async Task<ServedEnvironment> StartAsync(EngineOptions? options = null, OrganizationServiceOptions? endpoint = null)
    {
        var served = new ServedEnvironment(new TestEnvironment(options), endpoint);
        await served._web.StartAsync();
        return served;
    }

    public ServiceClient Client() => new(Address, _ => Task.FromResult("token"));

    public async ValueTask DisposeAsync()
    {
        await _web.DisposeAsync();
        Environment.Dispose();
    }
}
