using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Messages;

/// <summary>
/// What closing a case writes: its resolution row, its state, and where the organization wants it the same for its child cases. Which events that raises, and whether a child
/// gets a row of its own, is documented nowhere: <see cref="CaseBehavior"/> says it.
/// </summary>
internal sealed class CaseClosing(
    Transactions transactions, EngineOptions options, OrganizationSettings settings, RowCreation creation, RowUpdate update, RowDefaults defaults, RowWrites writes)
{
    private const string Case = "incident", Resolution = "incidentresolution";
    private const int ResolutionCompleted = 1, ResolutionClosedStatus = 2;

    public void Check(Guid caseId, Operation inside)
    {
        if (settings.Get(inside).RestrictsClosing && ActiveChildren(caseId, inside.Scope!).Any())
            throw Faults.ActiveChildCases(caseId);
    }

    /// <param name="caseId">The case, active.</param>
    /// <param name="given">The resolution as the client gave it.</param>
    /// <param name="status">Status reason; -1 lets the platform choose.</param>
    /// <param name="nested">By the platform, inside the event.</param>
    public void Close(Guid caseId, Entity given, OptionSetValue status, Operation nested)
    {
        CloseOne(caseId, given, status, nested, makesResolution: true);
        if (!settings.Get(nested).CascadesClosing)
            return;

        // One level: a child has no children.
        foreach (var child in ActiveChildren(caseId, nested.Scope!).ToList())
        {
            var own = Values.Copy(given);
            own.Id = Guid.Empty;
            own.Attributes.Remove(nested.Scope!.Table(Resolution).PrimaryIdColumn);
            CloseOne(child.Id, own, status, nested, options.Cases.CascadeMakesResolutions);
        }
    }

    private static IEnumerable<Entity> ActiveChildren(Guid caseId, StoreScope scope) =>
        scope.Rows(Case, ("parentcaseid", caseId)).Where(child => child.GetAttributeValue<OptionSetValue>("statecode")?.Value == CaseRules.Active);

    private void CloseOne(Guid caseId, Entity given, OptionSetValue status, Operation nested, bool makesResolution)
    {
        var scope = nested.Scope!;
        var change = new Entity(Case, caseId)
        {
            ["statecode"] = new OptionSetValue(CaseRules.Resolved),
            ["statuscode"] = new OptionSetValue(status.Value),
        };
        StateRules.Complete(scope.Table(Case), change, scope.Get(Case, caseId), scope.Catalog);

        if (makesResolution)
            Resolve(caseId, Writable(scope.Table(Resolution), given), nested);

        if (options.Cases.CloseRaisesCaseUpdate)
            update.Update([change], ConcurrencyBehavior.Default, [], nested);
        else
            Change(scope.Table(Case), change, nested);
    }

    private void Resolve(Guid caseId, Entity resolution, Operation nested)
    {
        resolution["incidentid"] = new EntityReference(Case, caseId);
        resolution["statecode"] = new OptionSetValue(ResolutionCompleted);
        resolution["statuscode"] = new OptionSetValue(ResolutionClosedStatus);
        if (resolution.GetAttributeValue<DateTime?>("actualend") is null)
            resolution["actualend"] = transactions.Now;

        if (options.Cases.CloseRaisesResolutionCreate)
            creation.Create([resolution], [], nested);
        else
            Insert(nested.Scope!.Table(Resolution), resolution, nested);
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
