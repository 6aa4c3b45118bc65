using System.Xml.Linq;
using Microsoft.AspNetCore.Http;

namespace Tevreden.Sdk.Tests.Client;

/// <summary>One request as the server saw it.</summary>
internal sealed record SentRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, XDocument Envelope)
{
    private static readonly XNamespace Contracts = "http://schemas.microsoft.com/xrm/2011/Contracts";

    public XElement Body => Envelope.Root!.Element(Envelopes.Soap + "Body")!;

    /// <summary>The element of the message inside the Execute.</summary>
    public XElement Message => Body.Element(Envelopes.Services + "Execute")!.Element(Envelopes.Services + "request")!;

    public string? SoapHeader(string name) => Envelope.Root!.Element(Envelopes.Soap + "Header")?.Element(Contracts + name)?.Value;

    public static async Task<SentRequest> ReadAsync(HttpRequest request) => new(
        request.Method,
        request.Path + request.QueryString.ToString(),
        request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
        await XDocument.LoadAsync(request.Body, LoadOptions.None, CancellationToken.None));
}
