using System;
using System.Linq;
using System.ServiceModel;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Plugins.Core.Sending;
using Tevreden.Dataverse.Plugins.Data;

namespace Tevreden.Dataverse.Plugins.Invitations;

/// <summary>Takes a contact for one invitation, so that however many cases are resolved at once, one mail goes out.</summary>
internal sealed class ContactReservation
{
    // With a quiet period a lost race ends it: the winner is inside the period. Without one everybody may go on, so this
    // only bounds how long invitations of one contact push each other aside.
    private const int Rounds = 10;

    private readonly PluginCall _call;
    private ContactStateFacts? _taken;

    public ContactReservation(PluginCall call) => _call = call;

    /// <summary>Null when the contact is taken for this invitation, else when it was last invited.</summary>
    public DateTime? Take(InvitationToSend invitation, Guid contactId)
    {
        var states = invitation.ContactStates;
        var period = TimeSpan.FromDays(invitation.QuietPeriodDays);
        for (var round = 1; ; round++)
        {
            switch (QuietPeriod.Before(contactId, states, invitation.Id, period, _call.Now))
            {
                case Reservation.Refused refused:
                    return refused.LastInvitedOn;
                case Reservation.Reserve reserve when round <= Rounds:
                    try
                    {
                        _taken = new ContactStateRows(_call.System).Reserve(reserve.Existing, contactId, invitation.Id, _call.Now);
                        return null;
                    }
                    catch (FaultException<OrganizationServiceFault> fault) when (Faults.IsDuplicate(fault) || Faults.IsStale(fault))
                    {
                        states = new ContactStatesQuery(_call.System).Read(contactId);
                    }

                    break;
                default:
                    return null;
            }
        }
    }

    /// <summary>The same for a contact that this run may have taken: what was read before is outdated then.</summary>
    public void GiveBackTaken(InvitationToSend invitation, Guid contactId)
    {
        if (_taken is null)
        {
            GiveBack(invitation);
        }
        else if (invitation.QuietPeriodDays > 0)
        {
            // Whoever came since was refused, so the row is as this run left it.
            new ContactStateRows(_call.System).GiveBack(_taken);
        }
        else
        {
            GiveBack(invitation with { ContactStates = new ContactStatesQuery(_call.System).Read(contactId) });
        }
    }

    /// <summary>Nothing went out and nothing will: the contact may be asked as if this had never been.</summary>
    public void GiveBack(InvitationToSend invitation)
    {
        foreach (var own in invitation.ContactStates.Where(s => s.ReservedBy == invitation.Id))
        {
            try
            {
                new ContactStateRows(_call.System).GiveBack(own);
            }
            catch (FaultException<OrganizationServiceFault> fault) when (Faults.IsStale(fault))
            {
                _call.Trace($"Invitation {invitation.Mail.Reference}: its contact was taken by another invitation since.");
            }
        }
    }
}
