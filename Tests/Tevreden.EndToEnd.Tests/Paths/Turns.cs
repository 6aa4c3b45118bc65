using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;

namespace Tevreden.EndToEnd.Tests.Paths;

/// <summary>
/// Two workers at once, one request at a time: each waits before every request until it is its turn. So every interleaving of their requests can be played, and played again.
/// </summary>
internal sealed class Turns
{
    private static readonly AsyncLocal<Worker?> Current = new();

    private List<int> _choices = [];

    /// <summary>For <see cref="EngineOptions.BeforeRequest"/>.</summary>
    public static void Wait(OrganizationRequest request, CallerContext caller) => Current.Value?.Pause();

    /// <summary>Plays the next interleaving.</summary>
    /// <returns>False when that was the last one.</returns>
    public async Task<bool> PlayAsync(Func<Task> one, Func<Task> other)
    {
        Worker[] workers = [new(one), new(other)];
        var branches = new List<int>();
        var choices = new List<int>();
        foreach (var worker in workers)
            await worker.StartAsync();
        while (workers.Where(worker => !worker.HasEnded).ToList() is { Count: > 0 } running)
        {
            var choice = choices.Count < _choices.Count ? _choices[choices.Count] : 0;
            choices.Add(choice);
            branches.Add(running.Count);

            // What the plug-ins keep for a minute may make one of the runs longer, and the next one shorter, than the one before.
            await running[Math.Min(choice, running.Count - 1)].StepAsync();
        }

        foreach (var worker in workers)
        {
            using (worker)
                await worker.Body;
        }

        // The last choice that can still be made differently.
        var last = choices.Count - 1;
        while (last >= 0 && choices[last] + 1 >= branches[last])
            last--;
        if (last < 0)
            return false;
        _choices = [.. choices.Take(last), choices[last] + 1];
        return true;
    }

    public override string ToString() => string.Concat(_choices);

    private sealed class Worker(Func<Task> body) : IDisposable
    {
        private readonly SemaphoreSlim _go = new(0), _arrived = new(0);

        public Task Body { get; private set; } = Task.CompletedTask;

        public bool HasEnded { get; private set; }

        /// <summary>Runs up to the first request.</summary>
        public Task StartAsync()
        {
            Body = Task.Run(RunAsync);
            return _arrived.WaitAsync();
        }

        /// <summary>Does one request, and all that follows it up to the next.</summary>
        public Task StepAsync()
        {
            _go.Release();
            return _arrived.WaitAsync();
        }

        public void Pause()
        {
            _arrived.Release();
            _go.Wait();
        }

        public void Dispose()
        {
            _go.Dispose();
            _arrived.Dispose();
        }

        private async Task RunAsync()
        {
            Current.Value = this;
            try
            {
                await body();
            }
            finally
            {
                HasEnded = true;
                _arrived.Release();
            }
        }
    }
}
