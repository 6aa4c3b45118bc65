using Microsoft.Extensions.Logging;
using Microsoft.PowerPlatform.Dataverse.Client;
using Microsoft.Xrm.Sdk;
using Polly;
using Polly.Retry;

namespace Tevreden.Cli.Dataverse;

/// <summary>
/// The one way to Dataverse: every request passes the shared pause, is counted, and is repeated where that helps and does no harm. A request under way is
/// never broken off; the cancellation token ends waiting and keeps the next request from being sent.
/// </summary>
internal sealed class DataverseClient
{
    private static readonly ResiliencePropertyKey<bool> Repeatable = new("repeatable");
    private static readonly ResiliencePropertyKey<long> Started = new("started");

    private readonly IOrganizationServiceAsync2 _service;
    private readonly Resilience _resilience;
    private readonly TimeProvider _time;
    private readonly Func<double> _random;
    private readonly ILogger _log;
    private readonly SharedPause _pause;
    private readonly ResiliencePipeline _pipeline;

    public DataverseClient(IOrganizationServiceAsync2 service, Resilience resilience, TimeProvider time, Func<double> random, ILogger log)
    {
        _service = service;
        _resilience = resilience;
        _time = time;
        _random = random;
        _log = log;
        _pause = new SharedPause(time);
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(Throttling())
            .AddRetry(LostAnswers())
            .Build();
    }

    public RequestCounter Requests { get; } = new();

    /// <summary>Sends a request that may be sent twice without harm: a read, or a write that ends in the same rows.</summary>
    public Task<OrganizationResponse> RepeatAsync(OrganizationRequest request, CancellationToken cancellation) => SendAsync(request, repeatable: true, cancellation);

    /// <summary>Sends a request that is sent again only where Dataverse says that it did not execute it.</summary>
    public Task<OrganizationResponse> OnceAsync(OrganizationRequest request, CancellationToken cancellation) => SendAsync(request, repeatable: false, cancellation);

    /// <summary>Holds all requests back, because a part of a request was throttled.</summary>
    public void PauseFor(OrganizationServiceFault fault, int attempt)
    {
        var wait = _resilience.ThrottleDelay(DataverseFaults.RetryAfter(fault), attempt, _random);
        _log.LogWarning("Dataverse.Throttled code={Code} waitSeconds={Wait:0.#}", fault.ErrorCode, wait.TotalSeconds);
        _pause.Extend(wait);
    }

    private async Task<OrganizationResponse> SendAsync(OrganizationRequest request, bool repeatable, CancellationToken cancellation)
    {
        var context = ResilienceContextPool.Shared.Get(cancellation);
        context.Properties.Set(Repeatable, repeatable);
        context.Properties.Set(Started, _time.GetTimestamp());
        try
        {
            return await _pipeline.ExecuteAsync(
                static async (context, state) =>
                {
                    await state.Client._pause.WaitAsync(context.CancellationToken);
                    state.Client.Requests.Add(state.Request.RequestName);
                    return await state.Client._service.ExecuteAsync(state.Request, CancellationToken.None);
                },
                context,
                (Client: this, Request: request));
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private RetryStrategyOptions Throttling() => new()
    {
        Name = "throttling",
        MaxRetryAttempts = int.MaxValue,
        ShouldHandle = arguments => ValueTask.FromResult(
            arguments.Outcome.Exception is { } exception
            && DataverseFaults.Kind(exception) == FaultKind.Throttled
            && _time.GetElapsedTime(arguments.Context.Properties.GetValue(Started, 0)) < _resilience.Patience),
        DelayGenerator = arguments =>
        {
            var exception = arguments.Outcome.Exception!;
            var wait = _resilience.ThrottleDelay(DataverseFaults.RetryAfter(exception), arguments.AttemptNumber, _random);
            _log.LogWarning("Dataverse.Throttled code={Code} waitSeconds={Wait:0.#}", DataverseFaults.Code(exception), wait.TotalSeconds);
            _pause.Extend(wait);
            return ValueTask.FromResult<TimeSpan?>(TimeSpan.Zero);
        },
    };

    private RetryStrategyOptions LostAnswers() => new()
    {
        Name = "lost answers",
        MaxRetryAttempts = _resilience.Retries,
        ShouldHandle = arguments => ValueTask.FromResult(
            arguments.Context.Properties.GetValue(Repeatable, false)
            && arguments.Outcome.Exception is { } exception
            && DataverseFaults.Kind(exception) == FaultKind.Transient),
        DelayGenerator = arguments =>
        {
            var wait = _resilience.Backoff(arguments.AttemptNumber, _random);
            _log.LogWarning("Dataverse.AnswerLost cause={Cause} waitSeconds={Wait:0.#}", arguments.Outcome.Exception!.GetType().Name, wait.TotalSeconds);
            return ValueTask.FromResult<TimeSpan?>(wait);
        },
    };
}
