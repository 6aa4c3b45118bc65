using Tevreden.Sandbox.Engine;

namespace Tevreden.EndToEnd.Tests.Paths;

/// <summary>One way on which cases become Resolved, or do not.</summary>
/// <param name="Happens">What is done; jobs that it leaves run after it.</param>
/// <param name="Outcomes">All invitations in the end, as status and reason.</param>
internal sealed record CasePath(Func<PathScene, Task> Happens, params string[] Outcomes)
{
    public CaseBehavior Platform { get; init; } = new();
}

/// <summary>The paths of which nobody outside Microsoft can say for sure what they raise: each with every behaviour that is possible.</summary>
internal static class CasePaths
{
    private const string Sent = "Sent", Reopened = "Cancelled CaseReopened", CaseCancelled = "Cancelled CaseCancelled", Merged = "Cancelled CaseMerged";

    private static readonly CaseBehavior CreateAlone = new() { CloseRaisesCaseUpdate = false };
    private static readonly CaseBehavior UpdateAlone = new() { CloseRaisesResolutionCreate = false };
    private static readonly CaseBehavior Neither = new() { CloseRaisesResolutionCreate = false, CloseRaisesCaseUpdate = false };
    private static readonly CaseBehavior Direct = new() { AllowDirectResolve = true };
    private static readonly CaseBehavior ChildrenWithoutResolution = new() { CascadeMakesResolutions = false };

    public static IReadOnlyDictionary<string, CasePath> All { get; } = new Dictionary<string, CasePath>
    {
        ["CloseIncident, the job of the resolution first"] = new(scene => scene.ResolveAndDeliverAsync("Create", "Update"), Sent),
        ["CloseIncident, the job of the case first"] = new(scene => scene.ResolveAndDeliverAsync("Update", "Create"), Sent),
        ["CloseIncident raises Create of the resolution alone"] = new(scene => scene.ResolveAndDeliverAsync("Create"), Sent) { Platform = CreateAlone },
        ["CloseIncident raises Update of the case alone"] = new(scene => scene.ResolveAndDeliverAsync("Update"), Sent) { Platform = UpdateAlone },
        ["CloseIncident raises nothing, then reconcile"] = new(scene => scene.ResolveAndReconcileAsync(), Sent) { Platform = Neither },

        ["A direct update"] = new(scene => scene.Do(scene.Product.ResolveDirectly), Sent) { Platform = Direct },
        ["A direct update by SetState"] = new(scene => scene.Do(scene.SetResolved), Sent) { Platform = Direct },
        ["A direct update with other columns, which the platform splits in two"] = new(scene => scene.Do(scene.ResolveWithTitle), Sent) { Platform = Direct },
        ["A direct update whose event is lost, then reconcile"] = new(scene => scene.LoseDirectUpdateAsync(), Sent) { Platform = Direct },
        ["A direct update whose event comes after reconcile"] = new(scene => scene.DirectUpdateAfterReconcileAsync(), Sent) { Platform = Direct },
        ["A direct update of three cases at once, by UpdateMultiple"] = new(scene => scene.Do(scene.ResolveMultiple), Sent, Sent, Sent) { Platform = Direct },

        ["Cancel"] = new(scene => scene.Do(scene.Product.Cancel)),
        ["Cancel before sending"] = new(scene => scene.BeforeSendingAsync(scene.Product.Cancel), CaseCancelled),
        ["Cancel after sending"] = new(scene => scene.AfterSendingAsync(scene.Product.Cancel), Sent),
        ["Reactivate before planning"] = new(scene => scene.Do(scene.Product.Resolve, scene.Product.Reopen), Reopened),
        ["Reactivate before sending"] = new(scene => scene.BeforeSendingAsync(scene.Product.Reopen), Reopened),
        ["Reactivate after sending"] = new(scene => scene.AfterSendingAsync(scene.Product.Reopen), Sent),
        ["Reactivate after sending, and resolve again"] = new(scene => scene.AfterSendingAsync(scene.Product.Reopen, scene.Product.Resolve), Sent, Sent),
        ["Reactivate before sending, and resolve again"] = new(scene => scene.BeforeSendingAsync(scene.Product.Reopen, scene.Product.Resolve), Reopened, Sent),

        ["Merge into another case"] = new(scene => scene.Do(scene.MergeAway)),
        ["Merge after an earlier resolution"] = new(scene => scene.AfterSendingAsync(scene.Product.Reopen, scene.MergeAway), Sent),
        ["Merge after an earlier resolution that nobody planned yet, and resolve the case that stays"] =
            new(scene => scene.Do(scene.Product.Resolve, scene.Product.Reopen, scene.MergeAway, scene.ResolveStaying), Reopened, Sent),
        ["Merge before sending"] = new(scene => scene.BeforeSendingAsync(scene.Product.Reopen, scene.MergeAway), Merged),

        ["A parent with 100 children"] = new(scene => scene.ResolveFamilyAsync(100), [.. Enumerable.Repeat(Sent, 101)]),
        ["A parent with children that get no resolution of their own"] = new(scene => scene.ResolveFamilyAsync(3), Sent, Sent, Sent, Sent) { Platform = ChildrenWithoutResolution },

        ["Bulk by ExecuteMultiple, one of them resolved before"] = new(scene => scene.ResolveByExecuteMultipleAsync(), Sent, Sent, Sent),
        ["Bulk by ExecuteTransaction, one of them resolved before"] = new(scene => scene.ResolveByExecuteTransactionAsync(), Sent),
        ["A plug-in closes it"] = new(scene => scene.ResolveByPluginAsync(), Sent),
        ["By a client that bypasses custom synchronous plug-ins"] = new(scene => scene.Do(scene.ResolveBypassing), Sent),
        ["While the steps are disabled, then reconcile"] = new(scene => scene.ResolveWithDisabledStepsAsync(), Sent),

        ["The case is deleted before planning"] = new(scene => scene.Do(scene.Product.Resolve, scene.Delete)),
        ["The case is deleted before sending"] = new(scene => scene.BeforeSendingAsync(scene.Delete), "Cancelled CaseDeleted"),
        ["The case is deleted after sending"] = new(scene => scene.AfterSendingAsync(scene.Delete), Sent),
    };
}
