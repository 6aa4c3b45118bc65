using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core.Alerts;

namespace Tevreden.Dataverse.Plugins.Data;

/// <summary>Counts how invitations ended, in one aggregate query for each stretch of time.</summary>
internal sealed class OutcomeCountsQuery
{
    private readonly IOrganizationService _service;

    public OutcomeCountsQuery(IOrganizationService service) => _service = service;

    /// <summary>Of those whose turn came since: due or decided since then, or sent.</summary>
    /// <exception cref="System.ServiceModel.FaultException{T}">See <see cref="Faults.IsTooManyToCount"/>.</exception>
    public OutcomeCounts WhoseTurnCame(DateTime since, DateTime now) => Read(FetchXml.Or(
        FetchXml.And(Since(InvitationTable.DueOn, since), FetchXml.Is(InvitationTable.DueOn, "le", FetchXml.Moment(now))),
        FetchXml.And(FetchXml.Is(InvitationTable.DueOn, "null"), Since("createdon", since)),
        Since(InvitationTable.SentOn, since)));

    /// <summary>Of those made from then on.</summary>
    /// <exception cref="System.ServiceModel.FaultException{T}">See <see cref="Faults.IsTooManyToCount"/>.</exception>
    public OutcomeCounts MadeBetween(DateTime from, DateTime until) => Read(FetchXml.And(
        Since("createdon", from),
        FetchXml.Is("createdon", "lt", FetchXml.Moment(until))));

    private OutcomeCounts Read(XElement filter)
    {
        var counts = _service
            .RetrieveMultiple(FetchXml.Count(InvitationTable.Table, InvitationTable.Id, InvitationTable.Status, filter))
            .Entities
            .ToDictionary(r => (InvitationStatus)(r.Choice("group") ?? 0), r => r.Whole("number") ?? 0);
        return new OutcomeCounts(
            Of(counts, InvitationStatus.Sent) + Of(counts, InvitationStatus.Answered) + Of(counts, InvitationStatus.Accepted),
            Of(counts, InvitationStatus.Skipped),
            Of(counts, InvitationStatus.Planned) + Of(counts, InvitationStatus.Sending) + Of(counts, InvitationStatus.Failed));
    }

    private static int Of(Dictionary<InvitationStatus, int> counts, InvitationStatus status) => counts.TryGetValue(status, out var number) ? number : 0;

    private static XElement Since(string column, DateTime moment) => FetchXml.Is(column, "ge", FetchXml.Moment(moment));
}
