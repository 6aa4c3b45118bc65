using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Tevreden.Api.Json;

namespace Tevreden.Api.Http;

/// <summary>A successful answer.</summary>
internal sealed class ServiceAnswer(int status, byte[] body, Uri? location, string? nextLink)
{
    public const int Accepted = 202;

    public int Status { get; } = status;

    public Uri? Location { get; } = location;

    /// <summary>The target of the header Link with rel="next".</summary>
    public string? NextLink { get; } = nextLink;

    /// <exception cref="InvalidAnswerException">Not a JSON object.</exception>
    public JsonObject ReadObject()
    {
        try
        {
            return JsonReader.Read(body) is JsonObject json ? json : throw new InvalidAnswerException("Expected a JSON object, found another JSON value.");
        }
        catch (JsonFormatException exception)
        {
            throw new InvalidAnswerException(exception.Message, exception);
        }
    }
}

/// <summary>The one place that sends: headers, time limit, statuses, and no host but the service's.</summary>
internal sealed class ServiceTransport : IDisposable
{
    private const int MaxMessageLength = 500, MaxReadLength = 10 * MaxMessageLength;
    private const int SeeOther = 303;

    private static readonly SocketError[] NeverConnected =
    [
        SocketError.ConnectionRefused, SocketError.HostNotFound, SocketError.TryAgain, SocketError.NoData, SocketError.NetworkUnreachable, SocketError.HostUnreachable,
    ];

    private readonly HttpClient _http;
    private readonly TevredenClientOptions _options;
    private readonly Uri _base;

