using Spectre.Console;

namespace Tevreden.Cli.Output;

/// <summary>Runs work with a progress bar on a terminal, and without one elsewhere, where the log's plain lines tell the same.</summary>
internal sealed class StatusDisplay(IAnsiConsole? terminal)
{
    public async Task<T> RunAsync<T>(string title, Func<IProgressDisplay, Task<T>> work)
    {
        if (terminal is null)
            return await work(new NoBar());

        return await terminal.Progress()
            .AutoClear(true)
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new ElapsedTimeColumn())
            .StartAsync(context => work(new Bar(context.AddTask(Markup.Escape(title), maxValue: 1), title)));
    }

    private sealed class NoBar : IProgressDisplay
    {
        public void Report(double share, string what)
        {
            // The log has a line per page.
        }
    }

    private sealed class Bar(ProgressTask task, string title) : IProgressDisplay
    {
        public void Report(double share, string what)
        {
            task.Description = Markup.Escape($"{title}: {what}");
            task.Value = share;
        }
    }
}
