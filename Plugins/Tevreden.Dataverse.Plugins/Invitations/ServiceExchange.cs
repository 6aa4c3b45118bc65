using System;
using System.Globalization;
using System.Runtime.Serialization;
using System.ServiceModel;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Connections;
using Tevreden.Dataverse.Plugins.Core;
using Tevreden.Dataverse.Plugins.Core.Planning;
using Tevreden.Dataverse.Plugins.Core.Sending;
using Tevreden.Dataverse.Plugins.Data;
using Tevreden.Dataverse.Plugins.Service;

namespace Tevreden.Dataverse.Plugins.Invitations;

/// <summary>One call to the service about one invitation, with the claim before it and the result after it.</summary>
internal sealed class ServiceExchange
{
    // Far beyond what a plug-in may run, far below what counts as stuck: up to here a claim is ours for certain.
    private static readonly TimeSpan ClaimIsOurs = TimeSpan.FromMinutes(5);

    private readonly PluginCall _call;
    private readonly Func<double> _random;
    private readonly ISurveyService _service;
    private readonly ServicePlace _place;
    private readonly SentInvitationRows _rows;
    private readonly ContactReservation _contacts;

    public ServiceExchange(PluginCall call, Func<double> random, ISurveyService service, ServicePlace place)
    {
        _call = call;
        _random = random;
        _service = service;
        _place = place;
        _rows = new SentInvitationRows(call.System);
        _contacts = new ContactReservation(call);
    }

    /// <exception cref="FaultException{T}">See <see cref="Faults.IsStale"/>: another worker claimed it first; nothing was sent.</exception>
    public void Send(InvitationToSend invitation, ConnectionOfInvitation connection)
    {
        var claimedOn = _call.Now;
        var claimId = Guid.NewGuid().ToString("D", CultureInfo.InvariantCulture);
        _rows.Claim(invitation, claimId, claimedOn);

        var testRecipient = connection.Facts.TestRecipient is { } typed ? EmailAddress.Normalise(typed) : null;
        var reserves = testRecipient is null;
        if (WhyNot(invitation, reserves) is { } skipped)
        {
            _rows.Result(invitation.Id, null, skipped, false);
            Trace(invitation, skipped);
            return;
        }

        var claimed = invitation with { Facts = invitation.Facts with { Status = InvitationStatus.Sending, Attempts = invitation.Facts.Attempts + 1 } };
        var answer = Call(claimed, connection, testRecipient);
        var outcome = Decide(claimed.Facts, answer);
        if (outcome.Status is InvitationStatus.Planned or InvitationStatus.Cancelled || _call.Now - claimedOn > ClaimIsOurs)
        {
            WriteAfterLook(claimed, claimId, answer, testRecipient is not null);
        }
        else
        {
            _rows.Result(claimed.Id, null, outcome, testRecipient is not null);
            Trace(claimed, outcome);
            GiveBack(claimed, outcome, reserves);
        }

        new ConnectionNews(_call).Note(connection, outcome);
    }

    /// <summary>Asks what became of one that the service is busy with, or whose worker died.</summary>
    public void Ask(InvitationToSend invitation, ConnectionOfInvitation connection)
    {
        var answer = _service.Ask(invitation.Mail.Reference, invitation.Mail.StatusLocation);
        if (answer is ServiceAnswer.KeyRefused)
        {
            using var renewed = _place.WithRenewedKey(connection);
            answer = renewed?.Ask(invitation.Mail.Reference, invitation.Mail.StatusLocation) ?? answer;
        }

        _call.Trace($"Invitation {invitation.Mail.Reference}: asked, the service answers {answer.GetType().Name}.");
        if (AfterCall.Asked(answer, FactsOf(invitation.Facts)) is { } outcome)
        {
            _rows.Result(invitation.Id, invitation.RowVersion, outcome, false);
            Trace(invitation, outcome);
            if (outcome.GivesBack)
            {
                _contacts.GiveBack(invitation);
            }
        }

        new ConnectionNews(_call).Note(connection, AfterCall.OfConnection(answer, FactsOf(invitation.Facts)));
    }

