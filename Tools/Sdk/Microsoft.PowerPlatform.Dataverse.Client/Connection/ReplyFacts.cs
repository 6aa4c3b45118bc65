using System;
using System.Globalization;
using System.Net;
using System.ServiceModel;
using System.ServiceModel.Channels;
using System.ServiceModel.Dispatcher;

namespace Microsoft.PowerPlatform.Dataverse.Client.Connection;

/// <summary>What the service says beside its answers: how many requests at once it likes, and the cookie that leads back to the same node.</summary>
internal sealed class ReplyFacts(Uri address) : IClientMessageInspector
{
    private const string ParallelismHeader = "x-ms-dop-hint";

    private readonly CookieContainer _cookies = new();
    private volatile int _degreesOfParallelism = 5;

    public int DegreesOfParallelism
    {
        get => _degreesOfParallelism;
        set => _degreesOfParallelism = value;
    }

    public bool RelaysCookies { get; set; } = true;

    public object BeforeSendRequest(ref Message request, IClientChannel channel)
    {
        if (RelaysCookies && _cookies.GetCookieHeader(address) is { Length: > 0 } cookies
            && request.Properties.TryGetValue(HttpRequestMessageProperty.Name, out var found) && found is HttpRequestMessageProperty http)
        {
            http.Headers[HttpRequestHeader.Cookie] = cookies;
        }

        return null;
    }

    public void AfterReceiveReply(ref Message reply, object correlationState)
    {
        if (!reply.Properties.TryGetValue(HttpResponseMessageProperty.Name, out var found) || found is not HttpResponseMessageProperty http)
            return;
        if (int.TryParse(http.Headers[ParallelismHeader], NumberStyles.None, CultureInfo.InvariantCulture, out var hint))
            DegreesOfParallelism = hint;
        if (http.Headers[HttpResponseHeader.SetCookie] is { Length: > 0 } cookies)
            Keep(cookies);
    }

    private void Keep(string cookies)
    {
        try
        {
            _cookies.SetCookies(address, cookies);
        }
        catch (CookieException)
        {
            // A cookie for another host: not ours to send back, and no reason to lose the answer it came with.
        }
    }
}
