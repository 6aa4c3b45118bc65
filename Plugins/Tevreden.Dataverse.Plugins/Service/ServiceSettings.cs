using System;
using System.Collections.Generic;
using Tevreden.Dataverse.Plugins.Core;

namespace Tevreden.Dataverse.Plugins.Service;

/// <summary>How to reach the service. Immutable; its text never shows the key.</summary>
internal sealed class ServiceSettings
{
    public ServiceSettings(Uri address, string platform, string apiKey, string? profile)
    {
        Address = address;
        Platform = platform;
        ApiKey = apiKey;
        Profile = profile;
    }

    public Uri Address { get; }

    public string Platform { get; }

    public string ApiKey { get; }

    /// <summary>What differs from the built-in API profile, as a JSON merge patch; null for nothing.</summary>
    public string? Profile { get; }

    /// <summary>What a confirmation is compared with: the host, with its port where that is not the usual one.</summary>
    public string Host => Address.Authority;

    public override string ToString() => $"{Host} as {Platform}";
}

/// <summary>What reading the settings gave: the settings, or what is wrong; and what was tried, for people.</summary>
/// <param name="Settings">Null when something is missing.</param>
/// <param name="Problems">What is wrong.</param>
/// <param name="KeyWays">The ways to the key that were tried, in order; the last one gave it where one did.</param>
/// <param name="ReadOn">When that was, UTC.</param>
internal sealed record SettingsReading(ServiceSettings? Settings, IReadOnlyList<SettingProblem> Problems, IReadOnlyList<KeyWay> KeyWays, DateTime ReadOn);

/// <summary>A setting that can't be used.</summary>
/// <param name="Check">Which check of the connection test it belongs to.</param>
/// <param name="Found">What was found.</param>
/// <param name="Fix">What to do.</param>
internal sealed record SettingProblem(string Check, Words Found, Words Fix);

/// <summary>One way to the API key.</summary>
/// <param name="Name">Which.</param>
/// <param name="Problem">Why it did not give the key, the platform's own words among it; null where it did.</param>
internal sealed record KeyWay(Words Name, Words? Problem);
