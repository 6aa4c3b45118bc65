using System;
using System.Collections.Concurrent;

namespace Tevreden.Dataverse.Plugins.Data;

/// <summary>
/// Remembers for 60 seconds, within one sandbox worker, that something was said, so that a thousand rows that find the same
/// don't say it a thousand times. Holds a few entries for each environment.
/// </summary>
internal sealed class MinuteMemory
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<Said, DateTime> _said = new();

    /// <summary>True when it was not said within the last minute; from then on it was.</summary>
    public bool IsNew(Guid organisation, string what, DateTime now)
    {
        var fresh = false;
        _said.AddOrUpdate(
            new Said(organisation, what),
            _ =>
            {
                fresh = true;
                return now;
            },
            (_, before) =>
            {
                fresh = before > now || now - before >= Lifetime;
                return fresh ? now : before;
            });
        return fresh;
    }

    public void Forget(Guid organisation, string what) => _said.TryRemove(new Said(organisation, what), out _);

    private sealed record Said(Guid Organisation, string What);
}
