using Microsoft.Extensions.Logging;
using Microsoft.PowerPlatform.Dataverse.Client;
using Microsoft.Xrm.Sdk;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace Tevreden.Cli.Dataverse;

/// <summary>
/// The one way to Dataverse: every request waits for a place and for the shared pause, is counted, and is repeated where that helps and does no harm. A request
/// under way is never broken off; the cancellation token ends waiting and keeps the next request from being sent.
/// </summary>
internal sealed class DataverseClient
{
    private static readonly ResiliencePropertyKey<Repeat> Repeatable = new("repeatable");
    private static readonly ResiliencePropertyKey<long> Started = new("started");

    private readonly IOrganizationServiceAsync2 _service;
    private readonly Resilience _resilience;
    private readonly TimeProvider _time;
    private readonly Func<double> _random;
    private readonly ILogger _log;
    private readonly SharedPause _pause;
    private readonly ParallelGate _gate;
    private readonly ResiliencePipeline _pipeline;
    private readonly ResiliencePipeline _breaker;

    /// <param name="service">Microsoft's client, without repeats of its own.</param>
    /// <param name="parallelism">How many requests at once the server recommends, as far as it is known.</param>
    /// <param name="resilience">How patient to be.</param>
    /// <param name="time">The clock.</param>
    /// <param name="random">Gives numbers from 0 to 1.</param>
    /// <param name="log">Gets what was repeated.</param>
    public DataverseClient(IOrganizationServiceAsync2 service, Func<int> parallelism, Resilience resilience, TimeProvider time, Func<double> random, ILogger log)
    {
        _service = service;
        _resilience = resilience;
        _time = time;
        _random = random;
        _log = log;
        _pause = new SharedPause(time);
        _gate = new ParallelGate(parallelism);
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(Throttling())
            .AddRetry(LostAnswers())
            .Build();
        _breaker = new ResiliencePipelineBuilder { TimeProvider = time }.AddCircuitBreaker(Breaker()).Build();
    }

    private enum Repeat
    {
        Never,
        UnlessItTakesTooLong,
        Always,
    }

    public RequestCounter Requests { get; } = new();

    /// <summary>The most requests that were under way at one time.</summary>
    public int MostAtOnce => _gate.Most;

    /// <summary>Sends a request that may be sent twice without harm: a read, or a write that ends in the same rows.</summary>
    public Task<OrganizationResponse> RepeatAsync(OrganizationRequest request, CancellationToken cancellation) => SendAsync(request, Repeat.Always, cancellation);

    /// <summary>As <see cref="RepeatAsync"/>, but what took too long is not tried again as it is: the caller asks for less at a time.</summary>
    public Task<OrganizationResponse> RepeatBulkAsync(OrganizationRequest request, CancellationToken cancellation) =>
        SendAsync(request, Repeat.UnlessItTakesTooLong, cancellation);

    /// <summary>Sends a request that is sent again only where Dataverse says that it did not execute it.</summary>
    public Task<OrganizationResponse> OnceAsync(OrganizationRequest request, CancellationToken cancellation) => SendAsync(request, Repeat.Never, cancellation);

    /// <summary>Holds all requests back, because a part of a request was throttled.</summary>
    public void PauseFor(OrganizationServiceFault fault, int attempt)
    {
        var wait = _resilience.ThrottleDelay(DataverseFaults.RetryAfter(fault), attempt, _random);
        _log.LogWarning("Dataverse.Throttled code={Code} waitSeconds={Wait:0.#}", fault.ErrorCode, wait.TotalSeconds);
        Pause(wait);
    }

    private void Pause(TimeSpan wait)
    {
        _pause.Extend(wait);
        _gate.SlowDown();
    }

