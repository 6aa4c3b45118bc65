using System;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core;
using Tevreden.Dataverse.Plugins.Core.Planning;

namespace Tevreden.Dataverse.Plugins.Data;

/// <summary>Writes what planning decided.</summary>
internal sealed class InvitationRows
{
    private readonly IOrganizationService _service;

    public InvitationRows(IOrganizationService service) => _service = service;

    /// <exception cref="System.ServiceModel.FaultException{T}">See <see cref="Faults.IsDuplicate"/>: another worker made it.</exception>
    public void Create(Invitation invitation, Guid connectionId)
    {
        var row = new Entity(InvitationTable.Table)
        {
            [InvitationTable.Name] = $"{invitation.TicketNumber ?? InvitationIdentity.Text(invitation.CaseId)} ({invitation.Cycle})",
            [InvitationTable.Key] = invitation.Key,
            [InvitationTable.Reference] = invitation.Reference,
            [InvitationTable.CaseIdText] = InvitationIdentity.Text(invitation.CaseId),
            [InvitationTable.ResolutionId] = invitation.ResolutionId,
            [InvitationTable.Cycle] = invitation.Cycle,
            [InvitationTable.ResolvedOn] = invitation.ResolvedOn,
            [InvitationTable.Attempts] = 0,
            [InvitationTable.Case] = new EntityReference("incident", invitation.CaseId),
            [InvitationTable.Connection] = new EntityReference(ConnectionTable.Table, connectionId),
        };
        Put(row, invitation.Outcome);
        PutIfSet(row, InvitationTable.PlanRequestedOn, invitation.Outcome.PlanRequestedOn);
        _service.Create(row);
    }

    /// <summary>Writes what was decided anew about an existing row.</summary>
    /// <exception cref="System.ServiceModel.FaultException{T}">See <see cref="Faults.IsStale"/>.</exception>
    public void Replace(InvitationToSend invitation, Outcome outcome, DateTime? sendRequestedOn)
    {
        var row = Rows.Versioned(InvitationTable.Table, invitation.Id, invitation.RowVersion);
        Put(row, outcome);
        row[InvitationTable.Reference] = invitation.NextReference;
        row[InvitationTable.SentOn] = null;
        row[InvitationTable.ExternalId] = null;
        row[InvitationTable.NextAttemptOn] = null;
        row[InvitationTable.LastError] = null;
        row[InvitationTable.CancelRequestedOn] = null;
        row[InvitationTable.PlanRequestedOn] = null;
        row[InvitationTable.SendRequestedOn] = null;
        if (sendRequestedOn is { } on)
        {
            row[InvitationTable.SendRequestedOn] = on;
        }

        _service.UpdateIfUnchanged(row);
    }

    /// <exception cref="System.ServiceModel.FaultException{T}">See <see cref="Faults.IsStale"/>.</exception>
    public void Change(ChangeInvitation change)
    {
        var row = Rows.Versioned(InvitationTable.Table, change.Id, change.RowVersion);
        PutIfSet(row, InvitationTable.Status, change.Status is { } status ? new OptionSetValue((int)status) : null);
        PutIfSet(row, InvitationTable.Reason, change.Reason is { } reason ? new OptionSetValue((int)reason) : null);
        PutIfSet(row, InvitationTable.Explanation, change.Explanation?.ToText());
        PutIfSet(row, InvitationTable.ReopenedOn, change.ReopenedOn);
        PutIfSet(row, InvitationTable.CancelRequestedOn, change.CancelRequestedOn);
        _service.UpdateIfUnchanged(row);
    }

    private static void Put(Entity row, Outcome outcome)
    {
        row[InvitationTable.Status] = new OptionSetValue((int)outcome.Status);
        row[InvitationTable.Reason] = outcome.Reason is { } reason ? new OptionSetValue((int)reason) : null;
        row[InvitationTable.Explanation] = outcome.Explanation?.ToText(Lengths.InvitationExplanation);
        row[InvitationTable.Warning] = outcome.Warning?.ToText(Lengths.InvitationExplanation);
        row[InvitationTable.Contact] = Reference("contact", outcome.ContactId);
        row[InvitationTable.Account] = Reference("account", outcome.AccountId);
        row[InvitationTable.Rule] = Reference(RuleTable.Table, outcome.RuleId);
        row[InvitationTable.Survey] = Reference(SurveyTable.Table, outcome.SurveyId);
        row[InvitationTable.Location] = Reference(LocationTable.Table, outcome.LocationId);
        row[InvitationTable.Language] = outcome.Language;
        row[InvitationTable.Email] = outcome.Email;
        row[InvitationTable.Payload] = outcome.Content?.ToJson();
        row[InvitationTable.DueOn] = outcome.DueOn;
        row[InvitationTable.ExpiresOn] = outcome.ExpiresOn;
        row[InvitationTable.ReopenedOn] = outcome.ReopenedOn;
    }

    private static void PutIfSet(Entity row, string column, object? value)
    {
        if (value is not null)
        {
            row[column] = value;
        }
    }

    private static EntityReference? Reference(string table, Guid? id) => id is { } known ? new EntityReference(table, known) : null;
}
