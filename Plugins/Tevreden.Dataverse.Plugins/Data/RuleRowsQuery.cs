using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;

namespace Tevreden.Dataverse.Plugins.Data;

/// <summary>Rules, and the invitations that failed because of one.</summary>
internal sealed class RuleRowsQuery
{
    private readonly IOrganizationService _service;

    public RuleRowsQuery(IOrganizationService service) => _service = service;

    public IReadOnlyList<Guid> OfSurvey(Guid surveyId) => Ids(FetchXml.Entity(
        RuleTable.Table,
        FetchXml.Columns(RuleTable.Id),
        FetchXml.And(FetchXml.Is(RuleTable.Survey, "eq", surveyId))));

    /// <summary>Current ones that nobody has just asked to plan again, oldest resolution first.</summary>
    /// <param name="ruleId">The rule; null for rules that are gone.</param>
    /// <param name="resolvedSince">Older ones are too late anyway, UTC.</param>
    /// <param name="notAskedSince">One that was asked for since is being worked on, UTC.</param>
    /// <param name="count">At most.</param>
    public IReadOnlyList<Guid> FailedBy(Guid? ruleId, DateTime resolvedSince, DateTime notAskedSince, int count) => _service
        .RetrieveMultiple(FetchXml.Top(count, FetchXml.Entity(
            InvitationTable.Table,
            FetchXml.Columns(InvitationTable.Id),
            FetchXml.And(
                ruleId is { } known ? FetchXml.Is(InvitationTable.Rule, "eq", known) : FetchXml.Is(InvitationTable.Rule, "null"),
                FetchXml.Is(InvitationTable.Status, "eq", (int)InvitationStatus.Failed),
                FetchXml.Is(InvitationTable.Reason, "eq", (int)InvitationReason.RuleBroken),
                FetchXml.Is(InvitationTable.ReopenedOn, "null"),
                FetchXml.Or(
                    FetchXml.Is(InvitationTable.PlanRequestedOn, "null"),
                    FetchXml.Is(InvitationTable.PlanRequestedOn, "le", FetchXml.Moment(notAskedSince))),
                FetchXml.Is(InvitationTable.ResolvedOn, "ge", FetchXml.Moment(resolvedSince))),
            FetchXml.OrderBy(InvitationTable.ResolvedOn))))
        .Entities
        .Select(r => r.Id)
        .ToList();

    private List<Guid> Ids(System.Xml.Linq.XElement entity) => _service.RetrieveMultiple(FetchXml.Query(entity)).Entities.Select(r => r.Id).ToList();
}
