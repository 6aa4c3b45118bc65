using System.Collections.Concurrent;

namespace Tevreden.Cli.Dataverse;

/// <summary>Counts what goes over the wire, repeats included, by message. Safe for several workers.</summary>
internal sealed class RequestCounter
{
    private readonly ConcurrentDictionary<string, int> _byMessage = new(StringComparer.Ordinal);

    public int Total => _byMessage.Values.Sum();

    public IReadOnlyDictionary<string, int> ByMessage => new SortedDictionary<string, int>(_byMessage, StringComparer.Ordinal);

    public void Add(string message) => _byMessage.AddOrUpdate(message, 1, static (_, count) => count + 1);
}
