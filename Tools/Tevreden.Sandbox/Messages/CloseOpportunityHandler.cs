using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Tevreden.Sandbox.Engine;

namespace Tevreden.Sandbox.Messages;

/// <summary>Closes an opportunity: WinOpportunity or LoseOpportunity.</summary>
internal sealed class CloseOpportunityHandler(string message, int state, int usualStatus, IMessages messages, Transactions transactions) : IMessageHandler
{
    public string RequestName => message;

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        var close = Values.Copy(request.Need<Entity>("OpportunityClose"));
        var opportunity = close.GetAttributeValue<EntityReference>("opportunityid") ?? throw Faults.InvalidArgument($"{message} expects an OpportunityClose with opportunityid.");
        var status = request.Find<OptionSetValue>("Status") is { Value: >= 0 } given ? given.Value : usualStatus;
        transactions.Run(operation, inside =>
        {
            if (inside.Scope!.Get("opportunity", opportunity.Id).GetAttributeValue<OptionSetValue>("statecode")?.Value is not 0)
                throw Faults.InvalidArgument($"The opportunity {opportunity.Id:D} is closed already.");
            var id = ((CreateResponse)messages.Execute(new CreateRequest { Target = close }, inside)).id;
            messages.Execute(new UpdateRequest { Target = new Entity("opportunityclose", id) { ["statecode"] = new OptionSetValue(1), ["statuscode"] = new OptionSetValue(2) } }, inside);
            var closed = new Entity("opportunity", opportunity.Id) { ["statecode"] = new OptionSetValue(state), ["statuscode"] = new OptionSetValue(status) };
            messages.Execute(new UpdateRequest { Target = closed }, inside);
        });
        return new OrganizationResponse { ResponseName = message };
    }
}
