using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.OrganizationService;
using Tevreden.Sandbox.Pages;
using Tevreden.Sandbox.WebApi;

namespace Tevreden.Sandbox.Hosting;

/// <summary>An environment on a loopback port: the Web API, the Organization Service endpoint and pages to look at, over one engine.</summary>
public sealed class SandboxServer : IAsyncDisposable
{
    private const string FirstPhase = "start";

    private readonly WebApplication _application;
    private readonly SandboxTokens _tokens;
    private readonly SnapshotEndpoints _snapshots;

    private SandboxServer(WebApplication application, DataverseEngine engine, SandboxTokens tokens, SnapshotEndpoints snapshots, string token, RequestCounts requests)
    {
        _application = application;
        _tokens = tokens;
        _snapshots = snapshots;
        Engine = engine;
        Token = token;
        Requests = requests;
        Address = new Uri(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        engine.ServiceUrl = Address;
    }

    /// <summary>Where it listens, with the port it took.</summary>
    public Uri Address { get; }

    public DataverseEngine Engine { get; }

    /// <summary>Bearer token of the administrator.</summary>
    public string Token { get; }

    public RequestCounts Requests { get; }

    /// <summary>The address that signs a browser in.</summary>
    public Uri PagesAddress => new(Address, $"/?{Gate.TokenParameter}={Uri.EscapeDataString(Token)}");

    /// <exception cref="ArgumentException">The options can't work.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<SandboxServer> StartAsync(SandboxServerOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var requests = new RequestCounts(FirstPhase);
        var engine = DataverseEngine.Start(options.Engine with
        {
            BeforeRequest = (request, caller) =>
            {
                requests.Add();
                options.Engine.BeforeRequest?.Invoke(request, caller);
            },
        });
        try
        {
            var tokens = new SandboxTokens();
            var token = options.Token ?? tokens.Issue(engine.AdministratorId);
            tokens.Add(token, engine.AdministratorId);
            var snapshots = new SnapshotEndpoints(engine);
            snapshots.KeepBeginning();
            var application = Build(options, engine, tokens, snapshots);
            await application.StartAsync(cancellation).ConfigureAwait(false);
            return new SandboxServer(application, engine, tokens, snapshots, token, requests);
        }
        catch
        {
            engine.Dispose();
            throw;
        }
    }

    /// <summary>Makes a bearer token for another user, who then has that user's privileges and no more.</summary>
    public string IssueToken(Guid userId) => _tokens.Issue(userId);

    /// <summary>What <c>POST /sandbox/reset</c> goes back to from now on: how the environment is at this moment. Until then it is an empty one.</summary>
    public void KeepBeginning() => _snapshots.KeepBeginning();

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync().ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
        _snapshots.Dispose();
        Engine.Dispose();
    }

    private static X509Certificate2 Certificate(SandboxServerOptions options)
    {
        var certificate = OwnCertificate.Make(options.Engine.TimeProvider);
        if (options.CertificateFile is { } file)
            File.WriteAllText(file.FullName, certificate.ExportCertificatePem());
        return certificate;
    }

    private static WebApplication Build(SandboxServerOptions options, DataverseEngine engine, SandboxTokens tokens, SnapshotEndpoints snapshots)
    {
        // An empty builder: no setting of the machine or of its environment variables may open this server to others.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.TryParse(options.Url.Host.Trim('[', ']'), out var address) ? address : IPAddress.Loopback, options.Url.Port, listen =>
            {
                if (options.Url.Scheme == Uri.UriSchemeHttps)
                    listen.UseHttps(Certificate(options));
            });
        }).UseKestrelHttpsConfiguration();
        // Errors of the sandbox itself only, and beside what its host prints.
        builder.Logging.SetMinimumLevel(LogLevel.Error).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.AddRoutingCore();
        var application = builder.Build();
        var gate = new Gate(tokens, options.RecommendedDegreesOfParallelism);
        var recent = new RecentRequests(options.Engine.TimeProvider);
        if (options.RecordFolder is { } folder)
        {
            folder.Create();
            var recorder = new RequestRecorder(folder);
            application.Use(next => context => recorder.InvokeAsync(context, next));
        }

        application.Use(next => context => recent.InvokeAsync(context, next));
        application.Use(next => context => gate.InvokeAsync(context, next));
        if (options.RoundTrip > TimeSpan.Zero)
        {
            application.Use(next => async context =>
            {
                await Task.Delay(options.RoundTrip, options.Engine.TimeProvider, context.RequestAborted).ConfigureAwait(false);
                await next(context).ConfigureAwait(false);
            });
        }

        application.UseRouting();
        snapshots.Map(application);
        application.MapRequestsPage(engine, recent);
        application.MapWebApi(engine);
        application.MapOrganizationService(engine, new OrganizationServiceOptions { DegreesOfParallelism = options.RecommendedDegreesOfParallelism, ThrottlesByStatus = options.ThrottlesByStatus });
        application.MapPages(engine);
        application.MapWebResources(engine);
        return application;
    }
}
