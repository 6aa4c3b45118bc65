using Microsoft.Crm.Sdk.Messages;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Pipeline;
using Tevreden.Sandbox.Security;

namespace Tevreden.Sandbox.Messages;

/// <summary>CloseIncident (event Close of incident): makes the resolution row and sets the case Resolved.</summary>
internal sealed class CloseIncidentHandler(Transactions transactions, EventPipeline pipeline, ContextFacts facts, CaseClosing closing, Privileges privileges) : IMessageHandler
{
    private const string Case = "incident", Resolution = "incidentresolution";

    public string RequestName => "CloseIncident";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        var resolution = Values.Copy(request.Need<Entity>("IncidentResolution"));
        var status = request.Need<OptionSetValue>("Status");
        if (resolution.LogicalName != Resolution)
            throw Faults.InvalidArgument($"IncidentResolution must be a row of '{Resolution}', not of '{resolution.LogicalName}'.");
        if (resolution.GetAttributeValue<object>("incidentid") is not EntityReference named)
            throw Faults.InvalidArgument("IncidentResolution must name its case in 'incidentid'.");

        var caseId = transactions.Read(operation, scope => KeyResolver.Resolve(named, scope));
        var input = new ParameterCollection { ["IncidentResolution"] = resolution, ["Status"] = status };
        var happening = new MessageEvent("Close", Case, input) { Rows = [new EventRow(Case, caseId, null)] };
        pipeline.Run(
            [happening],
            operation,
            inside => Check(caseId, inside),
            inside => Close(caseId, happening, inside));
        return new CloseIncidentResponse { ResponseName = RequestName };
    }

    private void Check(Guid caseId, Operation inside)
    {
        var scope = inside.Scope!;
        var current = scope.Get(Case, caseId);
        privileges.Demand("Write", scope.Table(Case), current, inside);
        if (current.GetAttributeValue<OptionSetValue>("statecode")?.Value != CaseRules.Active)
            throw Faults.CaseNotActive();
        closing.Check(caseId, inside);
    }

    private void Close(Guid caseId, MessageEvent happening, Operation inside)
    {
        var nested = inside with
        {
            ByPlatform = true,
            Parent = facts.Context("Close", Case, inside) with { Stage = Stage.Main, PrimaryEntityId = caseId, InputParameters = happening.Input, SharedVariables = happening.Shared, IsInTransaction = true },
        };
        closing.Close(caseId, (Entity)happening.Input["IncidentResolution"], (OptionSetValue)happening.Input["Status"], nested);
    }
}
