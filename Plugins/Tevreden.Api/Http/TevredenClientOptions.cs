using System;
using System.Collections.Generic;
using System.Linq;
using Tevreden.Api.Profile;

namespace Tevreden.Api;

/// <summary>How to reach the service. Validated as a whole when a client is made of it; its text never shows the key.</summary>
public sealed class TevredenClientOptions
{
    /// <summary>The longest that one request may take, unless <see cref="Timeout"/> says otherwise.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(15);

    /// <summary>https only, a loopback address excepted.</summary>
    public required Uri BaseAddress { get; init; }

    /// <summary>The header <c>Tevreden-API-key</c>, handed out by the service desk.</summary>
    public required string ApiKey { get; init; }

    /// <summary>The header <c>Tevreden-platform</c>, handed out by the service desk.</summary>
    public required string Platform { get; init; }

    public ApiProfile Profile { get; init; } = ApiProfile.Default;

    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    /// <summary>Closes each connection after its answer, as a plug-in should (its process is shared and short-lived).</summary>
    public bool CloseConnections { get; init; }

    public override string ToString() => $"{BaseAddress} as {Platform}";

    internal void Validate()
    {
        var problems = Problems().ToList();
        if (problems.Count > 0)
            throw new ArgumentException(string.Join(" ", problems));
    }

    private static bool IsHeaderText(string? text) => !string.IsNullOrWhiteSpace(text) && text!.All(letter => letter is > ' ' and < (char)127);

    private IEnumerable<string> Problems()
    {
        if (!BaseAddress.IsAbsoluteUri || !(BaseAddress.Scheme == Uri.UriSchemeHttps || (BaseAddress.Scheme == Uri.UriSchemeHttp && BaseAddress.IsLoopback)))
            yield return "The service's address must begin with https://, such as https://api.tevreden.nl.";
        else if (BaseAddress.UserInfo.Length > 0 || BaseAddress.Query.Length > 0 || BaseAddress.Fragment.Length > 0)
            yield return "The service's address must hold no user, query or fragment, such as https://api.tevreden.nl.";
        if (!IsHeaderText(ApiKey))
            yield return "The API key is empty or holds blanks or letters that no key has. Ask the service desk for it.";
        if (!IsHeaderText(Platform))
            yield return "The platform name is empty or holds blanks or letters that no platform has. Ask the service desk for it.";
        if (Timeout <= TimeSpan.Zero)
            yield return "The time limit must be longer than nothing.";
    }
}
