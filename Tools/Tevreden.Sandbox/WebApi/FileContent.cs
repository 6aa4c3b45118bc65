using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.Crm.Sdk.Messages;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.WebApi;

/// <summary>The content of a file column: whole, or in chunks, as its size asks.</summary>
internal sealed class FileContent(WebApiRequest request, EntityReference target, ColumnDefinition column)
{
    private const int ChunkSize = 4 * 1024 * 1024;
    private const string FileName = "x-ms-file-name", Session = "sessiontoken";

    /// <summary>The whole, or the range that the header Range asks for.</summary>
    public async Task DownloadAsync()
    {
        var begun = (InitializeFileBlocksDownloadResponse)request.Run(new InitializeFileBlocksDownloadRequest { Target = target, FileAttributeName = column.LogicalName });
        var range = RangeHeaderValue.TryParse(request.Header("Range"), out var asked) ? asked.Ranges.FirstOrDefault() : null;
        var from = range?.From ?? 0;
        var to = Math.Min(range?.To ?? long.MaxValue, begun.FileSizeInBytes - 1);
        var block = (DownloadBlockResponse)request.Run(new DownloadBlockRequest { FileContinuationToken = begun.FileContinuationToken, Offset = from, BlockLength = Math.Max(to - from + 1, 0) });
        request.SetHeader("x-ms-file-size", begun.FileSizeInBytes.ToString(CultureInfo.InvariantCulture));
        if (range is not null)
        {
            request.SetHeader("Content-Range", string.Create(CultureInfo.InvariantCulture, $"bytes {from}-{to}/{begun.FileSizeInBytes}"));
            request.SetStatus(HttpStatusCode.PartialContent);
        }

        await request.AnswerBytesAsync(block.Data, "application/octet-stream", begun.FileName).ConfigureAwait(false);
    }

    public async Task UploadAsync()
    {
        if (request.Header("x-ms-transfer-mode") == "chunked")
            await BeginAsync().ConfigureAwait(false);
        else if (request.Options.TryGetValue(Session, out var token))
            await ContinueAsync(token, await request.ReadBytesAsync().ConfigureAwait(false)).ConfigureAwait(false);
        else
            await WholeAsync(await request.ReadBytesAsync().ConfigureAwait(false)).ConfigureAwait(false);
    }

    private string Name() => request.Header(FileName) is { } given ? Uri.UnescapeDataString(given)
        : request.Options.GetValueOrDefault(FileName) ?? throw WebApiException.Bad($"A file needs its name, in the header or the query option {FileName}.");

    private string Initialize(string name) =>
        ((InitializeFileBlocksUploadResponse)request.Run(new InitializeFileBlocksUploadRequest { Target = target, FileAttributeName = column.LogicalName, FileName = name })).FileContinuationToken;

    private Task WholeAsync(byte[] content)
    {
        var name = Name();
        var token = Initialize(name);
        request.Run(new UploadBlockRequest { FileContinuationToken = token, BlockId = Block(0), BlockData = content });
        return CommitAsync(token, name, [Block(0)]);
    }

    // The address that the chunks go to carries the session and the name.
    private Task BeginAsync()
    {
        var name = Name();
        var token = Initialize(name);
        request.SetHeader("Location", $"{request.Address}?{Session}={Uri.EscapeDataString(token)}&{FileName}={Uri.EscapeDataString(name)}");
        request.SetHeader("x-ms-chunk-size", ChunkSize.ToString(CultureInfo.InvariantCulture));
        request.SetHeader("Accept-Ranges", "bytes");
        return request.AnswerAsync(HttpStatusCode.OK, null);
    }

    private Task ContinueAsync(string token, byte[] chunk)
    {
        if (!ContentRangeHeaderValue.TryParse(request.Header("Content-Range"), out var range) || range is not { From: { } from, To: { } to, Length: { } length } || from % ChunkSize != 0)
            throw WebApiException.Bad(string.Create(CultureInfo.InvariantCulture, $"A chunk needs the header Content-Range, such as bytes 0-{ChunkSize - 1}/10000000, and begins at a multiple of x-ms-chunk-size ({ChunkSize})."));
        request.Run(new UploadBlockRequest { FileContinuationToken = token, BlockId = Block(from), BlockData = chunk });
        if (to + 1 < length)
            return request.AnswerAsync(HttpStatusCode.PartialContent, null);
        return CommitAsync(token, Name(), [.. Enumerable.Range(0, (int)(from / ChunkSize) + 1).Select(number => Block((long)number * ChunkSize))]);
    }

    private Task CommitAsync(string token, string name, string[] blocks)
    {
        request.Run(new CommitFileBlocksUploadRequest { FileContinuationToken = token, BlockList = blocks, FileName = name, MimeType = "application/octet-stream" });
        return request.AnswerAsync(HttpStatusCode.NoContent, null);
    }

    private static string Block(long from) => from.ToString("D12", CultureInfo.InvariantCulture);
}
