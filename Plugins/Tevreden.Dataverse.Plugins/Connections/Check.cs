using Tevreden.Dataverse.Plugins.Core;

namespace Tevreden.Dataverse.Plugins.Connections;

/// <summary>What one check of the connection test found.</summary>
/// <param name="Name">One of <see cref="CheckNames"/>.</param>
/// <param name="Ok">Whether it is as it should be.</param>
/// <param name="Text">What was found.</param>
/// <param name="Fix">What to do; null where it is as it should be.</param>
internal sealed record Check(string Name, bool Ok, Words Text, Words? Fix = null)
{
    /// <summary>Not as it should be, and yet no reason against confirming: sending works without it, or it can only be done afterwards.</summary>
    public bool IsWarning { get; init; }

    public static Check Wrong(string name, Words text, Words fix) => new(name, false, text, fix);

    public static Check Warning(string name, Words text, Words fix) => new(name, false, text, fix) { IsWarning = true };
}

/// <summary>Names of the checks, as they stand in the result; a page may choose icons or help by them.</summary>
internal static class CheckNames
{
    public const string Address = "address", Encryption = "encryption", Key = "key", Platform = "platform", Profile = "profile", Service = "service";
    public const string Surveys = "surveys", Locations = "locations", Clock = "clock";
    public const string AlternateKeys = "alternatekeys", Steps = "steps", Rules = "rules", Columns = "columns", Mode = "mode", Runner = "runner";

    /// <summary>There are more checks than fit.</summary>
    public const string More = "more";

    /// <summary>Always the last: whether the connection was confirmed.</summary>
    public const string Confirmed = "confirmed";
}
