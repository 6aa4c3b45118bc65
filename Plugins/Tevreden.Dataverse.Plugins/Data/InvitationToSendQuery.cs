using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Xml.Linq;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core;
using Tevreden.Dataverse.Plugins.Core.Planning;
using Tevreden.Dataverse.Plugins.Core.Sending;

namespace Tevreden.Dataverse.Plugins.Data;

/// <summary>
/// An invitation with everything that sending depends on, so that a pause or an opt-out of a second ago counts: case with
/// its resolutions, contact, account, contact states, rule, survey and connection in one request.
/// </summary>
internal sealed class InvitationToSendQuery
{
    private const string Case = "case", Resolution = "resolution", ContactState = "state";
    private const string Rule = "rule", Survey = "survey", Connection = "connection";

    private static readonly string[] RuleColumns =
    [
        RuleTable.QuietPeriodDays, RuleTable.ExpiryDays, RuleTable.HonourDoNotEmail, RuleTable.HonourDoNotBulkEmail, RuleTable.HonourDoNotSendMarketing,
        RuleTable.SendDays, RuleTable.SendFromHour, RuleTable.SendToHour, RuleTable.TimeZone,
    ];

    private readonly IOrganizationService _service;

    public InvitationToSendQuery(IOrganizationService service) => _service = service;

    /// <summary>Reads it; null when it is gone.</summary>
    public InvitationToSend? Read(Guid invitationId)
    {
        var rows = _service.RetrieveMultiple(FetchXml.Distinct(FetchXml.Entity(
            InvitationTable.Table,
            FetchXml.Columns(
                InvitationTable.Id,
                "versionnumber",
                InvitationTable.Reference,
                InvitationTable.CaseIdText,
                InvitationTable.ResolutionId,
                InvitationTable.Case,
                InvitationTable.Email,
                InvitationTable.Language,
                InvitationTable.Payload,
                InvitationTable.ResolvedOn,
                InvitationTable.DueOn,
                InvitationTable.ExpiresOn,
                InvitationTable.Attempts,
                InvitationTable.NextAttemptOn,
                InvitationTable.ClaimId,
                InvitationTable.ClaimedOn,
                InvitationTable.CancelRequestedOn,
                InvitationTable.SendRequestedOn,
                InvitationTable.PlanRequestedOn,
                InvitationTable.ReopenedOn,
                InvitationTable.SentToTestRecipient,
                InvitationTable.StatusLocation,
                InvitationTable.Status,
                InvitationTable.Reason,
                InvitationTable.Explanation),
            FetchXml.And(FetchXml.Is(InvitationTable.Id, "eq", invitationId)),
            FetchXml.Join(
                "incident",
                "incidentid",
                InvitationTable.Case,
                Case,
                FetchXml.Columns("incidentid", "statecode", "statuscode", "merged", "modifiedon"),
                ResolutionRows.Join(Resolution)),
            OptOutsNow.JoinContact(InvitationTable.Contact),
            OptOutsNow.JoinAccount(InvitationTable.Account),
            FetchXml.Join(
                ContactStateTable.Table,
                ContactStateTable.Contact,
                InvitationTable.Contact,
                ContactState,
                FetchXml.Columns(ContactStateRows.StateColumns)),
            FetchXml.Join(RuleTable.Table, RuleTable.Id, InvitationTable.Rule, Rule, FetchXml.Columns(RuleColumns)),
            FetchXml.Join(SurveyTable.Table, SurveyTable.Id, InvitationTable.Survey, Survey, FetchXml.Columns(SurveyTable.ExternalId)),
            FetchXml.Join(
                ConnectionTable.Table,
                ConnectionTable.Id,
                InvitationTable.Connection,
                Connection,
                FetchXml.Columns(ConnectionRows.SendingColumns))))).Entities;
        return rows.Count == 0 ? null : Facts(rows);
    }

