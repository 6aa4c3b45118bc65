using Microsoft.Crm.Sdk.Messages;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Tevreden.Sandbox.Engine;

namespace Tevreden.Sandbox.Messages;

/// <summary>AddMembersTeam: an association of users with a team, under a name of its own.</summary>
internal sealed class AddMembersTeamHandler(IMessages messages) : IMessageHandler
{
    public string RequestName => "AddMembersTeam";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        messages.Execute(TeamMembers.Association(new AssociateRequest(), request), operation);
        return new AddMembersTeamResponse { ResponseName = RequestName };
    }
}

internal sealed class RemoveMembersTeamHandler(IMessages messages) : IMessageHandler
{
    public string RequestName => "RemoveMembersTeam";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        messages.Execute(TeamMembers.Association(new DisassociateRequest(), request), operation);
        return new RemoveMembersTeamResponse { ResponseName = RequestName };
    }
}

internal static class TeamMembers
{
    public static OrganizationRequest Association(OrganizationRequest association, OrganizationRequest request)
    {
        association["Target"] = new EntityReference("team", request.Need<Guid>("TeamId"));
        association["Relationship"] = new Relationship("teammembership_association");
        association["RelatedEntities"] = new EntityReferenceCollection([.. request.Need<Guid[]>("MemberIds").Select(id => new EntityReference("systemuser", id))]);
        return association;
    }
}
