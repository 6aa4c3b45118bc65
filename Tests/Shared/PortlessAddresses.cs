using System.Net;

namespace Tevreden.Tests.Shared;

/// <summary>
/// Addresses for clients in this process. Microsoft's ServiceClient drops the port of an address, so a release build gives it a name that holds the port,
/// and a proxy that knows what the name means. Anywhere else the address is as it was.
/// </summary>
internal static class PortlessAddresses
{
#if OFFICIAL_SDK
    private const string Prefix = "port-", Suffix = ".localhost";

    static PortlessAddresses() => HttpClient.DefaultProxy = new ByName();

    public static Uri For(Uri server) => new($"{server.Scheme}://{Prefix}{server.Port}{Suffix}/");

    private sealed class ByName : IWebProxy
    {
        public ICredentials? Credentials { get; set; }

        public Uri? GetProxy(Uri destination) => new($"http://127.0.0.1:{destination.Host[Prefix.Length..^Suffix.Length]}/");

        public bool IsBypassed(Uri host) => !host.Host.StartsWith(Prefix, StringComparison.Ordinal) || !host.Host.EndsWith(Suffix, StringComparison.Ordinal);
    }
#else
    public static Uri For(Uri server) => server;
#endif
}
