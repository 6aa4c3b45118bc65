using System.Globalization;

namespace Tevreden.Cli.Service;

/// <summary>
/// Sends one request and waits for the whole answer, within a time limit: so that a connection that breaks half-way an answer is met where requests are repeated.
/// </summary>
/// <param name="sockets">What sends.</param>
/// <param name="limit">How long one answer may take.</param>
internal sealed class WholeAnswerHandler(HttpMessageHandler sockets, TimeSpan limit) : DelegatingHandler(sockets)
{
    private int _requests;

    public int Requests => _requests;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _requests);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(limit);
        try
        {
            var answer = await base.SendAsync(request, limited.Token);
            await answer.Content.LoadIntoBufferAsync(limited.Token);
            return answer;
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException($"There was no answer within {limit.TotalSeconds.ToString(CultureInfo.InvariantCulture)} seconds.", exception);
        }
    }
}
