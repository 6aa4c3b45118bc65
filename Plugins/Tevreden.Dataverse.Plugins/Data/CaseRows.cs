using Microsoft.Xrm.Sdk;

namespace Tevreden.Dataverse.Plugins.Data;

/// <summary>What several queries read of a case.</summary>
internal static class CaseRows
{
    // Status reason "Merged" has this number in every environment (standard tables, status reasons of incident).
    private const int MergedStatus = 2000;

    /// <param name="row">The row.</param>
    /// <param name="prefix">Alias with its dot, or nothing.</param>
    public static bool IsMerged(Entity row, string prefix) => row.Yes(prefix + "merged") || row.Choice(prefix + "statuscode") == MergedStatus;
}
