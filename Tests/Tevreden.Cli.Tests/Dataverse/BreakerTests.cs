using System.Net;
using Microsoft.Crm.Sdk.Messages;
using Microsoft.Extensions.Logging;
using Microsoft.Xrm.Sdk;
using Tevreden.Cli.Dataverse;
using Tevreden.Cli.Output;
using Tevreden.Cli.Service;
using Tevreden.Cli.Tests.Support;

namespace Tevreden.Cli.Tests.Dataverse;

/// <summary>Where nobody answers any more, all wait together, and one goes first to see: towards Dataverse and towards the service.</summary>
[TestClass]
public sealed class BreakerTests
{
    // Patient enough that no request gives up before the breaker is met.
    private static readonly Resilience Patient = Resilience.Usual with { Retries = 20 };

    private readonly SkippingClock _clock = new();
    private readonly List<string> _log = [];

    private ILogger Log => new LineLogger(line => { lock (_log) _log.Add(line); }, _clock, new JobIdentity("sync", Guid.Empty), LogLevel.Information, json: false);

    [TestMethod]
    public async Task Ten_lost_answers_of_Dataverse_stop_all_workers_until_one_was_let_through()
    {
        const int Workers = 12;
        var service = new LosingClient(Patient.BreakAfter, _clock);
        var client = new DataverseClient(service, () => 4, Patient, _clock, () => 1, Log);

        List<Task> workers = [.. Enumerable.Range(0, Workers).Select(_ => client.RepeatAsync(new WhoAmIRequest(), CancellationToken.None))];
        service.AllAreHere.SetResult();
        await Task.WhenAll(workers);

        AssertPause(service.Times, Patient);
        Assert.HasCount(Patient.BreakAfter + Workers, service.Times, "Nobody asked in vain meanwhile.");
        Assert.IsTrue(_log.Any(line => line.Contains("Dataverse.Unreachable", StringComparison.Ordinal)), string.Join("\n", _log));
    }

    [TestMethod]
    public async Task Ten_lost_answers_of_the_service_hold_the_next_request_back()
    {
        var sockets = new LosingSockets(Patient.BreakAfter, _clock);
        using var handler = ServiceHandler.Create(new RetrySetup(Patient, _clock, () => 1, Log), sockets);
        using var http = new HttpClient(handler);

        using var answer = await http.GetAsync(new Uri("https://voorbeeld.test/responses"));

        Assert.AreEqual(HttpStatusCode.OK, answer.StatusCode);
        AssertPause(sockets.Times, Patient);
    }

    private static void AssertPause(List<DateTimeOffset> times, Resilience resilience) =>
        Assert.IsGreaterThanOrEqualTo(resilience.BreakFor, times[resilience.BreakAfter] - times[resilience.BreakAfter - 1]);

    private sealed class LosingClient(int lost, SkippingClock clock) : ExecuteOnlyClient
    {
        public List<DateTimeOffset> Times { get; } = [];

        /// <summary>Until then the first request is under way, and all others stand in the queue.</summary>
        public TaskCompletionSource AllAreHere { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override async Task<OrganizationResponse> ExecuteAsync(OrganizationRequest request, CancellationToken cancellationToken)
        {
            await AllAreHere.Task;
            lock (Times)
            {
                Times.Add(clock.GetUtcNow());
                return Times.Count <= lost ? throw new HttpRequestException("The connection was reset.") : new WhoAmIResponse();
            }
        }
    }

    private sealed class LosingSockets(int lost, SkippingClock clock) : HttpMessageHandler
    {
        public List<DateTimeOffset> Times { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Times.Add(clock.GetUtcNow());
            return Times.Count <= lost
                ? Task.FromException<HttpResponseMessage>(new HttpRequestException("The connection was reset."))
                : Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent([]) });
        }
    }
}
