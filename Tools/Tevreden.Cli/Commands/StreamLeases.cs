using Microsoft.Extensions.Logging;
using Microsoft.Xrm.Sdk;
using Tevreden.Cli.Dataverse;
using Tevreden.Cli.Errors;
using Tevreden.Cli.Sync;
using Tevreden.Dataverse.Names;

namespace Tevreden.Cli.Commands;

/// <summary>The leases of all streams of responses, shards included, for work that no sync may run beside.</summary>
internal sealed class StreamLeases
{
    private readonly Job _job;
    private readonly List<Checkpoint> _held = [];

    private StreamLeases(Job job) => _job = job;

    /// <exception cref="CliException">Another run holds one of them.</exception>
    public static async Task<StreamLeases> TakeAllAsync(Job job, CancellationToken stop)
    {
        var leases = new StreamLeases(job);
        try
        {
            var rows = await ReadAsync(job, stop);
            foreach (var stream in rows.Keys.Append(Checkpoint.Responses).Distinct().Order(StringComparer.Ordinal))
            {
                var checkpoint = new Checkpoint(job.Client, job.Host.Time, stream, job.Context.Owner, job.Context.Log);
                await checkpoint.TakeAsync(rows.GetValueOrDefault(stream), stop);
                leases._held.Add(checkpoint);
            }

            return leases;
        }
        catch
        {
            await leases.ReleaseAsync();
            throw;
        }
    }

    /// <summary>Keeps those of which less than half is left.</summary>
    public async Task KeepAsync(CancellationToken stop)
    {
        foreach (var checkpoint in _held)
            await checkpoint.KeepAsync(stop);
    }

    /// <summary>Gives them back; one that can't be given back ends by itself.</summary>
    public async Task ReleaseAsync()
    {
        foreach (var request in _held.Select(checkpoint => checkpoint.Release(null)).OfType<OrganizationRequest>())
        {
            try
            {
                await _job.Client.RepeatAsync(request, CancellationToken.None);
            }
            catch (Exception exception)
            {
                _job.Context.Log.LogWarning("Lease.NotReleased cause={Cause}: it ends by itself", ErrorMapper.Map(exception).Code);
            }
        }
    }

    private static async Task<Dictionary<string, Entity>> ReadAsync(Job job, CancellationToken stop)
    {
        return (await job.Client.ReadAllAsync(Checkpoint.QueryOfResponses(), stop)).ToDictionary(row => row.Text(CheckpointTable.Stream)!, StringComparer.Ordinal);
    }
}
