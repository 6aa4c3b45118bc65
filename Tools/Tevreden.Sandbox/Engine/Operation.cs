using Tevreden.Sandbox.Pipeline;

namespace Tevreden.Sandbox.Engine;

/// <summary>One message under way: for whom, how deep, in which transaction, and inside which event.</summary>
internal sealed record Operation
{
    /// <summary>The platform's loop guard: requests nested deeper in plug-ins are refused.</summary>
    public const int MostDepth = 8;

    public required CallerContext Caller { get; init; }

    public required Guid CorrelationId { get; init; }

    public Guid? RequestId { get; init; }

    /// <summary>1 for a client's request, one more inside each plug-in.</summary>
    public int Depth { get; init; } = 1;

    /// <summary>The transaction to take part in; null: a request makes its own.</summary>
    public StoreScope? Scope { get; init; }

    /// <summary>The event inside which this one happens.</summary>
    public PluginContext? Parent { get; init; }

    /// <summary>A step of a larger message that the platform itself does: what clients may not do directly (closing a case) is allowed.</summary>
    public bool ByPlatform { get; init; }

    public CancellationToken Cancellation { get; init; }

    public Guid UserId => Caller.UserId;

    public Guid InitiatingUserId => Caller.InitiatingUserId ?? Caller.UserId;
}
