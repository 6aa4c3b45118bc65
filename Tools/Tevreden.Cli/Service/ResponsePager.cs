using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Tevreden.Api;
using Tevreden.Cli.Errors;

namespace Tevreden.Cli.Service;

/// <summary>Reads responses page by page, the next pages while the last are worked on and never more than those, so that memory stays flat.</summary>
internal sealed class ResponsePager(IResponseSource source)
{
    /// <param name="queries">Where to begin; each is read to its end before the next.</param>
    /// <param name="atLeast">Pages are put together until they hold so many responses, so that whoever writes them can do so in few and full requests.</param>
    /// <param name="cancellation">Ends reading.</param>
    public async IAsyncEnumerable<ResponsePage> ReadAsync(IReadOnlyList<ResponseQuery> queries, int atLeast, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // Left early, the consumer must not leave a reader behind.
        using var left = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var pages = Channel.CreateBounded<ResponsePage>(new BoundedChannelOptions(1) { SingleReader = true, SingleWriter = true });
        var reading = FillAsync(pages.Writer, queries, atLeast, left.Token);
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

    private async Task FillAsync(ChannelWriter<ResponsePage> pages, IReadOnlyList<ResponseQuery> queries, int atLeast, CancellationToken cancellation)
    {
        Exception? failure = null;
        var together = new List<ResponsePage>();
        try
        {
            foreach (var first in queries)
            {
                for (var query = first; query is not null;)
                {
                    var page = await source.ReadAsync(query, cancellation);
                    RefuseStandstill(query, page.Next);
                    together.Add(page);
                    query = page.Next;
                    if (together.Sum(one => one.Responses.Count) >= atLeast)
                    {
                        await pages.WriteAsync(Join(together), cancellation);
                        together.Clear();
                    }
                }
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
    private static async Task WriteRestAsync(ChannelWriter<ResponsePage> pages, List<ResponsePage> together, CancellationToken cancellation)
    {
        if (together.Count == 0)
            return;
        try
        {
            await pages.WriteAsync(Join(together), cancellation);
        }
        catch (OperationCanceledException)
        {
            // Whoever stopped reads no more, and the next run begins before these.
        }
    }

    private static ResponsePage Join(List<ResponsePage> pages) => pages.Count == 1
        ? pages[0]
        : new ResponsePage
        {
            Responses = [.. pages.SelectMany(page => page.Responses)],
            Malformed = [.. pages.SelectMany(page => page.Malformed)],
            Next = pages[^1].Next,
        };

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
