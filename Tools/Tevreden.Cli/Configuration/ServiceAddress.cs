namespace Tevreden.Cli.Configuration;

/// <summary>An address that a key or a token may be sent to.</summary>
internal static class ServiceAddress
{
    /// <summary>https, or http on this machine; no user, path, query or fragment. Null for any other.</summary>
    public static Uri? Read(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        && address is { UserInfo: "", AbsolutePath: "/", Query: "", Fragment: "" }
            ? address
            : null;
}
