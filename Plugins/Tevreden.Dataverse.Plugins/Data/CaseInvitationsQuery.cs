using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core;
using Tevreden.Dataverse.Plugins.Core.Planning;

namespace Tevreden.Dataverse.Plugins.Data;

/// <summary>The connection, and what was planned for a case before.</summary>
/// <param name="ConnectionId">The connection row.</param>
/// <param name="ConnectedSince">Null when it was never confirmed.</param>
/// <param name="Invitations">Those of the case, and those of other cases for its resolutions.</param>
internal sealed record PlannedBefore(Guid ConnectionId, DateTime? ConnectedSince, IReadOnlyList<InvitationFacts> Invitations);

/// <summary>The connection with the invitations of one case joined to it: one request for both.</summary>
internal sealed class CaseInvitationsQuery
{
    private const string Alias = "invitation";

    private static readonly string[] InvitationColumns =
    [
        InvitationTable.Id, InvitationTable.CaseIdText, InvitationTable.ResolutionId, InvitationTable.ResolvedOn, InvitationTable.Status,
        InvitationTable.Reason, InvitationTable.Attempts, InvitationTable.ReopenedOn, "versionnumber",
    ];

    private readonly IOrganizationService _service;

    public CaseInvitationsQuery(IOrganizationService service) => _service = service;

    /// <summary>Reads both; null when there is no connection row.</summary>
    /// <param name="caseId">The case; its invitations are found by its id as text, which no merge moves.</param>
    /// <param name="resolutions">Its resolution rows: a merge may have brought some that another case's invitation is for.</param>
    public PlannedBefore? Read(Guid caseId, IEnumerable<ResolutionFacts> resolutions)
    {
        var ids = resolutions.Select(r => (object)InvitationIdentity.Text(r.Id)).ToList();
        var rows = _service.RetrieveMultiple(FetchXml.Query(FetchXml.Entity(
            ConnectionTable.Table,
            FetchXml.Columns(ConnectionTable.Id, ConnectionTable.ConnectedSince),
            FetchXml.And(FetchXml.Is(ConnectionTable.Key, "eq", ConnectionTable.TheKey)),
            FetchXml.Join(
                InvitationTable.Table,
                InvitationTable.Connection,
                ConnectionTable.Id,
                Alias,
                FetchXml.Columns(InvitationColumns),
                FetchXml.Or(
                    FetchXml.Is(InvitationTable.CaseIdText, "eq", InvitationIdentity.Text(caseId)),
                    ids.Count == 0 ? null! : FetchXml.IsOneOf(InvitationTable.ResolutionId, ids)))))).Entities;
        return rows.Count == 0
            ? null
            : new PlannedBefore(
                rows[0].Id,
                rows[0].Time(ConnectionTable.ConnectedSince),
                rows.Where(r => r.Id(Column(InvitationTable.Id)) is not null).Select(Facts).ToList());
    }

    private static InvitationFacts Facts(Entity row) => new(
        row.Id(Column(InvitationTable.Id)) ?? default,
        row.Value<long>(Column("versionnumber")).ToString(CultureInfo.InvariantCulture),
        row.Text(Column(InvitationTable.CaseIdText)) ?? string.Empty,
        row.Text(Column(InvitationTable.ResolutionId)) ?? string.Empty,
        row.Time(Column(InvitationTable.ResolvedOn)) ?? default,
        (InvitationStatus)(row.Choice(Column(InvitationTable.Status)) ?? 0),
        (InvitationReason?)row.Choice(Column(InvitationTable.Reason)),
        row.Whole(Column(InvitationTable.Attempts)) ?? 0,
        row.Time(Column(InvitationTable.ReopenedOn)) is not null);

    private static string Column(string name) => Alias + "." + name;
}
