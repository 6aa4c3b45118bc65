using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Tevreden.Demo.Service.Data;
using Tevreden.Demo.Service.Endpoints;
using Tevreden.Demo.Service.Faults;
using Tevreden.Demo.Service.Wire;

namespace Tevreden.Demo.Service;

/// <summary>
/// A survey service on this machine that answers as the (partly documented, partly assumed) default API profile says, keeps what it received, and can be made to fail.
/// It knows nothing of the connector's code.
/// </summary>
internal sealed class SimulatedService : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly SimulatedServiceOptions _options;
    private readonly ServiceData _data;
    private readonly RequestLog _requests;
    private readonly AdminEndpoints _admin;

    private SimulatedService(WebApplication application, SimulatedServiceOptions options, ServiceData data, FaultPlan faults, RequestLog requests, AdminEndpoints admin)
    {
        _application = application;
        _options = options;
        _data = data;
        _requests = requests;
        _admin = admin;
        Faults = faults;
        Address = new Uri(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    /// <summary>Where it listens, with the port it took.</summary>
    public Uri Address { get; }

    public InvitationBook Invitations => _data.Invitations;

    /// <summary>Every invitation that came in, in the order of arrival.</summary>
    public IReadOnlyList<ReceivedInvitation> Received => _data.Invitations.All;

    public ResponseBook Responses => _data.Responses;

    public FaultPlan Faults { get; }

    /// <summary>Every request that came in, admin calls aside.</summary>
    public IReadOnlyList<SeenRequest> Requests => _requests.All;

    /// <exception cref="ArgumentException">The options can't be used.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<SimulatedService> StartAsync(SimulatedServiceOptions options, CancellationToken cancellation = default)
    {
        options.Validate();
        var names = WireNames.Read(options.Profile);
        var data = new ServiceData(options.TimeProvider);
        var faults = new FaultPlan();
        var requests = new RequestLog();
        var errors = new ErrorAnswers(names);
        var admin = new AdminEndpoints(options, data, faults, requests, errors);

        // An empty builder: no setting of the machine or of its environment variables may move this service.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.TryParse(options.Url.Host.Trim('[', ']'), out var address) ? address : IPAddress.Loopback, options.Url.Port);
        });
        builder.Services.AddRoutingCore();
        var application = builder.Build();

        application.Use(next => context => requests.InvokeAsync(context, next));
        application.UseStatusCodePages(page => errors.WriteAsync(page.HttpContext, page.HttpContext.Response.StatusCode, "Niet gevonden, of hier niet ondersteund."));
        var gate = new Gate(options, errors);
        application.Use(next => context => gate.InvokeAsync(context, next));
        var failing = new FaultMiddleware(faults, errors, options.TimeProvider);
        application.UseWhen(context => !Gate.IsAdmin(context.Request.Path), api => api.Use(next => context => failing.InvokeAsync(context, next)));
        new CatalogueEndpoints(options, names, data, errors).Map(application);
        new InvitationEndpoints(names, data, faults, errors).Map(application);
        new ResponseEndpoints(names, data, errors).Map(application);
        new ErasureEndpoints(names, data, errors).Map(application);
        admin.Map(application);

        await application.StartAsync(cancellation).ConfigureAwait(false);
        return new SimulatedService(application, options, data, faults, requests, admin);
    }

    /// <summary>Lets a share of the invited customers answer who did not yet, with the seed of the options.</summary>
    /// <returns>The new responses.</returns>
    public IReadOnlyList<StoredResponse> AnswerInvitations(double share) => AnswerInvitations(_options.Seed, share);

    /// <summary>Lets a share of the invited customers answer who did not yet: same seed and same order of arrival, same answers.</summary>
    /// <returns>The new responses.</returns>
    public IReadOnlyList<StoredResponse> AnswerInvitations(int seed, double share) => _data.AnswerInvitations(seed, share);

    /// <summary>As it was at the start.</summary>
    public void Reset() => _admin.Reset();

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource();
        await atOnce.CancelAsync().ConfigureAwait(false);
        // A stop that is cancelled at the start waits for no request that hangs on purpose.
        await _application.StopAsync(atOnce.Token).ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
    }
}
