using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Tevreden.Api;
using Tevreden.Cli.Errors;

namespace Tevreden.Cli.Service;

/// <summary>Reads responses page by page, the next pages while the last are worked on and never more than those, so that memory stays flat.</summary>
internal sealed class ResponsePager(IResponseSource source)
{
    /// <param name="spans">Each is read to its end before the next.</param>
    /// <param name="atLeast">Pages are put together until they hold so many responses, so that whoever writes them can do so in few and full requests.</param>
    /// <param name="cancellation">Ends reading.</param>
    public async IAsyncEnumerable<ResponseBatch> ReadAsync(IReadOnlyList<ResponseSpan> spans, int atLeast, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // Left early, the consumer must not leave a reader behind.
        using var left = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var pages = Channel.CreateBounded<ResponseBatch>(new BoundedChannelOptions(1) { SingleReader = true, SingleWriter = true });
        var reading = FillAsync(pages.Writer, spans, atLeast, left.Token);
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

    private async Task FillAsync(ChannelWriter<ResponseBatch> pages, IReadOnlyList<ResponseSpan> spans, int atLeast, CancellationToken cancellation)
    {
        Exception? failure = null;
        var together = new List<ResponseBatch>();
        try
        {
            foreach (var span in spans)
            {
                for (var query = span.First; query is not null;)
                {
                    // Not before the last batch was taken: one is worked on, and one is read.
                    if (together.Count == 0)
                        await pages.WaitToWriteAsync(cancellation);
                    var page = await source.ReadAsync(query, cancellation);
                    RefuseStandstill(query, page.Next);
                    together.Add(new ResponseBatch(span.Until is { } until ? [.. page.Responses.Where(response => response.ChangedAt < until)] : page.Responses, page.Malformed));
                    query = IsPast(span, page) ? null : page.Next;
                    if (together.Sum(one => one.Responses.Count) >= atLeast)
                        await WriteAsync(pages, together, null, cancellation);
                }

                if (span.EndsPeriod)
                    await WriteAsync(pages, together, span.Until, cancellation);
            }
        }
        catch (Exception exception)
        {
            // Whoever reads the pages meets it, after the pages before it.
            failure = exception;
        }

        await WriteRestAsync(pages, together, cancellation);
        pages.Complete(failure);
    }

    // Where the service fails again and again at one place, what came before it must not be lost each time.
    private static async Task WriteRestAsync(ChannelWriter<ResponseBatch> pages, List<ResponseBatch> together, CancellationToken cancellation)
    {
        if (together.Count == 0)
            return;
        try
        {
            await WriteAsync(pages, together, null, cancellation);
        }
        catch (OperationCanceledException)
        {
            // Whoever stopped reads no more, and the next run begins before these.
        }
    }

    private static async Task WriteAsync(ChannelWriter<ResponseBatch> pages, List<ResponseBatch> together, DateTime? wholeUntil, CancellationToken cancellation)
    {
        await pages.WriteAsync(new ResponseBatch([.. together.SelectMany(one => one.Responses)], [.. together.SelectMany(one => one.Malformed)], wholeUntil), cancellation);
        together.Clear();
    }

    // A page all of which is too late, not one that ends so: where pages are out of order more may follow.
    private static bool IsPast(ResponseSpan span, ResponsePage page) => page.Responses.Count > 0 && page.Responses.Min(response => response.ChangedAt) >= span.Until;

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
}
