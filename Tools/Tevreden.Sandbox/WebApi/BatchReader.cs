using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Tevreden.Sandbox.WebApi;

/// <summary>One request inside a batch.</summary>
internal sealed record BatchPart(string Method, string Address, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body, string? ContentId);

/// <summary>What stands in a batch, in order: single requests, and change sets of several.</summary>
internal sealed record BatchItem(BatchPart? Single, IReadOnlyList<BatchPart> ChangeSet);

/// <summary>Reads multipart/mixed bodies of requests.</summary>
internal static class BatchReader
{
    private const int MostParts = 1000;

    public static async Task<IReadOnlyList<BatchItem>> ReadAsync(string? contentType, Stream body, CancellationToken cancellation)
    {
        var items = new List<BatchItem>();
        var count = 0;
        await foreach (var section in Sections(contentType, body, cancellation).ConfigureAwait(false))
        {
            if (section.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) == true)
            {
                var parts = new List<BatchPart>();
                await foreach (var inner in Sections(section.ContentType, section.Body, cancellation).ConfigureAwait(false))
                    parts.Add(await PartAsync(inner, cancellation).ConfigureAwait(false));
                if (parts.Exists(part => part.Method == "GET"))
                    throw WebApiException.Bad("A change set can't hold GET requests.");
                items.Add(new BatchItem(null, parts));
                count += parts.Count;
            }
            else
            {
                items.Add(new BatchItem(await PartAsync(section, cancellation).ConfigureAwait(false), []));
                count++;
            }
        }

        return count <= MostParts ? items : throw WebApiException.Bad($"A batch holds at most {MostParts} requests; found {count}.");
    }

    private static async IAsyncEnumerable<MultipartSection> Sections(string? contentType, Stream body, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type) || !type.MediaType.Equals("multipart/mixed", StringComparison.OrdinalIgnoreCase) || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 } boundary)
            throw WebApiException.Bad($"A batch expects Content-Type: multipart/mixed with a boundary, found '{contentType}'.");
        var reader = new MultipartReader(boundary, body) { HeadersCountLimit = 100, HeadersLengthLimit = 128 * 1024 };
        while (await NextAsync(reader, cancellation).ConfigureAwait(false) is { } section)
            yield return section;
    }

    private static async Task<MultipartSection?> NextAsync(MultipartReader reader, CancellationToken cancellation)
    {
        try
        {
            return await reader.ReadNextSectionAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is IOException or InvalidDataException)
        {
            throw WebApiException.Bad($"The batch can't be read: {problem.Message} Lines end with CR LF, and the last boundary with two hyphens.", problem);
        }
    }

    private static async Task<BatchPart> PartAsync(MultipartSection section, CancellationToken cancellation)
    {
        using var memory = new MemoryStream();
        await section.Body.CopyToAsync(memory, cancellation).ConfigureAwait(false);
        var bytes = memory.ToArray();
        var end = HeaderEnd(bytes, out var bodyStart);
        var lines = Encoding.UTF8.GetString(bytes, 0, end).Split('\n').Select(line => line.TrimEnd('\r')).ToList();
        var request = lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (request.Length < 2)
            throw WebApiException.Bad($"A part of a batch begins with a line such as 'GET /api/data/v9.2/accounts HTTP/1.1'; found '{lines[0]}'.");
        var headers = lines.Skip(1).Where(line => line.Contains(':', StringComparison.Ordinal))
            .Select(line => line.Split(':', 2)).Select(pair => KeyValuePair.Create(pair[0].Trim(), pair[1].Trim())).ToList();
        var contentId = section.Headers?.TryGetValue("Content-ID", out var id) == true ? id.ToString() : headers.Find(header => header.Key.Equals("Content-ID", StringComparison.OrdinalIgnoreCase)).Value;
        return new BatchPart(request[0].ToUpperInvariant(), string.Join("%20", request[1..Math.Max(2, request.Length - (request[^1].StartsWith("HTTP/", StringComparison.Ordinal) ? 1 : 0))]), headers, bytes[bodyStart..], contentId);
    }

    private static int HeaderEnd(byte[] bytes, out int bodyStart)
    {
        for (var at = 0; at < bytes.Length; at++)
        {
            if (bytes[at] == '\n' && at + 1 < bytes.Length && (bytes[at + 1] == '\n' || (bytes[at + 1] == '\r' && at + 2 < bytes.Length && bytes[at + 2] == '\n')))
            {
                bodyStart = at + (bytes[at + 1] == '\n' ? 2 : 3);
                return at;
            }
        }

        bodyStart = bytes.Length;
        return bytes.Length;
    }
}
