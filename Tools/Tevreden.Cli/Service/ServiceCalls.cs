using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using Tevreden.Api;
using Tevreden.Api.Profile;

namespace Tevreden.Cli.Service;

/// <summary>The calls of the survey service that only read, each repeated after throttling and after a lost answer as long as patience lasts.</summary>
internal sealed class ServiceCalls : IDisposable
{
    private readonly SocketsHttpHandler _handler;
    private readonly TevredenClient _client;
    private readonly Resilience _resilience;
    private readonly TimeProvider _time;
    private readonly Func<double> _random;
    private readonly ILogger _log;
    private readonly ResiliencePipeline _pipeline;

    public ServiceCalls(ServiceSettings settings, Resilience resilience, TimeProvider time, Func<double> random, ILogger log)
    {
        _resilience = resilience;
        _time = time;
        _random = random;
        _log = log;
        Profile = settings.Profile;
        Host = settings.Host;
        _handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = System.Net.DecompressionMethods.All };
        _client = new TevredenClient(
            new TevredenClientOptions { BaseAddress = settings.Address, ApiKey = settings.ApiKey, Platform = settings.Platform, Profile = settings.Profile },
            _handler);
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = time }.AddRetry(Throttling()).AddRetry(LostAnswers()).Build();
    }

    public ApiProfile Profile { get; }

    public string Host { get; }

    /// <summary>How often the service was asked, repeats included.</summary>
    public int Requests { get; private set; }

    /// <param name="call">May be sent twice without harm.</param>
    /// <param name="stop">Ends waiting.</param>
    public async Task<T> RepeatAsync<T>(Func<TevredenClient, CancellationToken, Task<T>> call, CancellationToken stop)
    {
        var context = ResilienceContextPool.Shared.Get(stop);
        context.Properties.Set(Started, _time.GetTimestamp());
        try
        {
            return await _pipeline.ExecuteAsync(
                static async (context, state) =>
                {
                    state.Calls.Requests++;
                    return await state.Call(state.Calls._client, context.CancellationToken);
                },
                context,
                (Calls: this, Call: call));
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        _handler.Dispose();
    }

    private static readonly ResiliencePropertyKey<long> Started = new("started");

    private RetryStrategyOptions Throttling() => new()
    {
        Name = "throttling",
        MaxRetryAttempts = int.MaxValue,
        ShouldHandle = arguments => ValueTask.FromResult(
            arguments.Outcome.Exception is TooManyRequestsException or ServiceFaultException { Status: 503 }
            && _time.GetElapsedTime(arguments.Context.Properties.GetValue(Started, 0)) < _resilience.Patience),
        DelayGenerator = arguments =>
        {
            var refusal = (ServiceStatusException)arguments.Outcome.Exception!;
            var wait = _resilience.ThrottleDelay(refusal.RetryAfter, arguments.AttemptNumber, _random);
            _log.LogWarning("Service.Throttled status={Status} waitSeconds={Wait:0.#}", refusal.Status, wait.TotalSeconds);
            return ValueTask.FromResult<TimeSpan?>(wait);
        },
    };

    private RetryStrategyOptions LostAnswers() => new()
    {
        Name = "lost answers",
        MaxRetryAttempts = _resilience.Retries,
        ShouldHandle = arguments => ValueTask.FromResult(
            arguments.Outcome.Exception is AnswerLostException or ServiceUnreachableException or InvalidAnswerException or ServiceFaultException { Status: not 503 }),
        DelayGenerator = arguments =>
        {
            var wait = _resilience.Backoff(arguments.AttemptNumber, _random);
            _log.LogWarning("Service.AnswerLost cause={Cause} waitSeconds={Wait:0.#}", arguments.Outcome.Exception!.GetType().Name, wait.TotalSeconds);
            return ValueTask.FromResult<TimeSpan?>(wait);
        },
    };
}
