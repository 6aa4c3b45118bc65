using System.Globalization;
using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace Tevreden.Cli.Output;

/// <summary>Runs work with a progress bar on a terminal, and elsewhere with a line in the log now and then. Both tell the rate and the time left.</summary>
internal sealed class StatusDisplay(IAnsiConsole? terminal, TimeProvider time, ILogger log)
{
    public async Task RunAsync(string title, Func<IProgressDisplay, Task> work)
    {
        if (terminal is null)
        {
            await work(new Lines(title, time, log));
            return;
        }

        await terminal.Progress()
            .AutoClear(true)
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new ElapsedTimeColumn(), new RemainingTimeColumn())
            .StartAsync(context => work(new Bar(context.AddTask(Markup.Escape(title), maxValue: 1), title, new ProgressPace(time))));
    }

    private sealed class Lines(string title, TimeProvider time, ILogger log) : IProgressDisplay
    {
        private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

        private readonly ProgressPace _pace = new(time);
        private TimeSpan _told;

        public void Report(double share, string what)
        {
            if (_pace.Elapsed - _told < Interval)
                return;
            _told = _pace.Elapsed;
            log.LogInformation("Progress.At step={Step} share={Share} {What} left={Left}", title, share.ToString("P0", CultureInfo.InvariantCulture), what, _pace.Left(share));
        }

        public void Report(double share, long done, string what) => Report(share, $"{what} {_pace.Rate(done)}");
    }

    private sealed class Bar(ProgressTask task, string title, ProgressPace pace) : IProgressDisplay
    {
        public void Report(double share, string what)
        {
            task.Description = Markup.Escape($"{title}: {what}");
            task.Value = share;
        }

        public void Report(double share, long done, string what) => Report(share, $"{what} {pace.Rate(done)}");
    }
}
