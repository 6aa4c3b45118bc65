using Microsoft.Xrm.Sdk;

namespace Tevreden.Sandbox.Engine;

/// <summary>What is special about cases: resolved only by CloseIncident, read-only once closed, reopened with their history.</summary>
internal sealed class CaseRules(EngineOptions options, RowWrites writes)
{
    public const int Active = 0, Resolved = 1, Cancelled = 2;
    private const string Case = "incident", Resolution = "incidentresolution";
    private const int ResolutionCanceled = 2, ResolutionCanceledStatus = 3;

    // What may change although a case is closed: its state, and what the platform writes along with it.
    private static readonly HashSet<string> Harmless = ["statecode", "statuscode", "modifiedon", "modifiedby", "modifiedonbehalfby", "incidentid"];

    public void Check(Entity changes, Entity current, Operation inside)
    {
        if (changes.LogicalName != Case || inside.ByPlatform)
            return;

        var before = StateOf(current) ?? Active;
        var after = StateOf(changes) ?? before;
        if (after == Resolved && before != Resolved && !options.Cases.AllowDirectResolve)
            throw Faults.DirectResolve();
        if (before != Active && after != Active && !options.Cases.AllowUpdateAfterClose && changes.Attributes.Keys.Any(column => !Harmless.Contains(column)))
            throw Faults.CaseClosed(current.Id);
    }

    /// <summary>Resolution rows of a reopened case stay, as Canceled.</summary>
    public void Reopened(Entity changes, Entity current, StoreScope scope)
    {
        if (changes.LogicalName != Case || !options.Cases.ReopenCancelsResolutions || StateOf(changes) != Active || StateOf(current) is null or Active)
            return;
        var table = scope.Table(Resolution);
        foreach (var resolution in scope.Rows(Resolution, ("incidentid", current.Id)).Where(row => StateOf(row) != ResolutionCanceled))
        {
            writes.Update(table, resolution.Id, new Entity(Resolution, resolution.Id)
            {
                ["statecode"] = new OptionSetValue(ResolutionCanceled),
                ["statuscode"] = new OptionSetValue(ResolutionCanceledStatus),
            }, scope);
        }
    }

    private static int? StateOf(Entity row) => row.GetAttributeValue<OptionSetValue>("statecode")?.Value;
}
