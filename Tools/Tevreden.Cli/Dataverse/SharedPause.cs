namespace Tevreden.Cli.Dataverse;

/// <summary>
/// The pause that a throttling fault asks for. Limits count per user and sending on lengthens them, so every worker of the user waits here before each request,
/// not only the one that met the fault.
/// </summary>
internal sealed class SharedPause(TimeProvider time)
{
    private readonly Lock _lock = new();
    private DateTimeOffset _until;

    /// <summary>Nobody goes on before <paramref name="wait"/> has passed; never shortens a pause.</summary>
    public void Extend(TimeSpan wait)
    {
        var until = time.GetUtcNow() + wait;
        lock (_lock)
        {
            if (until > _until)
                _until = until;
        }
    }

    /// <summary>Waits until the pause is over, however often it is extended meanwhile.</summary>
    public async Task WaitAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        while (Remaining() is { } wait && wait > TimeSpan.Zero)
            await Task.Delay(wait, time, cancellation);
    }

    private TimeSpan Remaining()
    {
        lock (_lock)
            return _until - time.GetUtcNow();
    }
}