    public ServiceTransport(TevredenClientOptions options, HttpMessageHandler? handler)
    {
        _options = options;
        _base = options.BaseAddress.AbsoluteUri.EndsWith("/", StringComparison.Ordinal) ? options.BaseAddress : new Uri(options.BaseAddress.AbsoluteUri + "/");
        _http = handler is null
            ? new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }, disposeHandler: true)
            : new HttpClient(handler, disposeHandler: false);
        _http.Timeout = Timeout.InfiniteTimeSpan;
    }

    /// <summary>The service's clock as its last answer showed it; null before the first one, or where it shows none.</summary>
    public DateTimeOffset? ServiceTime { get; private set; }

    /// <summary>The path below the service's address, or an absolute address on the same host.</summary>
    /// <exception cref="ForeignAddressException">The address is on another host, port or scheme.</exception>
    public Uri Resolve(string pathOrAddress)
    {
        if (!Uri.TryCreate(_base, pathOrAddress, out var address) || Uri.Compare(address, _base, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) != 0)
            throw new ForeignAddressException($"The service points to an address that is not on {_base.Authority}. It was not called.", mayHaveArrived: true);
        return address;
    }

    /// <summary>What <see cref="Resolve"/> takes, without scheme and host.</summary>
    public string MakeRelative(Uri location) => Resolve(location.OriginalString).PathAndQuery;

    /// <summary>What the service says, fit for a row that many may read: without the key, which it may repeat, without control characters, and not endless.</summary>
    public string Clean(string message)
    {
        var begin = message.Length <= MaxReadLength ? message : message.Substring(0, MaxReadLength);
        var clean = new string([.. begin.Replace(_options.ApiKey, "(key)").Select(letter => char.IsControl(letter) || char.IsSurrogate(letter) ? ' ' : letter)]).Trim();
        return clean.Length <= MaxMessageLength ? clean : clean.Substring(0, MaxMessageLength);
    }

    public async Task<ServiceAnswer> SendAsync(HttpMethod method, string path, string? json, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, Resolve(path));
        request.Headers.Add("Tevreden-API-key", _options.ApiKey);
        request.Headers.Add("Tevreden-platform", _options.Platform);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.ConnectionClose = _options.CloseConnections;
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(_options.Timeout);
        try
        {
            using var answer = await _http.SendAsync(request, limit.Token).ConfigureAwait(false);
            ServiceTime = answer.Headers.Date ?? ServiceTime;
            var body = await answer.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
            return Check(answer, body);
        }
        catch (OperationCanceledException exception) when (!cancellation.IsCancellationRequested)
        {
            throw new AnswerLostException($"there was none within {_options.Timeout.TotalSeconds.ToString(CultureInfo.InvariantCulture)} seconds", exception);
        }
        catch (HttpRequestException exception) when (NeverLeft(exception) is not null)
        {
            throw new ServiceUnreachableException(_base.Authority, NeverLeft(exception) ?? UnreachableBecause.Network, exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw new AnswerLostException("the connection broke", exception);
        }
    }

    public void Dispose() => _http.Dispose();

    // .NET tells by a SocketException or a failed TLS handshake, .NET Framework by a WebException's status. Null: it may have left.
    private static UnreachableBecause? NeverLeft(HttpRequestException exception)
    {
        for (var inner = exception.InnerException; inner is not null; inner = inner.InnerException)
        {
            switch (inner)
            {
                case WebException { Status: WebExceptionStatus.TrustFailure or WebExceptionStatus.SecureChannelFailure }:
                case System.Security.Authentication.AuthenticationException:
                    return UnreachableBecause.Encryption;
                case WebException { Status: WebExceptionStatus.NameResolutionFailure or WebExceptionStatus.ConnectFailure }:
                    return UnreachableBecause.Network;
                case WebException:
                    return null;
                case SocketException socket:
                    return NeverConnected.Contains(socket.SocketErrorCode) ? UnreachableBecause.Network : null;
            }
        }

        return null;
    }

    private static string? NextLink(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Link", out var values)
            ? values.SelectMany(value => value.Split(','))
                .Where(link => link.IndexOf("rel=\"next\"", StringComparison.OrdinalIgnoreCase) >= 0 && link.Contains("<") && link.Contains(">"))
                .Select(link => link.Substring(link.IndexOf('<') + 1, link.IndexOf('>') - link.IndexOf('<') - 1))
                .FirstOrDefault()
            : null;

    private ServiceAnswer Check(HttpResponseMessage answer, byte[] body)
    {
        var status = (int)answer.StatusCode;
        if (status is >= 200 and < 300)
            return new ServiceAnswer(status, body, answer.Headers.Location, NextLink(answer));
        if (status is >= 300 and < 400)
        {
            // Of the redirects only 303 follows work that was done.
            throw new ForeignAddressException(
                $"The service answered {status} and points to another address. Redirects are not followed: correct the service's address.",
                mayHaveArrived: status == SeeOther);
        }

        var message = ReadMessage(body);
        var wait = Wait(answer);
        throw status switch
        {
            400 => new BadRequestException(message, wait),
            401 => new InvalidKeyException(message, wait),
            403 => new NoAccessException(message, wait),
            404 => new NotThereException(message, wait),
            405 => new MethodNotSupportedException(message, wait),
            420 or 429 => new TooManyRequestsException(status, message, wait),
            501 => new NotBuiltException(message, wait),
            >= 500 => new ServiceFaultException(status, message, wait),
            _ => new ServiceStatusException(status, "not documented", message, wait),
        };
    }

    // A moment is taken by the service's own clock, which is the one that it was written by.
    private static TimeSpan? Wait(HttpResponseMessage answer) => answer.Headers.RetryAfter switch
    {
        { Delta: { } seconds } => seconds,
        { Date: { } moment } when answer.Headers.Date is { } now => moment > now ? moment - now : TimeSpan.Zero,
        _ => null,
    };

    private string? ReadMessage(byte[] body)
    {
        try
        {
            if (JsonReader.Read(body) is not JsonObject json || json[_options.Profile.Text("errors", "message")] is not JsonText text)
                return null;
            return Clean(text.Value);
        }
        catch (JsonFormatException)
        {
            // "JSON where possible": the status says enough.
            return null;
        }
    }
}
