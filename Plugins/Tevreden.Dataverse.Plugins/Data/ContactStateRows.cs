using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core.Sending;

namespace Tevreden.Dataverse.Plugins.Data;

/// <summary>When a contact was last invited: read with the invitation, reserved before sending, given back after a final failure.</summary>
internal sealed class ContactStateRows
{
    public static readonly IReadOnlyList<string> StateColumns =
    [
        ContactStateTable.Id, ContactStateTable.Key, ContactStateTable.LastInvitedOn, ContactStateTable.ReservedBy, ContactStateTable.PreviousInvitedOn,
        "versionnumber",
    ];

    private readonly IOrganizationService _service;

    public ContactStateRows(IOrganizationService service) => _service = service;

    public static IReadOnlyList<ContactStateFacts> Read(IEnumerable<Entity> rows, string alias) => rows
        .Where(r => r.Id($"{alias}.{ContactStateTable.Id}") is not null)
        .GroupBy(r => r.Id($"{alias}.{ContactStateTable.Id}") ?? default)
        .Select(g => Facts(g.Key, g.First(), alias))
        .ToList();

    /// <summary>Takes the contact for an invitation.</summary>
    /// <returns>The row as it is now; without a version, which a write doesn't tell.</returns>
    /// <exception cref="System.ServiceModel.FaultException{T}">See <see cref="Faults.IsDuplicate"/> and <see cref="Faults.IsStale"/>: another invitation was faster.</exception>
    public ContactStateFacts Reserve(ContactStateFacts? existing, Guid contactId, Guid invitationId, DateTime now)
    {
        if (existing is null)
        {
            var id = _service.Create(new Entity(ContactStateTable.Table)
            {
                [ContactStateTable.Name] = QuietPeriod.Key(contactId),
                [ContactStateTable.Key] = QuietPeriod.Key(contactId),
                [ContactStateTable.Contact] = new EntityReference("contact", contactId),
                [ContactStateTable.LastInvitedOn] = now,
                [ContactStateTable.ReservedBy] = Text(invitationId),
            });
            return new ContactStateFacts(id, null, QuietPeriod.Key(contactId), now, invitationId, null);
        }

        // What to go back to is the time before this invitation's first attempt.
        var previous = existing.ReservedBy == invitationId ? existing.PreviousInvitedOn : existing.LastInvitedOn;
        var row = new Entity(ContactStateTable.Table, existing.Id)
        {
            RowVersion = existing.RowVersion,
            [ContactStateTable.LastInvitedOn] = now,
            [ContactStateTable.ReservedBy] = Text(invitationId),
            [ContactStateTable.PreviousInvitedOn] = previous,
        };
        _service.UpdateIfUnchanged(row);
        return existing with { RowVersion = null, LastInvitedOn = now, ReservedBy = invitationId, PreviousInvitedOn = previous };
    }

    /// <summary>Goes back to the time before the reservation.</summary>
    /// <exception cref="System.ServiceModel.FaultException{T}">See <see cref="Faults.IsStale"/>: another invitation took the contact since, and keeps it.</exception>
    public void GiveBack(ContactStateFacts own)
    {
        var row = new Entity(ContactStateTable.Table, own.Id)
        {
            [ContactStateTable.LastInvitedOn] = own.PreviousInvitedOn,
            [ContactStateTable.ReservedBy] = null,
            [ContactStateTable.PreviousInvitedOn] = null,
        };
        if (own.RowVersion is null)
        {
            _service.Update(row);
            return;
        }

        row.RowVersion = own.RowVersion;
        _service.UpdateIfUnchanged(row);
    }

    private static ContactStateFacts Facts(Guid id, Entity row, string alias) => new(
        id,
        row.Value<long>(alias + ".versionnumber").ToString(CultureInfo.InvariantCulture),
        row.Text($"{alias}.{ContactStateTable.Key}") ?? string.Empty,
        row.Time($"{alias}.{ContactStateTable.LastInvitedOn}"),
        Guid.TryParse(row.Text($"{alias}.{ContactStateTable.ReservedBy}"), out var invitation) ? invitation : null,
        row.Time($"{alias}.{ContactStateTable.PreviousInvitedOn}"));

    private static string Text(Guid id) => id.ToString("D", CultureInfo.InvariantCulture);
}
