using System;
using System.Collections.Generic;

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
/// <param name="Problems">What is wrong and what to do, one sentence each.</param>
/// <param name="KeyReport">Which way gave the key, and why the ones before it did not.</param>
internal sealed record SettingsReading(ServiceSettings? Settings, IReadOnlyList<string> Problems, IReadOnlyList<string> KeyReport);
