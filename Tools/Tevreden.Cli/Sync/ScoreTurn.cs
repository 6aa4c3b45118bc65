using Microsoft.Extensions.Logging;
using Microsoft.Xrm.Sdk;
using Tevreden.Cli.Dataverse;
using Tevreden.Cli.Errors;

namespace Tevreden.Cli.Sync;

/// <summary>
/// Shards write different responses, but two of them may touch one account. Whoever computes scores waits for a turn, so that the last one to write has read what
/// all the others wrote before.
/// </summary>
internal sealed class ScoreTurn
{
    private const string Stream = "scores";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly DataverseClient _client;
    private readonly Checkpoint _checkpoint;
    private readonly ILogger _log;

    private ScoreTurn(DataverseClient client, Checkpoint checkpoint, ILogger log)
    {
        _client = client;
        _checkpoint = checkpoint;
        _log = log;
    }

    /// <summary>Runs the work in a turn of its own.</summary>
    public static async Task RunAsync(JobContext job, DataverseClient client, TimeSpan patience, Func<Task> work, CancellationToken stop)
    {
        var turn = new ScoreTurn(client, new Checkpoint(client, job.Time, Stream, job.Owner, job.Log), job.Log);
        await turn.TakeAsync(job, patience, stop);
        try
        {
            await work();
        }
        finally
        {
            await turn.GiveBackAsync();
        }
    }

    private async Task TakeAsync(JobContext job, TimeSpan patience, CancellationToken stop)
    {
        var started = job.Time.GetTimestamp();
        while (true)
        {
            var row = (await _client.ReadPageAsync(Checkpoint.Query(Stream), stop)).Entities.FirstOrDefault();
            try
            {
                await _checkpoint.TakeAsync(row, stop);
                return;
            }
            catch (CliException exception) when (exception.ExitCode == ExitCodes.Locked && job.Time.GetElapsedTime(started) < patience)
            {
                await Task.Delay(Pause, job.Time, stop);
            }
        }
    }

    private async Task GiveBackAsync()
    {
        if (_checkpoint.Release(null) is not { } release)
            return;
        try
        {
            await _client.RepeatAsync(release, CancellationToken.None);
        }
        catch (Exception exception)
        {
            _log.LogWarning("Lease.NotReleased cause={Cause}: it ends by itself", ErrorMapper.Map(exception).Code);
        }
    }
}
