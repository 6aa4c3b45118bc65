using System.Globalization;

namespace Tevreden.Demo.Service.Data;

/// <summary>An import that was answered with 202: done when it was asked often enough.</summary>
/// <param name="Invitations">Numbers of the invitations that came with it.</param>
/// <param name="StillBusy">How often it says yet that it is busy.</param>
internal sealed record ImportTask(string Id, IReadOnlyList<int> Invitations, int StillBusy);

/// <summary>Safe for many requests at once.</summary>
internal sealed class TaskBook
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ImportTask> _all = new(StringComparer.Ordinal);

    public ImportTask Add(IReadOnlyList<int> invitations, int stillBusy)
    {
        lock (_gate)
        {
            var task = new ImportTask((_all.Count + 1).ToString(CultureInfo.InvariantCulture), invitations, stillBusy);
            _all.Add(task.Id, task);
            return task;
        }
    }

    /// <summary>The task as it was before this question, or null where there is none.</summary>
    public ImportTask? Ask(string id)
    {
        lock (_gate)
        {
            if (!_all.TryGetValue(id, out var task))
                return null;
            _all[id] = task with { StillBusy = Math.Max(0, task.StillBusy - 1) };
            return task;
        }
    }

    public void Clear()
    {
        lock (_gate)
            _all.Clear();
    }
}
