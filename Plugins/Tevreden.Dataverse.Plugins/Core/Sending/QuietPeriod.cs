using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Tevreden.Dataverse.Plugins.Core.Sending;

/// <summary>When a contact was last invited, and for which invitation that is kept.</summary>
/// <param name="Id">The row.</param>
/// <param name="RowVersion">Its version when read; null right after a write.</param>
/// <param name="Key">Its key; a contact that took over another's rows by a merge has several.</param>
/// <param name="LastInvitedOn">UTC.</param>
/// <param name="ReservedBy">Invitation that set <paramref name="LastInvitedOn"/>.</param>
/// <param name="PreviousInvitedOn">The value before that, to go back to.</param>
internal sealed record ContactStateFacts(Guid Id, string? RowVersion, string Key, DateTime? LastInvitedOn, Guid? ReservedBy, DateTime? PreviousInvitedOn);

/// <summary>What to do about a contact's quiet period before sending.</summary>
internal abstract record Reservation
{
    /// <summary>The contact was invited too short ago.</summary>
    internal sealed record Refused(DateTime LastInvitedOn) : Reservation;

    /// <summary>Make the row, or change <paramref name="Existing"/> provided that it kept its version.</summary>
    internal sealed record Reserve(ContactStateFacts? Existing) : Reservation;
}

/// <summary>One mail per contact and quiet period, however many cases are resolved at once.</summary>
internal static class QuietPeriod
{
    public static string Key(Guid contactId) => "c-" + contactId.ToString("D", CultureInfo.InvariantCulture);

    /// <param name="contactId">Whom it is for.</param>
    /// <param name="states">The contact's rows, those that a merge moved to it included.</param>
    /// <param name="invitationId">The invitation to send: its own reservation is no obstacle, and is taken anew, so that the period begins with the mail and not with the first attempt.</param>
    /// <param name="period">The rule's quiet period; zero for none.</param>
    /// <param name="now">The time, UTC.</param>
    public static Reservation Before(Guid contactId, IReadOnlyCollection<ContactStateFacts> states, Guid invitationId, TimeSpan period, DateTime now)
    {
        var last = states.Max(s => s.ReservedBy == invitationId ? s.PreviousInvitedOn : s.LastInvitedOn);
        if (period > TimeSpan.Zero && last is { } on && on > now - period)
        {
            return new Reservation.Refused(on);
        }

        // The reservation may sit on the row of a contact that was merged into this one since.
        return new Reservation.Reserve(states.FirstOrDefault(s => s.ReservedBy == invitationId) ?? states.FirstOrDefault(s => s.Key == Key(contactId)));
    }
}
