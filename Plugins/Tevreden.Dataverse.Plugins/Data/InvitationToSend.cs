using System;
using System.Collections.Generic;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core;
using Tevreden.Dataverse.Plugins.Core.Planning;
using Tevreden.Dataverse.Plugins.Core.Sending;

namespace Tevreden.Dataverse.Plugins.Data;

/// <summary>An invitation as the sender reads it.</summary>
/// <param name="Id">The row.</param>
/// <param name="RowVersion">Its version.</param>
/// <param name="CaseIdText">The case it was made for.</param>
/// <param name="ClaimId">Which worker has, or had, it.</param>
/// <param name="ResolvedOn">UTC.</param>
/// <param name="Facts">What the decisions look at.</param>
/// <param name="Mail">What goes to the service.</param>
/// <param name="Contact">Opt-outs of the contact as they are now.</param>
/// <param name="Account">Opt-out of the account as it is now.</param>
/// <param name="ContactStates">When the contact was last invited.</param>
/// <param name="QuietPeriodDays">The rule's, 0 for none.</param>
/// <param name="ExpiryDays">The rule's, where it says one.</param>
/// <param name="Connection">The connection; null when its row is gone.</param>
internal sealed record InvitationToSend(
    Guid Id,
    string RowVersion,
    string CaseIdText,
    string? ClaimId,
    DateTime ResolvedOn,
    SendFacts Facts,
    InvitationMail Mail,
    ContactFacts? Contact,
    AccountFacts? Account,
    IReadOnlyList<ContactStateFacts> ContactStates,
    int QuietPeriodDays,
    int? ExpiryDays,
    ConnectionOfInvitation? Connection)
{
    /// <summary>When somebody asked to plan it again, UTC; null where nobody waits for an answer to that.</summary>
    public DateTime? PlanRequestedOn { get; init; }

    /// <summary>Which resolution it is the outcome of.</summary>
    public string ResolutionId { get; init; } = string.Empty;

    /// <summary>The reference for another mail: the same, unless one went out under it and came back.</summary>
    public string NextReference => Facts.Reason == InvitationReason.Bounced ? InvitationIdentity.After(Mail.Reference) : Mail.Reference;

    /// <summary>Which of Dataverse's own do-not-contact columns the rule honours.</summary>
    public OptOutsHonoured Honours { get; init; } = OptOutsHonoured.Usual;
}

/// <summary>What of the row goes to the service.</summary>
internal sealed record InvitationMail(string Reference, string? QuestionnaireId, string? Email, string? Language, string? Content, string? StatusLocation);
