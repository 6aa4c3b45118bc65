namespace Tevreden.Sandbox.Jobs;

/// <summary>
/// The queue of system jobs. A job is visible only once the transaction of its event has committed. With workers it runs by itself;
/// held, it waits for whoever steps through it.
/// </summary>
public sealed class AsyncJobQueue
{
    /// <summary>Jobs that have not begun, postponed ones too, in the order in which they would be taken.</summary>
    public IReadOnlyList<AsyncJob> Pending => throw new NotSupportedException();

    /// <summary>Workers take no further job until <see cref="Release"/>.</summary>
    public void Hold() => throw new NotSupportedException();

    public void Release() => throw new NotSupportedException();

    /// <summary>Runs one job now, whatever its turn.</summary>
    /// <param name="keep">Leave it pending, so that it is delivered again: the platform promises "at least once" only.</param>
    public Task<AsyncJobResult> RunAsync(Guid jobId, bool keep = false, CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <summary>Runs or awaits jobs until none is ready and none is running, those queued meanwhile included. Postponed ones stay.</summary>
    /// <returns>How each of them ended, in the order of delivery.</returns>
    public Task<IReadOnlyList<AsyncJobResult>> DrainAsync(CancellationToken cancellation = default) => throw new NotSupportedException();
}
