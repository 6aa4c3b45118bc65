using Microsoft.Extensions.Logging;
using Tevreden.Cli.Output;
using Tevreden.Cli.Tests.Support;

namespace Tevreden.Cli.Tests.Output;

[TestClass]
public sealed class ProgressTests
{
    [TestMethod]
    public async Task Without_a_terminal_a_line_now_and_then_tells_the_rate_and_the_time_left()
    {
        var clock = new SkippingClock();
        var lines = new List<string>();
        var log = new LineLogger(lines.Add, clock, new JobIdentity("sync", Guid.Empty), LogLevel.Information, json: false);

        await new StatusDisplay(null, clock, log).RunAsync("sync", progress =>
        {
            progress.Report(0.1, 100, "100 read");
            clock.Move(TimeSpan.FromSeconds(20));
            progress.Report(0.25, 500, "500 read");
            clock.Move(TimeSpan.FromSeconds(5));
            progress.Report(0.3, 600, "600 read");
            return Task.CompletedTask;
        });

        Assert.HasCount(1, lines, "Every fifteen seconds, not at each report.");
        StringAssert.Contains(lines[0], "500 read 25/s");
        StringAssert.Contains(lines[0], "left=00:01:00");
    }
}
