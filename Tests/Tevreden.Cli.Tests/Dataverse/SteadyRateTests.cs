using Microsoft.Crm.Sdk.Messages;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Xrm.Sdk;
using Tevreden.Cli.Dataverse;
using Tevreden.Cli.Tests.Support;
using Tevreden.Sandbox.Engine;

namespace Tevreden.Cli.Tests.Dataverse;

/// <summary>The bar "Throttling" of the design: the steady rate under service protection limits, in virtual time.</summary>
[TestClass]
public sealed class SteadyRateTests
{
    private const int Windows = 3;

    public required TestContext TestContext { get; init; }

    [TestMethod]
    [DataRow(6000, 300, 40, 4, DisplayName = "the platform's number of requests")]
    [DataRow(6000, 300, 40, 52, DisplayName = "the platform's number of requests, by as many at once as it takes")]
    [DataRow(150, 30, 40, 4, DisplayName = "150 in 30 s")]
    [DataRow(60, 10, 40, 4, DisplayName = "60 in 10 s")]
    public void Under_a_limit_of_requests_at_least_nine_tenths_of_the_rate_that_it_allows_are_reached(int requests, int window, int milliseconds, int recommended)
    {
        var limits = new ProtectionLimits { Requests = requests, Window = TimeSpan.FromSeconds(window) };
        var run = Run(limits, Windows * requests, milliseconds, recommended);

        AssertSteady(run, recommended, limits.Window, TimeSpan.FromMilliseconds(milliseconds) * requests / recommended);
    }

    [TestMethod]
    [DataRow(1200, 300, 400, 8, DisplayName = "the platform's execution time")]
    [DataRow(1200, 300, 4000, 16, DisplayName = "the platform's execution time, by long requests")]
    public void Under_a_limit_of_execution_time_at_least_nine_tenths_of_it_are_used(int seconds, int window, int milliseconds, int recommended)
    {
        var limits = new ProtectionLimits { Requests = int.MaxValue, ExecutionTime = TimeSpan.FromSeconds(seconds), Window = TimeSpan.FromSeconds(window) };
        var run = Run(limits, Windows * seconds * 1000 / milliseconds, milliseconds, recommended);

        AssertSteady(run, recommended, limits.Window, limits.ExecutionTime / recommended);
    }

    // The first window's requests may come at once, each further window lets as many through again, and those of the last take their own time.
    private void AssertSteady((TimeSpan Took, int Refused, int Done) run, int recommended, TimeSpan window, TimeSpan ofOneWindow)
    {
        var shortest = (window * (Windows - 1)) + ofOneWindow;
        var share = shortest / run.Took;
        TestContext.WriteLine($"{run.Done} requests in {run.Took.TotalSeconds:0.0} s, where {shortest.TotalSeconds:0.0} s is the least ({share:P1}); {run.Refused} refused");
        Assert.IsGreaterThanOrEqualTo(0.9, share);
        Assert.IsLessThanOrEqualTo(3 * recommended * Windows, run.Refused, "No hot loop: in each window those that were under way, and few more.");
    }

    private static (TimeSpan Took, int Refused, int Done) Run(ProtectionLimits limits, int requests, int milliseconds, int recommended)
    {
        var time = new Simulation();
        var service = new ProtectedClient(limits, time, TimeSpan.FromMilliseconds(milliseconds));
        var client = new DataverseClient(service, () => recommended, Resilience.Usual, time, () => 0.5, NullLogger.Instance);
        var started = time.GetUtcNow();
        var left = requests;
        time.Run(() => Task.WhenAll(Enumerable.Range(0, 2 * recommended).Select(_ => WorkAsync())));
        return (time.GetUtcNow() - started, service.Refused, service.Done);

        async Task WorkAsync()
        {
            while (left-- > 0)
                await client.RepeatAsync(new WhoAmIRequest(), CancellationToken.None);
        }
    }

    /// <summary>Dataverse as far as protection goes: requests that take a time of their own, and the sandbox's limits.</summary>
    private sealed class ProtectedClient(ProtectionLimits limits, Simulation time, TimeSpan length) : ExecuteOnlyClient
    {
        private static readonly TimeSpan Way = TimeSpan.FromMilliseconds(5);

        private readonly ServiceProtection _protection = new(limits, time);
        private readonly Random _random = new(2026);

        public int Done { get; private set; }

        public int Refused { get; private set; }

        public override async Task<OrganizationResponse> ExecuteAsync(OrganizationRequest request, CancellationToken cancellationToken)
        {
            await Task.Delay(Way, time, cancellationToken);
            try
            {
                using var place = _protection.Enter(Guid.Empty);
                await Task.Delay(length * (0.5 + _random.NextDouble()), time, cancellationToken);
                Done++;
            }
            catch (System.ServiceModel.FaultException)
            {
                Refused++;
                throw;
            }
            finally
            {
                await Task.Delay(Way, time, cancellationToken);
            }

            return new WhoAmIResponse();
        }
    }
}
