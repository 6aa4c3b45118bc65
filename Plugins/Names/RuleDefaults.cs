namespace Tevreden.Dataverse.Names;

/// <summary>What counts where a rule doesn't say.</summary>
internal static class RuleDefaults
{
    /// <summary>Days after which a resolution is too old to be asked about.</summary>
    public const int MaxAgeDays = 7;
}
