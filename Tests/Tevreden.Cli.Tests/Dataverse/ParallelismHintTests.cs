using Microsoft.Crm.Sdk.Messages;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Xrm.Sdk.Messages;
using Tevreden.Cli.Configuration;
using Tevreden.Cli.Dataverse;
using Tevreden.Cli.SignIn;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Hosting;

namespace Tevreden.Cli.Tests.Dataverse;

/// <summary>The bar "Parallelism" over the wire: the header <c>x-ms-dop-hint</c> of the server's answers, by the client that the job opens.</summary>
[TestClass]
public sealed class ParallelismHintTests
{
    [TestMethod]
    [DataRow(2)]
    [DataRow(6)]
    public async Task As_many_requests_as_the_servers_hint_says_are_under_way_and_never_more(int hint)
    {
        var gate = new Lock();
        var (underWay, most, seen) = (0, 0, 0);
        using var full = new ManualResetEventSlim();
        await using var server = await SandboxServer.StartAsync(new SandboxServerOptions
        {
            RecommendedDegreesOfParallelism = hint,
            Engine = new EngineOptions
            {
                AsyncWorkers = 0,
                BeforeRequest = (request, _) =>
                {
                    if (request is not RetrieveVersionRequest)
                        return;
                    lock (gate)
                    {
                        most = Math.Max(most, ++underWay);

                        // Once the ramp is up, all of them are here together.
                        if (++seen > 30 && underWay == hint)
                            full.Set();
                    }

                    if (seen > 30)
                        full.Wait(TimeSpan.FromSeconds(30));
                    lock (gate)
                        underWay--;
                },
            },
        });
        var token = server.IssueToken(server.Engine.AdministratorId);
        var settings = new JobSettings { DataverseUrl = server.Address, SignIn = new SignInSettings { Kind = SignInKind.FixedToken, Token = token } };
        var service = DataverseConnection.Open(settings, _ => Task.FromResult(token));
        using var connection = (IDisposable)service;
        var client = new DataverseClient(service, () => DataverseConnection.Parallelism(service), Resilience.Usual, TimeProvider.System, () => 1, NullLogger.Instance);
        await client.RepeatAsync(new WhoAmIRequest(), CancellationToken.None);

        await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => client.RepeatAsync(new RetrieveVersionRequest(), CancellationToken.None)));

        Assert.AreEqual(hint, DataverseConnection.Parallelism(service));
        Assert.IsTrue(full.IsSet, "The places are used …");
        Assert.AreEqual(hint, most, "… and no more than those.");
        Assert.AreEqual(hint, client.MostAtOnce);
    }
}
