using Microsoft.Xrm.Sdk;

namespace Tevreden.Sandbox.Pipeline;

/// <summary>
/// The events of writing rows. The pipelines of Create and CreateMultiple (Update and UpdateMultiple) are merged: a step on either
/// runs whichever of the two was sent.
/// </summary>
internal static class RowEvents
{
    public static IReadOnlyList<MessageEvent> Of(string message, IReadOnlyList<Entity> rows, ParameterCollection parameters)
    {
        var shared = rows.Select(row => new EventRow(row.LogicalName, row.Id, row)).ToList();
        var events = rows.Select((row, index) => Single(message, row, shared[index], parameters)).ToList();
        events.Add(Bulk(message + "Multiple", rows, shared, parameters));
        return events;
    }

    private static MessageEvent Single(string message, Entity row, EventRow shared, ParameterCollection parameters)
    {
        var input = Copy(parameters);
        input["Target"] = row;
        return new MessageEvent(message, row.LogicalName, input) { Rows = [shared], ValidationIsParent = true };
    }

    private static MessageEvent Bulk(string message, IReadOnlyList<Entity> rows, List<EventRow> shared, ParameterCollection parameters)
    {
        var input = Copy(parameters);
        input["Targets"] = new EntityCollection([.. rows]) { EntityName = rows[0].LogicalName };
        return new MessageEvent(message, rows[0].LogicalName, input) { Rows = shared, IsBulk = true, ValidationIsParent = true };
    }

    private static ParameterCollection Copy(ParameterCollection parameters)
    {
        var copy = new ParameterCollection();
        copy.AddRange(parameters.Where(pair => pair.Key is not ("Target" or "Targets")));
        return copy;
    }
}
