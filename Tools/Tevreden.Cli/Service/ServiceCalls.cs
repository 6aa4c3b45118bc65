using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using Tevreden.Api;
using Tevreden.Api.Profile;

namespace Tevreden.Cli.Service;

/// <summary>
/// The calls of the survey service. What passes there (throttling, a lost answer) is waited for on the way; an answer that can't be read (half of it, a page for
/// people) is asked for again here, where the call may be sent twice.
/// </summary>
internal sealed class ServiceCalls : IDisposable
{
    private readonly ServiceHandler _handler;
    private readonly TevredenClient _client;
    private readonly ResiliencePipeline _pipeline;

    public ServiceCalls(ServiceSettings settings, RetrySetup setup)
    {
        Profile = settings.Profile;
        Host = settings.Host;
        _handler = ServiceHandler.Create(setup);
        _client = settings.Client(_handler, setup.Resilience);
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = setup.Time }.AddRetry(BrokenAnswers(setup)).Build();
    }

    public ApiProfile Profile { get; }

    public string Host { get; }

    /// <summary>How often the service was asked, repeats included.</summary>
    public int Requests => _handler.Requests;

    /// <param name="call">May be sent twice without harm.</param>
    /// <param name="stop">Ends waiting.</param>
    public async Task<T> RepeatAsync<T>(Func<TevredenClient, CancellationToken, Task<T>> call, CancellationToken stop) => await _pipeline.ExecuteAsync(
        static async (state, token) => await state.Call(state.Client, token), (Client: _client, Call: call), stop);

    public void Dispose()
    {
        _client.Dispose();
        _handler.Dispose();
    }

    private static RetryStrategyOptions BrokenAnswers(RetrySetup setup) => new()
    {
        Name = "broken answers",
        MaxRetryAttempts = setup.Resilience.Retries,
        ShouldHandle = static arguments => ValueTask.FromResult(arguments.Outcome.Exception is InvalidAnswerException),
        DelayGenerator = arguments =>
        {
            var wait = setup.Resilience.Backoff(arguments.AttemptNumber, setup.Random);
            setup.Log.LogWarning("Service.AnswerInvalid waitSeconds={Wait:0.#}", wait.TotalSeconds);
            return ValueTask.FromResult<TimeSpan?>(wait);
        },
    };
}
