namespace Tevreden.Demo.Service.Faults;

/// <summary>The faults that wait for requests: the oldest that meets a request happens to it. Safe for many requests at once.</summary>
internal sealed class FaultPlan
{
    private readonly Lock _gate = new();
    private readonly List<Fault> _waiting = [];

    public IReadOnlyList<Fault> Waiting
    {
        get
        {
            lock (_gate)
                return [.. _waiting];
        }
    }

    /// <exception cref="ArgumentException">A number of the fault is out of its range.</exception>
    public void Add(Fault fault)
    {
        fault.Validate();
        lock (_gate)
            _waiting.Add(fault);
    }

    public void Clear()
    {
        lock (_gate)
            _waiting.Clear();
    }

    /// <summary>The fault that happens to this request, or null; counts it.</summary>
    public Fault? Take(string method, string path, bool busy)
    {
        lock (_gate)
        {
            var index = _waiting.FindIndex(waiting => waiting.Kind == FaultKind.Busy == busy && waiting.Meets(method, path));
            if (index < 0)
                return null;

            var fault = _waiting[index];
            if (fault.Times is 1)
                _waiting.RemoveAt(index);
            else if (fault.Times is { } times)
                _waiting[index] = fault with { Times = times - 1 };
            return fault;
        }
    }
}
