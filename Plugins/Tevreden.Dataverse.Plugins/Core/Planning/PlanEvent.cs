using System;

namespace Tevreden.Dataverse.Plugins.Core.Planning;

/// <summary>
/// What made us look at a case. Only a change of state carries news of its own: a direct update to Resolved leaves no
/// resolution row. Everything else is read from the rows, whatever the event.
/// </summary>
internal sealed record PlanEvent
{
    private PlanEvent()
    {
    }

    /// <summary>Nobody told us; the case is swept.</summary>
    public static PlanEvent Reconcile { get; } = new() { IsReconcile = true };

    /// <summary>A resolution row was made.</summary>
    public static PlanEvent ResolutionCreated { get; } = new();

    public bool IsReconcile { get; private init; }

    /// <summary>When the state of the case was set to Resolved, UTC; null for every other event.</summary>
    public DateTime? SetToResolvedOn { get; private init; }

    /// <summary>The state of a case was written.</summary>
    /// <param name="on">When, UTC: the time of the event, the same on every delivery of it.</param>
    /// <param name="before">State before; null when unknown.</param>
    /// <param name="after">State that was written; null when unknown.</param>
    public static PlanEvent StateChanged(DateTime on, CaseState? before, CaseState? after) =>
        new() { SetToResolvedOn = before != CaseState.Resolved && after is CaseState.Resolved ? on : null };
}
