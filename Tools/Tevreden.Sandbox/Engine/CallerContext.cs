namespace Tevreden.Sandbox.Engine;

/// <summary>On whose behalf a request runs, and what its sender asked besides.</summary>
/// <param name="UserId">The systemuser whose privileges count.</param>
public sealed record CallerContext(Guid UserId)
{
    /// <summary>Who really sent it, when <see cref="UserId"/> is impersonated; null: the same.</summary>
    public Guid? InitiatingUserId { get; init; }

    /// <summary>Skip custom synchronous steps (header MSCRM.BypassCustomPluginExecution); needs prvBypassCustomPlugins.</summary>
    public bool BypassCustomPlugins { get; init; }

    /// <summary>Queue no custom asynchronous steps (CustomAsync in MSCRM.BypassBusinessLogicExecution); needs prvBypassCustomBusinessLogic.</summary>
    public bool BypassCustomJobs { get; init; }

    /// <summary>Header MSCRM.SuppressDuplicateDetection. There are no duplicate detection rules here: kept for the record.</summary>
    public bool SuppressDuplicateDetection { get; init; } = true;

    /// <summary>Ties all that follows from one client call together; null: a new one.</summary>
    public Guid? CorrelationId { get; init; }

    /// <summary>The client's own tag: plug-ins find it as shared variable <c>tag</c>.</summary>
    public string? Tag { get; init; }

    /// <summary>User-Agent of the client, for IPluginExecutionContext5.</summary>
    public string? UserAgent { get; init; }
}
