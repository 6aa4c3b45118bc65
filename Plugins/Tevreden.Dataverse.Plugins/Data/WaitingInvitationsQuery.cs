using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;

namespace Tevreden.Dataverse.Plugins.Data;

/// <summary>Planned invitations whose time has come and that waited for the connection, longest first.</summary>
internal sealed class WaitingInvitationsQuery
{
    private static readonly object[] ForTheConnection =
    [
        (int)InvitationReason.WaitingEnvironmentNotConfirmed, (int)InvitationReason.WaitingPaused, (int)InvitationReason.WaitingSuspended,
    ];

    private readonly IOrganizationService _service;

    public WaitingInvitationsQuery(IOrganizationService service) => _service = service;

    public IReadOnlyList<Guid> Read(int count, DateTime now) => _service.RetrieveMultiple(FetchXml.Top(count, FetchXml.Entity(
            InvitationTable.Table,
            FetchXml.Columns(InvitationTable.Id),
            FetchXml.And(
                FetchXml.Is(InvitationTable.Status, "eq", (int)InvitationStatus.Planned),
                FetchXml.IsOneOf(InvitationTable.Reason, ForTheConnection),
                FetchXml.Or(
                    FetchXml.Is(InvitationTable.DueOn, "null"),
                    FetchXml.Is(InvitationTable.DueOn, "le", FetchXml.Moment(now)))),
            FetchXml.OrderBy(InvitationTable.DueOn),
            FetchXml.OrderBy(InvitationTable.Id)))).Entities
        .Select(r => r.Id)
        .ToList();
}