    private async Task<OrganizationResponse> SendAsync(OrganizationRequest request, Repeat repeatable, CancellationToken cancellation)
    {
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: true, cancellation);
        context.Properties.Set(Repeatable, repeatable);
        context.Properties.Set(Started, _time.GetTimestamp());
        try
        {
            return await _pipeline.ExecuteAsync(
                static (context, state) => state.Client.SendOnceAsync(state.Request, context),
                context,
                (Client: this, Request: request));
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async ValueTask<OrganizationResponse> SendOnceAsync(OrganizationRequest request, ResilienceContext context)
    {
        var cancellation = context.CancellationToken;
        await _gate.EnterAsync(cancellation);
        var succeeded = false;
        try
        {
            await _pause.WaitAsync(cancellation);

            // Last of all, so that it also holds back who stood in the queue when it opened.
            var response = await _breaker.ExecuteAsync(static (_, state) => state.Client.SendNowAsync(state.Request), context, (Client: this, Request: request));
            succeeded = true;
            return response;
        }
        finally
        {
            _gate.Leave(succeeded);
        }
    }

    private async ValueTask<OrganizationResponse> SendNowAsync(OrganizationRequest request)
    {
        Requests.Add(request.RequestName);
        return await _service.ExecuteAsync(request, CancellationToken.None);
    }

    private bool IsPatient(ResilienceContext context) => _time.GetElapsedTime(context.Properties.GetValue(Started, 0)) < _resilience.Patience;

    private RetryStrategyOptions Throttling() => new()
    {
        Name = "throttling",
        MaxRetryAttempts = int.MaxValue,
        ShouldHandle = arguments => ValueTask.FromResult(
            arguments.Outcome.Exception is { } exception
            && DataverseFaults.Kind(exception) == FaultKind.Throttled
            && IsPatient(arguments.Context)),
        DelayGenerator = arguments =>
        {
            var exception = arguments.Outcome.Exception!;
            var wait = _resilience.ThrottleDelay(DataverseFaults.RetryAfter(exception), arguments.AttemptNumber, _random);
            _log.LogWarning("Dataverse.Throttled code={Code} waitSeconds={Wait:0.#}", DataverseFaults.Code(exception), wait.TotalSeconds);
            Pause(wait);
            return ValueTask.FromResult<TimeSpan?>(TimeSpan.Zero);
        },
    };

    private RetryStrategyOptions LostAnswers() => new()
    {
        Name = "lost answers",
        MaxRetryAttempts = _resilience.Retries,
        ShouldHandle = arguments => ValueTask.FromResult(
            arguments.Outcome.Exception is { } exception
            && MayRepeat(exception, arguments.Context.Properties.GetValue(Repeatable, Repeat.Never))
            && IsPatient(arguments.Context)),
        DelayGenerator = arguments =>
        {
            var exception = arguments.Outcome.Exception!;
            var wait = exception is BrokenCircuitException { RetryAfter: { } open } && open > TimeSpan.Zero ? open : _resilience.Backoff(arguments.AttemptNumber, _random);
            _log.LogWarning("Dataverse.AnswerLost cause={Cause} waitSeconds={Wait:0.#}", exception.GetType().Name, wait.TotalSeconds);
            return ValueTask.FromResult<TimeSpan?>(wait);
        },
    };

    // Where one worker after another gets no answer, all of them wait together rather than each trying on.
    private CircuitBreakerStrategyOptions Breaker() => new()
    {
        Name = "breaker",
        FailureRatio = 0.9,
        MinimumThroughput = _resilience.BreakAfter,
        SamplingDuration = TimeSpan.FromMinutes(1),
        BreakDuration = _resilience.BreakFor,
        ShouldHandle = static arguments => ValueTask.FromResult(
            arguments.Outcome.Exception is { } exception && DataverseFaults.Kind(exception) is FaultKind.Transient or FaultKind.TimedOut),
        OnOpened = arguments =>
        {
            _log.LogWarning("Dataverse.Unreachable waitSeconds={Wait:0.#}: all requests wait", arguments.BreakDuration.TotalSeconds);
            return ValueTask.CompletedTask;
        },
    };

    private static bool MayRepeat(Exception exception, Repeat repeatable) => exception is BrokenCircuitException || DataverseFaults.Kind(exception) switch
    {
        FaultKind.Transient => repeatable != Repeat.Never,
        FaultKind.TimedOut => repeatable == Repeat.Always,
        _ => false,
    };
}