    private ServiceAnswer Call(InvitationToSend invitation, ConnectionOfInvitation connection, string? testRecipient)
    {
        InvitationContent content;
        try
        {
            content = InvitationContent.FromJson(invitation.Mail.Content ?? string.Empty);
        }
        catch (SerializationException)
        {
            return new ServiceAnswer.NotSendable(Explanations.NothingToSend);
        }

        var outgoing = new OutgoingInvitation(
            invitation.Mail.Reference,
            invitation.Mail.QuestionnaireId ?? string.Empty,
            testRecipient ?? invitation.Mail.Email ?? string.Empty,
            invitation.Mail.Language,
            content.SenderName,
            content.ReplyAddress,
            content.Fields)
        {
            LocationId = content.LocationId,
            Moments = content.Moments,
        };
        var answer = _service.Send(outgoing);
        if (answer is ServiceAnswer.KeyRefused)
        {
            // A refused one did not arrive, so it may be sent again; the key may have been changed within the minute that it is kept.
            using var renewed = _place.WithRenewedKey(connection);
            answer = renewed?.Send(outgoing) ?? answer;
        }

        _call.Trace($"Invitation {invitation.Mail.Reference}: attempt {invitation.Facts.Attempts}, the service answers {answer.GetType().Name}.");
        return answer;
    }

    // A retry, or a result that took long, must see what others wrote meanwhile: a cancellation, or that the claim was
    // taken for dead. All other results stand whatever was written beside them.
    private void WriteAfterLook(InvitationToSend claimed, string claimId, ServiceAnswer answer, bool toTestRecipient)
    {
        while (new InvitationToSendQuery(_call.System).Read(claimed.Id) is { } now && now.ClaimId == claimId && now.Facts.Status == InvitationStatus.Sending)
        {
            var outcome = Decide(now.Facts, answer);
            try
            {
                _rows.Result(now.Id, now.RowVersion, outcome, toTestRecipient);
            }
            catch (FaultException<OrganizationServiceFault> fault) when (Faults.IsStale(fault))
            {
                continue;
            }

            Trace(claimed, outcome);
            if (outcome.GivesBack)
            {
                _contacts.GiveBack(now);
            }

            return;
        }

        _call.Trace($"Invitation {claimed.Mail.Reference}: the claim was taken over; its result is the new owner's.");
    }

    private SendOutcome? WhyNot(InvitationToSend invitation, bool reserves)
    {
        if (invitation.Contact is null)
        {
            return null;
        }

        if (OptOut.Of(invitation.Contact, invitation.Account, invitation.Honours) is { } optOut)
        {
            return new SendOutcome(InvitationStatus.Skipped) { Reason = InvitationReason.OptedOut, Explanation = optOut };
        }

        return reserves && _contacts.Take(invitation, invitation.Contact.Id) is { } last
            ? new SendOutcome(InvitationStatus.Skipped)
            {
                Reason = InvitationReason.QuietPeriod,
                Explanation = Explanations.QuietPeriod(last, invitation.QuietPeriodDays),
            }
            : null;
    }

    private void GiveBack(InvitationToSend invitation, SendOutcome outcome, bool reserves)
    {
        if (!reserves)
        {
            // An attempt before there was a test recipient may have taken the contact, whom no mail has reached.
            _contacts.GiveBack(invitation);
        }
        else if (outcome.GivesBack && invitation.Contact is { } contact)
        {
            _contacts.GiveBackTaken(invitation, contact.Id);
        }
    }

    private void Trace(InvitationToSend invitation, SendOutcome outcome) => _call.Trace($"Invitation {invitation.Mail.Reference}: now {outcome.Text}.");

    private SendOutcome Decide(SendFacts facts, ServiceAnswer answer) => AfterCall.Sent(answer, FactsOf(facts));

    private AfterCallFacts FactsOf(SendFacts facts) => new(facts, _service.Abilities, _call.Now, _random);
}
