using Microsoft.Extensions.Logging;
using Tevreden.Cli.Errors;
using Tevreden.Cli.Sync;

namespace Tevreden.Cli.Commands;

/// <summary>The run's row in tvr_syncrun.</summary>
internal static class RunRowWriter
{
    public static Task StartAsync(Job job, CancellationToken stop) => job.Client.RepeatAsync(Record(job).Start(), stop);

    /// <param name="job">With what it counted.</param>
    /// <param name="error">Why it ended before its end; null where it did not.</param>
    public static Task FinishAsync(Job job, CliException? error) => job.Client.RepeatAsync(Record(job).Finish(job.Counts, error, job.Now), CancellationToken.None);

    /// <summary>Writes the error down where that still works: a person needs that first error, not the second.</summary>
    public static async Task FailAsync(Job job, CliException error)
    {
        try
        {
            await FinishAsync(job, error);
        }
        catch (Exception exception)
        {
            job.Context.Log.LogWarning("Job.RowNotFinished cause={Cause}", ErrorMapper.Map(exception).Code);
        }
    }

    private static RunRecord Record(Job job) => new(job.Context.RunId, job.Context.Command, job.Context.StartedOn);
}
