using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Tevreden.Sandbox.OrganizationService;

/// <summary>Bodies of requests and answers, compressed where the other side likes it.</summary>
internal static class HttpBodies
{
    private const string Gzip = "gzip";

    /// <exception cref="BadEnvelopeException">Too large, or compressed in a way that is not known here.</exception>
    public static async Task<byte[]> ReadAsync(HttpContext context, long largest)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = largest;
        try
        {
            if (context.Request.Headers.ContentEncoding.ToString() is not { Length: > 0 } encoding)
                return await AllAsync(context.Request.Body, largest, context.RequestAborted).ConfigureAwait(false);
            if (!encoding.Equals(Gzip, StringComparison.OrdinalIgnoreCase))
                throw new BadEnvelopeException($"The body is encoded as '{encoding}'; expected plain or gzip.");
            var plain = new GZipStream(context.Request.Body, CompressionMode.Decompress);
            await using (plain.ConfigureAwait(false))
                return await AllAsync(plain, largest, context.RequestAborted).ConfigureAwait(false);
        }
        catch (BadHttpRequestException problem) when (problem.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw TooLarge(largest);
        }
        catch (InvalidDataException problem)
        {
            throw new BadEnvelopeException("The body says it is gzip but can't be decompressed.", problem);
        }
    }

    public static async Task WriteAsync(HttpContext context, byte[] xml)
    {
        var response = context.Response;
        response.ContentType = "text/xml; charset=utf-8";
        response.Headers.Vary = "Accept-Encoding";
        if (!context.Request.GetTypedHeaders().AcceptEncoding.Any(encoding => encoding.Value.Equals(Gzip, StringComparison.OrdinalIgnoreCase) && encoding.Quality != 0))
        {
            response.ContentLength = xml.Length;
            await response.Body.WriteAsync(xml, context.RequestAborted).ConfigureAwait(false);
            return;
        }

        response.Headers.ContentEncoding = Gzip;
        var packed = new GZipStream(response.Body, CompressionLevel.Fastest, leaveOpen: true);
        await using (packed.ConfigureAwait(false))
            await packed.WriteAsync(xml, context.RequestAborted).ConfigureAwait(false);
    }

    private static async Task<byte[]> AllAsync(Stream body, long largest, CancellationToken cancellation)
    {
        using var memory = new MemoryStream();
        var buffer = new byte[81_920];
        for (int read; (read = await body.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0;)
        {
            if (memory.Length + read > largest)
                throw TooLarge(largest);
            memory.Write(buffer, 0, read);
        }

        return memory.ToArray();
    }

    private static BadEnvelopeException TooLarge(long largest) =>
        new($"The envelope is larger than {largest} bytes, which is the most that is read. Send fewer rows per request.");
}
