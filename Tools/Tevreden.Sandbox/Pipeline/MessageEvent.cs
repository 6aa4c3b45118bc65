using Microsoft.Xrm.Sdk;

namespace Tevreden.Sandbox.Pipeline;

/// <summary>One event that steps may be registered on: a message, its table and rows, and its parameters.</summary>
internal sealed class MessageEvent(string message, string? table, ParameterCollection input)
{
    public string Message => message;

    /// <summary>Null: a message of no table.</summary>
    public string? Table => table;

    /// <summary>The rows concerned: one, or those of a bulk message.</summary>
    public required IReadOnlyList<EventRow> Rows { get; init; }

    /// <summary>CreateMultiple and the like: images come per row.</summary>
    public bool IsBulk { get; init; }

    /// <summary>Stage 20 and 40 see what stage 10 shared in their parent context (Create, Update, Delete only).</summary>
    public bool ValidationIsParent { get; init; }

    public ParameterCollection Input => input;

    public ParameterCollection Output { get; } = [];

    public ParameterCollection Shared { get; } = [];

    /// <summary>The context of stage 10, once that stage has begun.</summary>
    public PluginContext? Validation { get; set; }

    public Guid OperationId { get; } = Guid.NewGuid();

    public DateTime HappenedOn { get; set; }

    /// <summary>True if any of the columns is written; a message without columns always matches.</summary>
    public bool Touches(IReadOnlySet<string> columns) =>
        Rows.All(row => row.Target is null) || Rows.Any(row => row.Target is { } target && target.Attributes.Keys.Any(columns.Contains));
}

/// <summary>A row of an event with its images, read at most once each.</summary>
internal sealed class EventRow(string table, Guid id, Entity? target)
{
    public string Table => table;

    public Guid Id { get; set; } = id;

    /// <summary>The columns being written, of Create and Update.</summary>
    public Entity? Target => target;

    public Entity? Before { get; set; }

    public Entity? After { get; set; }
}
