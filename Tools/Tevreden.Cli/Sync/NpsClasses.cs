using Tevreden.Dataverse.Names;

namespace Tevreden.Cli.Sync;

/// <summary>The class that a recommendation falls in.</summary>
internal static class NpsClasses
{
    private const int LeastPromoter = 9;
    private const int LeastPassive = 7;

    /// <param name="recommendation">0 to 10; null where the question was not answered.</param>
    public static NpsClass? Of(int? recommendation) => recommendation switch
    {
        null => null,
        >= LeastPromoter => NpsClass.Promoter,
        >= LeastPassive => NpsClass.Passive,
        _ => NpsClass.Detractor,
    };
}
