using Microsoft.Crm.Sdk.Messages;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Metadata;
using Tevreden.Sandbox.Pipeline;
using Tevreden.Sandbox.Security;

namespace Tevreden.Sandbox.Messages;

/// <summary>CloseIncident (event Close of incident): makes the resolution row and sets the case Resolved. Which events that raises: <see cref="CaseBehavior"/>.</summary>
internal sealed class CloseIncidentHandler(
    Transactions transactions,
    EngineOptions options,
    EventPipeline pipeline,
    ContextFacts facts,
    RowCreation creation,
    RowUpdate update,
    RowDefaults defaults,
    RowWrites writes,
    Privileges privileges) : IMessageHandler
{
    private const string Case = "incident", Resolution = "incidentresolution";
    private const int ResolutionCompleted = 1, ResolutionClosedStatus = 2;

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
    }

    private void Close(Guid caseId, MessageEvent happening, Operation inside)
    {
        var scope = inside.Scope!;
        var nested = inside with
        {
            ByPlatform = true,
            Parent = facts.Context("Close", Case, inside) with { Stage = Stage.Main, PrimaryEntityId = caseId, InputParameters = happening.Input, SharedVariables = happening.Shared, IsInTransaction = true },
        };

        var change = new Entity(Case, caseId)
        {
            ["statecode"] = new OptionSetValue(CaseRules.Resolved),
            ["statuscode"] = new OptionSetValue(((OptionSetValue)happening.Input["Status"]).Value),
        };
        StateRules.Complete(scope.Table(Case), change, scope.Get(Case, caseId), scope.Catalog);

        var resolution = Writable(scope.Table(Resolution), (Entity)happening.Input["IncidentResolution"]);
        resolution["incidentid"] = new EntityReference(Case, caseId);
        resolution["statecode"] = new OptionSetValue(ResolutionCompleted);
        resolution["statuscode"] = new OptionSetValue(ResolutionClosedStatus);
        if (resolution.GetAttributeValue<DateTime?>("actualend") is null)
            resolution["actualend"] = transactions.Now;

        if (options.Cases.CloseRaisesResolutionCreate)
            creation.Create([resolution], [], nested);
        else
            Insert(scope.Table(Resolution), resolution, nested);

        if (options.Cases.CloseRaisesCaseUpdate)
            update.Update([change], ConcurrencyBehavior.Default, [], nested);
        else
            Change(scope.Table(Case), change, nested);
    }

    // The platform may write columns that clients may not: so theirs are taken out before it goes on in its name.
    private static Entity Writable(TableDefinition table, Entity given)
    {
        var row = new Entity(table.LogicalName, given.Id);
        foreach (var (name, value) in given.Attributes)
        {
            if (table.Columns.FirstOrDefault(column => column.LogicalName == name) is not { } column)
                throw Faults.NoSuchColumn(table.LogicalName, name);
            if (column.ValidForCreate && name is not ("statecode" or "statuscode"))
                row[name] = value;
        }

        return row;
    }

    private void Insert(TableDefinition table, Entity row, Operation nested)
    {
        defaults.Complete(table, row, nested);
        RowChecks.ValuesOf(table, row, nested.Scope!);
        writes.Insert(table, row, nested.Scope!);
    }

    private void Change(TableDefinition table, Entity change, Operation nested)
    {
        defaults.CompleteUpdate(table, change, nested.Scope!.Get(table.LogicalName, change.Id), nested);
        writes.Update(table, change.Id, change, nested.Scope);
    }
}
