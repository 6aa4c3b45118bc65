using System.Net;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;

namespace Tevreden.Cli.Service;

/// <summary>
/// Which requests to the service are repeated, and when. Throttling (420, which is the service's own, 429, and 503) says that nothing was done, so any request goes
/// again after the pause that the service asks for; a lost answer or another fault may have come after the work, so only what may be done twice goes again.
/// </summary>
internal sealed class ServiceResilience(RetrySetup setup)
{
    private const HttpStatusCode EnhanceYourCalm = (HttpStatusCode)420;

    private static readonly ResiliencePropertyKey<long> Started = new("started");

    public static HttpMessageHandler Handler(RetrySetup setup, HttpMessageHandler inner) => new ResilienceHandler(new ServiceResilience(setup).Build()) { InnerHandler = inner };

    private ResiliencePipeline<HttpResponseMessage> Build() => new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = setup.Time }
        .AddRetry(Throttling())
        .AddRetry(LostAnswers())
        .AddCircuitBreaker(Breaker())
        .Build();

    private static bool IsThrottling(Outcome<HttpResponseMessage> outcome) =>
        outcome.Result?.StatusCode is EnhanceYourCalm or HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable;

    private static bool IsLost(Outcome<HttpResponseMessage> outcome) =>
        outcome.Exception is HttpRequestException or IOException
        || outcome.Result?.StatusCode is HttpStatusCode.RequestTimeout
        || (outcome.Result is { StatusCode: >= HttpStatusCode.InternalServerError and not HttpStatusCode.NotImplemented } && !IsThrottling(outcome));

    private static bool MayBeDoneTwice(ResilienceContext context) => context.GetRequestMessage()?.Method is { } method && method != HttpMethod.Post && method != HttpMethod.Patch;

    private HttpRetryStrategyOptions Throttling() => new()
    {
        Name = "throttling",
        MaxRetryAttempts = int.MaxValue,
        ShouldRetryAfterHeader = false,
        ShouldHandle = arguments => ValueTask.FromResult(IsThrottling(arguments.Outcome) && IsPatient(arguments.Context)),
        DelayGenerator = arguments =>
        {
            var refusal = arguments.Outcome.Result!;
            var wait = setup.Resilience.ThrottleDelay(RetryAfter(refusal), arguments.AttemptNumber, setup.Random);
            setup.Log.LogWarning("Service.Throttled status={Status} waitSeconds={Wait:0.#}", (int)refusal.StatusCode, wait.TotalSeconds);
            return ValueTask.FromResult<TimeSpan?>(wait);
        },
    };

    private HttpRetryStrategyOptions LostAnswers() => new()
    {
        Name = "lost answers",
        MaxRetryAttempts = setup.Resilience.Retries,
        ShouldRetryAfterHeader = false,
        ShouldHandle = arguments => ValueTask.FromResult(
            (arguments.Outcome.Exception is BrokenCircuitException || (IsLost(arguments.Outcome) && MayBeDoneTwice(arguments.Context))) && IsPatient(arguments.Context)),
        DelayGenerator = arguments =>
        {
            var wait = arguments.Outcome.Exception is BrokenCircuitException { RetryAfter: { } open } && open > TimeSpan.Zero
                ? open
                : setup.Resilience.Backoff(arguments.AttemptNumber, setup.Random);
            setup.Log.LogWarning(
                "Service.AnswerLost cause={Cause} waitSeconds={Wait:0.#}",
                arguments.Outcome.Exception?.GetType().Name ?? ((int)arguments.Outcome.Result!.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture),
                wait.TotalSeconds);
            return ValueTask.FromResult<TimeSpan?>(wait);
        },
    };

    private HttpCircuitBreakerStrategyOptions Breaker() => new()
    {
        Name = "breaker",
        FailureRatio = 0.9,
        MinimumThroughput = setup.Resilience.BreakAfter,
        SamplingDuration = TimeSpan.FromMinutes(1),
        BreakDuration = setup.Resilience.BreakFor,
        ShouldHandle = static arguments => ValueTask.FromResult(IsLost(arguments.Outcome)),
    };

    // The total time limit of a request counts from the end of its first attempt.
    private bool IsPatient(ResilienceContext context)
    {
        if (!context.Properties.TryGetValue(Started, out var started))
        {
            started = setup.Time.GetTimestamp();
            context.Properties.Set(Started, started);
        }

        return setup.Time.GetElapsedTime(started) < setup.Resilience.Patience;
    }

    private TimeSpan? RetryAfter(HttpResponseMessage refusal) =>
        refusal.Headers.RetryAfter is { } header ? header.Delta ?? (header.Date is { } date ? date - setup.Time.GetUtcNow() : null) : null;
}
