using System.Net;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Dataverse.Names;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.OrganizationService;

namespace Tevreden.Benchmarks;

/// <summary>
/// The Organization Service endpoint, which reads every row that comes over the wire and keeps none; it knows an invitation, an account and a contact for every
/// response. What is not about those goes to an engine. For sizes at which the sandbox itself would be what is measured.
/// </summary>
internal sealed class Sink : IAsyncDisposable
{
    public const string Token = "any-token-is-taken-by-the-sink";

    private const int Customers = 50_000;

    private readonly WebApplication _application;
    private readonly DataverseEngine _engine;
    private readonly Guid _user;
    private long _rowsWritten;

    private Sink(WebApplication application, DataverseEngine engine, Guid user)
    {
        _application = application;
        _engine = engine;
        _user = user;
        application.MapPost(OrganizationServiceEndpoint.Path, AnswerAsync);
    }

    public Uri Address => new(_application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public long RowsWritten => Interlocked.Read(ref _rowsWritten);

    public static async Task<Sink> StartAsync(Uri service)
    {
        var engine = DataverseEngine.Start(new EngineOptions { AsyncWorkers = 0, KeyIndexing = KeyIndexing.WithImport });
        var user = World.Prepare(engine, service);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        builder.Services.AddRoutingCore();
        var application = builder.Build();
        application.UseRouting();
        var sink = new Sink(application, engine, user);
        await application.StartAsync();
        return sink;
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        _engine.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        context.Response.Headers["x-ms-dop-hint"] = "4";
        var envelope = EnvelopeReader.Read(await HttpBodies.ReadAsync(context, long.MaxValue));
        await HttpBodies.WriteAsync(context, EnvelopeWriter.Response(Answer(envelope.Request)));
    }

    private OrganizationResponse Answer(OrganizationRequest request) => request switch
    {
        UpsertMultipleRequest many => Count(many.Targets, new UpsertMultipleResponse()),
        UpdateMultipleRequest many => Count(many.Targets, new UpdateMultipleResponse()),
        RetrieveMultipleRequest { Query: FetchExpression fetch } when Known(XElement.Parse(fetch.Query)) is { } rows => new RetrieveMultipleResponse { Results = { ["EntityCollection"] = rows } },
        _ => _engine.Execute(request, new CallerContext(_user)),
    };

    private OrganizationResponse Count(EntityCollection rows, OrganizationResponse response)
    {
        Interlocked.Add(ref _rowsWritten, rows.Entities.Count);
        return response;
    }

    private static EntityCollection? Known(XElement fetch)
    {
        var entity = fetch.Element("entity")!;
        var wanted = entity.Descendants("value").Select(value => value.Value);
        return entity.Attribute("name")!.Value switch
        {
            ResponseTable.Table => new EntityCollection { EntityName = ResponseTable.Table },
            InvitationTable.Table => Rows(InvitationTable.Table, wanted.Select(Invitation)),
            var table and ("account" or "contact") => Rows(table, wanted.Select(id => new Entity(table, Guid.Parse(id)) { [table + "id"] = Guid.Parse(id) })),
            _ => null,
        };
    }

    private static EntityCollection Rows(string table, IEnumerable<Entity> rows) => new([.. rows]) { EntityName = table };

    private static Entity Invitation(string reference)
    {
        var number = int.Parse(reference.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture);
        return new Entity(InvitationTable.Table, World.Id(5, number))
        {
            [InvitationTable.Id] = World.Id(5, number),
            [InvitationTable.Reference] = reference,
            [InvitationTable.Account] = new EntityReference("account", World.Id(3, number % Customers)),
            [InvitationTable.Contact] = new EntityReference("contact", World.Id(4, number % Customers)),
            [InvitationTable.Status] = new OptionSetValue((int)InvitationStatus.Sent),
        };
    }
}
