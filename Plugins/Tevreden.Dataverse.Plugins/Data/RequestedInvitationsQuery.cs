using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core;
using Tevreden.Dataverse.Plugins.Core.Planning;
using Tevreden.Dataverse.Plugins.Core.Sending;

namespace Tevreden.Dataverse.Plugins.Data;

/// <summary>Invitations that a person asks about, with the state of their cases.</summary>
internal sealed class RequestedInvitationsQuery
{
    private const string Case = "case";

    // A condition with more values is refused by the platform at some length of the query; this is far below.
    private const int AtOnce = 200;

    private readonly IOrganizationService _service;

    public RequestedInvitationsQuery(IOrganizationService service) => _service = service;

    /// <summary>Those that exist, by id.</summary>
    public IReadOnlyDictionary<Guid, RequestedInvitation> Read(IReadOnlyList<Guid> ids)
    {
        var found = new Dictionary<Guid, RequestedInvitation>();
        for (var from = 0; from < ids.Count; from += AtOnce)
        {
            foreach (var row in _service.RetrieveMultiple(FetchXml.Query(Entity(ids.Skip(from).Take(AtOnce)))).Entities)
            {
                found[row.Id] = Facts(row);
            }
        }

        return found;
    }

    private static System.Xml.Linq.XElement Entity(IEnumerable<Guid> ids) => FetchXml.Entity(
        InvitationTable.Table,
        FetchXml.Columns(
            InvitationTable.Id,
            InvitationTable.Status,
            InvitationTable.Reason,
            InvitationTable.DueOn,
            InvitationTable.ClaimedOn,
            InvitationTable.ReopenedOn,
            InvitationTable.CaseIdText),
        FetchXml.And(FetchXml.IsOneOf(InvitationTable.Id, ids.Select(i => (object)i))),
        FetchXml.Join("incident", "incidentid", InvitationTable.Case, Case, FetchXml.Columns("incidentid", "statecode")));

    private static RequestedInvitation Facts(Entity row) => new(
        (InvitationStatus)(row.Choice(InvitationTable.Status) ?? 0),
        (InvitationReason?)row.Choice(InvitationTable.Reason),
        row.Time(InvitationTable.DueOn),
        row.Time(InvitationTable.ClaimedOn),
        row.Time(InvitationTable.ReopenedOn) is null
            && row.Choice(Case + ".statecode") == (int)CaseState.Resolved
            && row.Id(Case + ".incidentid") is { } caseId
            && row.Text(InvitationTable.CaseIdText) == InvitationIdentity.Text(caseId));
}
