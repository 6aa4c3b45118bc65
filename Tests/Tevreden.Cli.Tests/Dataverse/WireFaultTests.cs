using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Crm.Sdk.Messages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.PowerPlatform.Dataverse.Client;
using Tevreden.Cli.Dataverse;

namespace Tevreden.Cli.Tests.Dataverse;

/// <summary>What comes over the wire where no fault of Dataverse's does: gateways, firewalls, login pages. By the real client, since it is that which makes an exception of it.</summary>
[TestClass]
public sealed class WireFaultTests
{
    [TestMethod]
    [DataRow(401, FaultKind.SignInRefused)]
    [DataRow(403, FaultKind.SignInRefused)]
    [DataRow(408, FaultKind.Transient)]
    [DataRow(413, FaultKind.TooLarge)]
    [DataRow(420, FaultKind.Throttled)]
    [DataRow(429, FaultKind.Throttled)]
    [DataRow(502, FaultKind.Transient)]
    [DataRow(503, FaultKind.Transient)]
    [DataRow(504, FaultKind.TimedOut)]
    public async Task A_bare_status_is_known_for_what_it_means(int status, object kind)
    {
        var fault = await FaultAsync(context => context.Response.StatusCode = status);

        Assert.AreEqual((FaultKind)kind, DataverseFaults.Kind(fault), fault.ToString());
    }

    [TestMethod]
    public async Task A_connection_that_breaks_half_way_an_answer_is_a_lost_answer()
    {
        var fault = await FaultAsync(context => context.Abort());

        Assert.AreEqual(FaultKind.Transient, DataverseFaults.Kind(fault), fault.ToString());
    }

    [TestMethod]
    public async Task Nobody_there_is_a_lost_answer()
    {
        using var client = new ServiceClient(new Uri("http://127.0.0.1:1"), _ => Task.FromResult("token")) { MaxRetryCount = 0 };

        var fault = await FaultAsync(client);

        Assert.AreEqual(FaultKind.Transient, DataverseFaults.Kind(fault), fault.ToString());
    }

    [TestMethod]
    public async Task A_page_for_people_is_an_error_that_says_so()
    {
        var fault = await FaultAsync(async context =>
        {
            context.Response.ContentType = "text/html";
            await context.Response.WriteAsync("<html><body>Sign in to the guest network</body></html>");
        });

        var error = Errors.ErrorMapper.Map(fault);
        Assert.AreEqual(ExitCodes.DataverseUnreachable, error.ExitCode, fault.ToString());
        StringAssert.Contains(error.Message, "text/html");
    }

    private static Task<Exception> FaultAsync(Action<HttpContext> answer) => FaultAsync(context =>
    {
        answer(context);
        return Task.CompletedTask;
    });

    private static async Task<Exception> FaultAsync(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        await using var server = builder.Build();
        server.Run(context => answer(context));
        await server.StartAsync();
        var address = new Uri(server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        using var client = new ServiceClient(address, _ => Task.FromResult("token")) { MaxRetryCount = 0 };
        return await FaultAsync(client);
    }

    private static async Task<Exception> FaultAsync(ServiceClient client)
    {
        try
        {
            await client.ExecuteAsync(new WhoAmIRequest(), CancellationToken.None);
        }
        catch (Exception exception)
        {
            return exception;
        }

        throw new AssertFailedException("Expected a fault.");
    }
}
