using System;
using System.Collections.Concurrent;

namespace Tevreden.Dataverse.Plugins.Data;

/// <summary>
/// Keeps what changes rarely for at most 60 seconds per environment, within one sandbox worker. There is no way to tell
/// other workers that a row changed, so time is the only invalidation.
/// </summary>
internal sealed class MinuteCache<T>
    where T : class
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<Guid, Kept> _kept = new();

    /// <param name="organisationId">The environment.</param>
    /// <param name="now">The time, UTC.</param>
    /// <param name="read">Reads it where nothing fresh is kept; a null is not kept.</param>
    /// <param name="notBefore">What was read before then is outdated, whatever its age; null for no such moment.</param>
    public T? Get(Guid organisationId, DateTime now, Func<T?> read, DateTime? notBefore = null)
    {
        if (_kept.TryGetValue(organisationId, out var kept) && kept.ReadOn <= now && now - kept.ReadOn < Lifetime && !(kept.ReadOn < notBefore))
        {
            return kept.Value;
        }

        var value = read();
        if (value is not null)
        {
            _kept[organisationId] = new Kept(value, now);
        }

        return value;
    }

    public void Drop(Guid organisationId) => _kept.TryRemove(organisationId, out _);

    private sealed record Kept(T Value, DateTime ReadOn);
}