    private static InvitationToSend Facts(DataCollection<Entity> rows)
    {
        var row = rows[0];
        return new InvitationToSend(
            IdOf(row),
            row.Value<long>("versionnumber").ToString(CultureInfo.InvariantCulture),
            row.Text(InvitationTable.CaseIdText) ?? string.Empty,
            row.Text(InvitationTable.ClaimId),
            row.Time(InvitationTable.ResolvedOn) ?? default,
            SendFactsOf(rows),
            new InvitationMail(
                row.Text(InvitationTable.Reference) ?? string.Empty,
                row.Text($"{Survey}.{SurveyTable.ExternalId}"),
                row.Text(InvitationTable.Email),
                row.Text(InvitationTable.Language),
                row.Text(InvitationTable.Payload),
                row.Text(InvitationTable.StatusLocation)),
            OptOutsNow.OfContact(rows),
            OptOutsNow.OfAccount(rows),
            ContactStateRows.Read(rows, ContactState),
            row.Whole($"{Rule}.{RuleTable.QuietPeriodDays}") ?? 0,
            row.Whole($"{Rule}.{RuleTable.ExpiryDays}"),
            ConnectionRows.Read(row, Connection + "."))
        {
            PlanRequestedOn = row.Time(InvitationTable.PlanRequestedOn),
            ResolutionId = row.Text(InvitationTable.ResolutionId) ?? string.Empty,
            Honours = RuleRows.Honours(row, Rule + "."),
        };
    }

    // Distinct rows need not have an id of their own, so the column is read.
    private static Guid IdOf(Entity row) => row.Id(InvitationTable.Id) ?? default;

    private static SendFacts SendFactsOf(DataCollection<Entity> rows)
    {
        var row = rows[0];
        return new SendFacts(
            (InvitationStatus)(row.Choice(InvitationTable.Status) ?? 0),
            (InvitationReason?)row.Choice(InvitationTable.Reason),
            Words.OfText(row.Text(InvitationTable.Explanation)),
            !string.IsNullOrEmpty(row.Text(InvitationTable.Email))
                && !string.IsNullOrEmpty(row.Text(InvitationTable.Payload))
                && !string.IsNullOrEmpty(row.Text($"{Survey}.{SurveyTable.ExternalId}")),
            row.Time(InvitationTable.DueOn),
            row.Time(InvitationTable.ExpiresOn),
            row.Time(InvitationTable.NextAttemptOn),
            row.Time(InvitationTable.ClaimedOn),
            row.Whole(InvitationTable.Attempts) ?? 0,
            row.Time(InvitationTable.CancelRequestedOn) is not null,
            WhyNotCurrent(rows))
        {
            Window = RuleRows.Window(row, Rule + "."),
            SendRequested = row.Time(InvitationTable.SendRequestedOn) is not null,
            PlanRequested = row.Time(InvitationTable.PlanRequestedOn) is not null,
            ContactIsGone = OptOutsNow.OfContact(rows) is null,
        };
    }

    private static InvitationReason? WhyNotCurrent(DataCollection<Entity> rows)
    {
        var row = rows[0];
        if (row.Id(Case + ".incidentid") is not { } caseId)
        {
            return InvitationReason.CaseDeleted;
        }

        // A merge moves the lookup to the case that stays; the text still names the one that was resolved.
        var caseIdText = row.Text(InvitationTable.CaseIdText) ?? string.Empty;
        if (caseIdText != InvitationIdentity.Text(caseId))
        {
            return InvitationReason.CaseMerged;
        }

        var resolutionId = row.Text(InvitationTable.ResolutionId) ?? string.Empty;
        var theCase = new CaseFacts(
            caseId,
            (CaseState)(row.Choice(Case + ".statecode") ?? 0),
            CaseRows.IsMerged(row, Case + "."),
            row.Time(Case + ".modifiedon") ?? default,
            null,
            ResolutionRows.Read(rows, Resolution),
            null,
            null,
            null);
        var itself = new InvitationFacts(
            IdOf(row), string.Empty, caseIdText, resolutionId, row.Time(InvitationTable.ResolvedOn) ?? default, InvitationStatus.Planned, null, 0, false);
        var why = ResolutionHistory.Of(theCase, [itself], PlanEvent.ResolutionCreated).WhyNotCurrent(resolutionId);
        return why ?? (row.Time(InvitationTable.ReopenedOn) is null ? null : InvitationReason.CaseReopened);
    }
}
