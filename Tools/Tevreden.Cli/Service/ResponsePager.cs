using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using Tevreden.Api;
using Tevreden.Cli.Errors;

namespace Tevreden.Cli.Service;

/// <summary>
/// Reads responses page by page, the next page while the last is worked on and never more than that one, so that memory stays flat. Reading is harmless, so it
/// is repeated after throttling (420, 429, 503) as long as patience lasts, and a few times after a lost or broken answer.
/// </summary>
internal sealed class ResponsePager
{
    private readonly IResponseSource _source;
    private readonly Resilience _resilience;
    private readonly TimeProvider _time;
    private readonly Func<double> _random;
    private readonly ILogger _log;
    private readonly ResiliencePipeline _pipeline;

    public ResponsePager(IResponseSource source, Resilience resilience, TimeProvider time, Func<double> random, ILogger log)
    {
        _source = source;
        _resilience = resilience;
        _time = time;
        _random = random;
        _log = log;
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = time }.AddRetry(Throttling()).AddRetry(LostAnswers()).Build();
    }

    /// <summary>How often the service was asked, repeats included.</summary>
    public int Requests { get; private set; }

    public async IAsyncEnumerable<ResponsePage> ReadAsync(ResponseQuery first, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // Left early, the consumer must not leave a reader behind.
        using var left = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var pages = Channel.CreateBounded<ResponsePage>(new BoundedChannelOptions(1) { SingleReader = true, SingleWriter = true });
        var reading = FillAsync(pages.Writer, first, left.Token);
        try
        {
            await foreach (var page in pages.Reader.ReadAllAsync(cancellation))
                yield return page;
        }
        finally
        {
            await left.CancelAsync();
            await reading;
        }
    }

    private async Task FillAsync(ChannelWriter<ResponsePage> pages, ResponseQuery first, CancellationToken cancellation)
    {
        Exception? failure = null;
        try
        {
            for (var query = first; query is not null;)
            {
                var page = await ReadOneAsync(query, cancellation);
                RefuseStandstill(query, page.Next);
                await pages.WriteAsync(page, cancellation);
                query = page.Next;
            }
        }
        catch (Exception exception)
        {
            // Whoever reads the pages meets it, after the pages before it.
            failure = exception;
        }
        finally
        {
            pages.Complete(failure);
        }
    }

    private async Task<ResponsePage> ReadOneAsync(ResponseQuery query, CancellationToken cancellation)
    {
        var started = _time.GetTimestamp();
        var context = ResilienceContextPool.Shared.Get(cancellation);
        context.Properties.Set(Started, started);
        try
        {
            return await _pipeline.ExecuteAsync(
                static async (context, state) =>
                {
                    state.Pager.Requests++;
                    return await state.Pager._source.ReadAsync(state.Query, context.CancellationToken);
                },
                context,
                (Pager: this, Query: query));
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static void RefuseStandstill(ResponseQuery query, ResponseQuery? next)
    {
        if (next is not null && next.ChangedSince == query.ChangedSince && next.Offset == query.Offset && next.Cursor == query.Cursor)
        {
            throw new CliException(
                ErrorCodes.ServicePagingStuck,
                "The service names the page that it just gave as the next one, so reading would never end. Check the paging in the API profile.",
                ExitCodes.ServiceUnreachable);
        }
    }

    private static readonly ResiliencePropertyKey<long> Started = new("started");

    private static bool IsThrottling(Exception? exception) => exception is TooManyRequestsException or ServiceFaultException { Status: 503 };

    private static bool IsLost(Exception? exception) =>
        exception is AnswerLostException or ServiceUnreachableException or InvalidAnswerException or ServiceFaultException { Status: not 503 };

    private RetryStrategyOptions Throttling() => new()
    {
        Name = "throttling",
        MaxRetryAttempts = int.MaxValue,
        ShouldHandle = arguments => ValueTask.FromResult(
            IsThrottling(arguments.Outcome.Exception)
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
        ShouldHandle = arguments => ValueTask.FromResult(IsLost(arguments.Outcome.Exception)),
        DelayGenerator = arguments =>
        {
            var wait = _resilience.Backoff(arguments.AttemptNumber, _random);
            _log.LogWarning("Service.AnswerLost cause={Cause} waitSeconds={Wait:0.#}", arguments.Outcome.Exception!.GetType().Name, wait.TotalSeconds);
            return ValueTask.FromResult<TimeSpan?>(wait);
        },
    };
}
