namespace Tevreden.Sandbox.Hosting;

/// <summary>How many requests the environment ran, from outside and from plug-ins, by the phase that whoever watches has named. Safe for many threads.</summary>
public sealed class RequestCounts
{
    private readonly Lock _gate = new();
    private readonly List<string> _order = [];
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private string _phase;

    internal RequestCounts(string phase)
    {
        _phase = phase;
        Begin(phase);
    }

    /// <summary>Counts under this name from now on; one that was used before goes on where it was.</summary>
    public void Begin(string phase)
    {
        lock (_gate)
        {
            _phase = phase;
            if (_counts.TryAdd(phase, 0))
                _order.Add(phase);
        }
    }

    /// <summary>Counts by phase, in the order in which the phases began.</summary>
    public IReadOnlyList<KeyValuePair<string, int>> ByPhase()
    {
        lock (_gate)
            return [.. _order.Select(phase => KeyValuePair.Create(phase, _counts[phase]))];
    }

    internal void Add()
    {
        lock (_gate)
            _counts[_phase]++;
    }
}
