using System;
using System.Collections.Generic;
using System.Linq;
using Tevreden.Dataverse.Names;

namespace Tevreden.Dataverse.Plugins.Core.Planning;

/// <summary>All resolutions of one case that can be known, oldest first, and which of them still stands.</summary>
internal sealed class ResolutionHistory
{
    private static readonly TimeSpan SameResolution = TimeSpan.FromSeconds(60);

    private readonly CaseFacts _case;

    private ResolutionHistory(CaseFacts theCase, IReadOnlyList<Resolution> all)
    {
        _case = theCase;
        All = all;
    }

    public IReadOnlyList<Resolution> All { get; }

    /// <summary>The only one that can still stand; null where there is none.</summary>
    public Resolution? Newest => All.Count == 0 ? null : All[All.Count - 1];

    /// <summary>Reads the history from the rows, and from the event what left no row.</summary>
    /// <param name="theCase">The case as it is now.</param>
    /// <param name="invitations">The invitations of this case, and those of other cases for resolutions that a merge moved here.</param>
    /// <param name="happened">What made us look.</param>
    public static ResolutionHistory Of(CaseFacts theCase, IReadOnlyList<InvitationFacts> invitations, PlanEvent happened)
    {
        var caseId = InvitationIdentity.Text(theCase.Id);
        var elsewhere = new HashSet<string>(invitations.Where(i => i.CaseId != caseId).Select(i => i.ResolutionId), StringComparer.Ordinal);
        var own = invitations.Where(i => i.CaseId == caseId).ToList();

        var known = new SortedDictionary<string, Resolution>(StringComparer.Ordinal);
        foreach (var invitation in own)
        {
            known[invitation.ResolutionId] = Resolution.At(invitation.ResolutionId, invitation.ResolvedOn);
        }

        foreach (var resolution in theCase.Resolutions.Select(Resolution.Of).Where(r => !elsewhere.Contains(r.Id)))
        {
            known[resolution.Id] = resolution;
        }

        if (WithoutRow(theCase, own, happened) is { } unseen && !known.ContainsKey(unseen.Id))
        {
            known.Add(unseen.Id, unseen);
        }

        return new ResolutionHistory(theCase, known.Values.OrderBy(r => r).ToList());
    }

    /// <summary>First, second … resolution of the case: an ordinal for people.</summary>
    public int CycleOf(Resolution resolution) => All.TakeWhile(r => r != resolution).Count() + 1;

    /// <summary>
    /// Why nobody should be asked about a resolution any more; null while it stands. It follows from the rows alone, never
    /// from the order in which events arrive.
    /// </summary>
    public InvitationReason? WhyNotCurrent(string resolutionId)
    {
        if (Newest?.Id != resolutionId)
        {
            return InvitationReason.CaseReopened;
        }

        return _case.State switch
        {
            CaseState.Resolved => null,
            CaseState.Cancelled => _case.Merged ? InvitationReason.CaseMerged : InvitationReason.CaseCancelled,
            _ => InvitationReason.CaseReopened,
        };
    }

    private static Resolution? WithoutRow(CaseFacts theCase, List<InvitationFacts> own, PlanEvent happened)
    {
        if (theCase.State != CaseState.Resolved)
        {
            return null;
        }

        if (happened.SetToResolvedOn is { } on)
        {
            var since = on - SameResolution;
            var explained = theCase.Resolutions.Any(r => r.CreatedOn >= since)
                || own.Any(i => i.ResolutionId == InvitationIdentity.NoResolution && i.ResolvedOn >= since);
            return explained ? null : Resolution.At(InvitationIdentity.DirectUpdate(on), on);
        }

        return happened.IsReconcile && theCase.Resolutions.Count == 0 && own.All(i => i.Reopened)
            ? Resolution.At(InvitationIdentity.NoResolution, theCase.ModifiedOn)
            : null;
    }
}
