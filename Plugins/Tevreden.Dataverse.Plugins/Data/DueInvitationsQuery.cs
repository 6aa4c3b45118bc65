using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core.Sending;

namespace Tevreden.Dataverse.Plugins.Data;

/// <summary>Invitations that a clock should ask for: due, stuck, or accepted by a service that was busy.</summary>
internal sealed class DueInvitationsQuery
{
    /// <summary>A row that was asked for this short ago is being worked on.</summary>
    public static readonly TimeSpan AskedRecently = TimeSpan.FromMinutes(5);

    private readonly IOrganizationService _service;

    public DueInvitationsQuery(IOrganizationService service) => _service = service;

    /// <summary>The ids, longest due first, at most <paramref name="count"/>.</summary>
    /// <param name="count">How many.</param>
    /// <param name="sendingWaits">Nothing can be sent now; then of the Planned ones only those that expire need a look.</param>
    /// <param name="now">The time, UTC.</param>
    public IReadOnlyList<Guid> Read(int count, bool sendingWaits, DateTime now) => _service.RetrieveMultiple(FetchXml.Top(count, FetchXml.Entity(
            InvitationTable.Table,
            FetchXml.Columns(InvitationTable.Id),
            FetchXml.And(
                Before(InvitationTable.SendRequestedOn, now - AskedRecently),
                FetchXml.Or(
                    FetchXml.And(
                        Is(InvitationStatus.Planned),
                        sendingWaits
                            ? FetchXml.Is(InvitationTable.ExpiresOn, "le", FetchXml.Moment(now))
                            : FetchXml.Or(
                                FetchXml.Is(InvitationTable.ExpiresOn, "le", FetchXml.Moment(now)),
                                FetchXml.And(Before(InvitationTable.DueOn, now), Before(InvitationTable.NextAttemptOn, now)))),
                    FetchXml.And(
                        Is(InvitationStatus.Sending),
                        FetchXml.Is(InvitationTable.ClaimedOn, "le", FetchXml.Moment(now - SendDecision.StuckAfter))),
                    Is(InvitationStatus.Accepted))),
            FetchXml.OrderBy(InvitationTable.DueOn),
            FetchXml.OrderBy(InvitationTable.Id)))).Entities
        .Select(r => r.Id)
        .ToList();

    private static XElement Is(InvitationStatus status) => FetchXml.Is(InvitationTable.Status, "eq", (int)status);

    private static XElement Before(string column, DateTime moment) => FetchXml.Or(
        FetchXml.Is(column, "null"),
        FetchXml.Is(column, "le", FetchXml.Moment(moment)));
}
