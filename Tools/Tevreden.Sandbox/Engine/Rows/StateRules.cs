using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Engine;

/// <summary>State and status reason go in pairs: each reason belongs to one state, each state has a reason it begins with.</summary>
internal static class StateRules
{
    private const string State = "statecode", Status = "statuscode";

    /// <summary>Completes and checks the pair that is about to be written.</summary>
    /// <param name="current">The row as it is; null for a new one.</param>
    public static void Complete(TableDefinition table, Entity changes, Entity? current, MetadataCatalog catalog)
    {
        var states = catalog.FindColumn(table.LogicalName, State)?.OptionSet?.Options;
        var statuses = catalog.FindColumn(table.LogicalName, Status)?.OptionSet?.Options;
        if (states is null or { Count: 0 })
            return;

        if (current is null && !changes.Contains(State))
            changes[State] = new OptionSetValue(states[0].Value);
        if (statuses is null or { Count: 0 } || !(changes.Contains(State) || changes.Contains(Status)))
            return;

        var state = changes.GetAttributeValue<OptionSetValue>(State) ?? current?.GetAttributeValue<OptionSetValue>(State) ?? new OptionSetValue(states[0].Value);
        var definition = states.FirstOrDefault(option => option.Value == state.Value)
            ?? throw Faults.NoSuchOption(table.LogicalName, State, state.Value, states.Select(option => option.Value));
        var status = changes.GetAttributeValue<OptionSetValue>(Status);

        // -1 is the caller's way to say "you choose".
        if (status is null or { Value: -1 })
        {
            if (status is not null || changes.Contains(State))
                changes[Status] = new OptionSetValue(definition.DefaultStatus ?? statuses.First(option => option.State == state.Value).Value);
        }
        else if (statuses.All(option => option.Value != status.Value || option.State != state.Value))
        {
            throw Faults.StatusNotOfState(status.Value, definition.InvariantName ?? definition.Label.In(LocalizedText.English) ?? $"{state.Value}", table.LogicalName);
        }
    }
}
