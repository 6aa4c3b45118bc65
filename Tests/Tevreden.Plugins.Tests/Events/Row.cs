using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core;
using Tevreden.Dataverse.Plugins.Core.Planning;

namespace Tevreden.Plugins.Tests.Events;

/// <summary>An invitation row, as far as it can differ between histories. Its version is not here: a worker knows whether a row changed since it read it.</summary>
/// <param name="Key">The alternate key.</param>
/// <param name="Case">Number of the case that it was made for.</param>
/// <param name="Mails">How many mails went out.</param>
/// <param name="Visits">How often the sender was sent to it.</param>
internal sealed record Row(
    string Key,
    int Case,
    string ResolutionId,
    DateTime ResolvedOn,
    InvitationStatus Status,
    InvitationReason? Reason,
    bool Reopened,
    bool CancelRequested,
    int Attempts,
    int Mails,
    int Visits)
{
    public static readonly string Unchanged = "as read";

    public string Text => $"{Key} {Case} {Status} {Reason} {Reopened} {CancelRequested} {Attempts} {Mails} {Visits}";

    public UInt128 Fingerprint { get; private init; }

    public Guid Id { get; private init; }

    public InvitationFacts Facts => new(
        Id, Unchanged, InvitationIdentity.Text(CaseScript.IdOf(Case)), ResolutionId, ResolvedOn, Status, Reason, Attempts, Reopened);

    public static Row Of(Invitation made)
    {
        var row = new Row(
            made.Key, CaseScript.NumberOf(made.CaseId), made.ResolutionId, made.ResolvedOn, made.Outcome.Status, made.Outcome.Reason, made.Outcome.ReopenedOn is not null, false, 0, 0, 0);
        var id = Events.Fingerprint.Of(made.Key);
        return row with { Id = new Guid(System.Runtime.InteropServices.MemoryMarshal.AsBytes([id])), Fingerprint = Events.Fingerprint.Of(row.Text) };
    }

    public Row With(ChangeInvitation change) => Marked(this with
    {
        Status = change.Status ?? Status,
        Reason = change.Reason ?? Reason,
        Reopened = Reopened || change.ReopenedOn is not null,
        CancelRequested = CancelRequested || change.CancelRequestedOn is not null,
    });

    public Row Claimed() => Marked(this with { Status = InvitationStatus.Sending, Reason = null, Attempts = Attempts + 1 });

    public Row Mailed() => Marked(this with { Mails = Mails + 1 });

    public Row Sent() => Marked(this with { Status = InvitationStatus.Sent, Reason = null });

    public Row Visited() => Marked(this with { Visits = Visits + 1 });

    public Row Unvisited() => Marked(this with { Visits = 0 });

    private static Row Marked(Row changed) => changed with { Fingerprint = Events.Fingerprint.Of(changed.Text) };
}
