using System;
using System.ServiceModel;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core;
using Tevreden.Dataverse.Plugins.Core.Sending;

namespace Tevreden.Dataverse.Plugins.Data;

/// <summary>The sender's writes to an invitation.</summary>
internal sealed class SentInvitationRows
{
    private const int ResultAttempts = 3;

    private static readonly TimeSpan UsualExpiry = TimeSpan.FromDays(14);

    private readonly IOrganizationService _service;

    public SentInvitationRows(IOrganizationService service) => _service = service;

    /// <summary>Takes an invitation, so that no other worker sends it.</summary>
    /// <exception cref="System.ServiceModel.FaultException{T}">See <see cref="Faults.IsStale"/>: it is somebody else's.</exception>
    public void Claim(InvitationToSend invitation, string claimId, DateTime now)
    {
        var row = Rows.Versioned(InvitationTable.Table, invitation.Id, invitation.RowVersion);
        row[InvitationTable.Status] = Choice(InvitationStatus.Sending);
        row[InvitationTable.Reason] = null;
        row[InvitationTable.Explanation] = null;
        row[InvitationTable.NextAttemptOn] = null;
        row[InvitationTable.StatusLocation] = null;
        row[InvitationTable.Attempts] = invitation.Facts.Attempts + 1;
        row[InvitationTable.ClaimId] = claimId;
        row[InvitationTable.ClaimedOn] = now;
        if (invitation.Facts.SendRequested)
        {
            row[InvitationTable.SendRequestedOn] = null;
        }

        _service.UpdateIfUnchanged(row);
    }

    /// <summary>Writes what came of a call.</summary>
    /// <param name="id">The row.</param>
    /// <param name="rowVersion">The version that it must still have; null writes over whatever others wrote beside a claim.</param>
    /// <param name="outcome">What to write.</param>
    /// <param name="toTestRecipient">Whether the mail went to the test recipient.</param>
    public void Result(Guid id, string? rowVersion, SendOutcome outcome, bool toTestRecipient)
    {
        var row = new Entity(InvitationTable.Table, id)
        {
            [InvitationTable.Status] = Choice(outcome.Status),
            [InvitationTable.Reason] = outcome.Reason is { } reason ? new OptionSetValue((int)reason) : null,
            [InvitationTable.Explanation] = outcome.Explanation?.ToText(Lengths.InvitationExplanation),
            [InvitationTable.NextAttemptOn] = outcome.NextAttemptOn,
            [InvitationTable.LastError] = outcome.LastError is { } error ? Words.Cut(error, Lengths.InvitationLastError) : null,
        };
        // A part of an id is another id.
        if (outcome.ExternalId is { Length: <= Lengths.InvitationExternalId })
        {
            row[InvitationTable.ExternalId] = outcome.ExternalId;
        }

        if (outcome.StatusLocation is not null)
        {
            row[InvitationTable.StatusLocation] = outcome.StatusLocation;
        }

        if (outcome.SentOn is { } on)
        {
            row[InvitationTable.SentOn] = on;
        }

        if (toTestRecipient)
        {
            row[InvitationTable.SentToTestRecipient] = true;
        }

        if (rowVersion is null)
        {
            WriteInAnyCase(row);
        }
        else
        {
            row.RowVersion = rowVersion;
            _service.UpdateIfUnchanged(row);
        }
    }

    /// <exception cref="System.ServiceModel.FaultException{T}">See <see cref="Faults.IsStale"/>.</exception>
    public void Write(InvitationToSend invitation, SendStep.Write write)
    {
        var row = Rows.Versioned(InvitationTable.Table, invitation.Id, invitation.RowVersion);
        row[InvitationTable.Status] = Choice(write.Status);
        row[InvitationTable.Reason] = write.Reason is { } reason ? new OptionSetValue((int)reason) : null;
        row[InvitationTable.Explanation] = write.Explanation?.ToText(Lengths.InvitationExplanation);
        row[InvitationTable.NextAttemptOn] = write.NextAttemptOn;
        _service.UpdateIfUnchanged(row);
    }

    /// <summary>Plans a failed one for now; its own event then sends it.</summary>
    /// <exception cref="System.ServiceModel.FaultException{T}">See <see cref="Faults.IsStale"/>.</exception>
    public void TryAgain(InvitationToSend invitation, DateTime now)
    {
        var row = Rows.Versioned(InvitationTable.Table, invitation.Id, invitation.RowVersion);
        row[InvitationTable.Status] = Choice(InvitationStatus.Planned);
        row[InvitationTable.Reason] = null;
        row[InvitationTable.Explanation] = null;
        row[InvitationTable.NextAttemptOn] = null;
        row[InvitationTable.CancelRequestedOn] = null;
        row[InvitationTable.SendRequestedOn] = now;
        row[InvitationTable.Reference] = invitation.NextReference;
        row[InvitationTable.SentOn] = null;
        row[InvitationTable.ExternalId] = null;
        if (invitation.Facts.ExpiresOn is not { } expires || expires <= now)
        {
            row[InvitationTable.ExpiresOn] = now + (invitation.ExpiryDays is { } days ? TimeSpan.FromDays(days) : UsualExpiry);
        }

        _service.UpdateIfUnchanged(row);
    }

    // The mail is out and nobody else knows: what the platform doesn't take at once, it is given again.
    private void WriteInAnyCase(Entity row)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                _service.Update(row);
                return;
            }
            catch (FaultException<OrganizationServiceFault>) when (attempt < ResultAttempts)
            {
            }
        }
    }

    private static OptionSetValue Choice(InvitationStatus status) => new((int)status);
}
