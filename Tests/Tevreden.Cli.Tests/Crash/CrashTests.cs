using System.Globalization;
using Tevreden.Cli.Tests.Support;
using Tevreden.Demo.Service;
using Tevreden.Demo.Service.Data;

namespace Tevreden.Cli.Tests.Crash;

/// <summary>
/// The bar "Crash" of the design: the job's process is killed at random requests, again and again, while responses change; then it runs once undisturbed, and a
/// second environment that never saw a crash must hold the same rows. <c>TEVREDEN_CRASH_KILLS=100</c> makes the long version.
/// </summary>
[TestClass]
public sealed class CrashTests
{
    private const int Responses = 90;
    private const int MostRequests = 120;

    private static readonly string[] Line = ["sync", "--json", "--page-size", "20", "--bulk-size", "10"];

    private static int Kills => int.TryParse(Environment.GetEnvironmentVariable("TEVREDEN_CRASH_KILLS"), NumberStyles.None, CultureInfo.InvariantCulture, out var kills) ? kills : 4;

    public required TestContext TestContext { get; init; }

    [TestMethod]
    public async Task Killed_at_random_points_the_job_ends_in_the_rows_of_an_undisturbed_run()
    {
        var random = new Random(2026);
        var trap = new Trap();
        await using var service = await SimulatedService.StartAsync(new SimulatedServiceOptions { ApiKey = TestEnvironment.Key, Platform = TestEnvironment.Platform });
        await using var world = await CrashWorld.StartAsync(service, trap.Seen);
        world.Invite(Responses);
        for (var i = 0; i < Responses; i++)
            service.Responses.Add(new ResponseContent { Reference = $"r{i}", Score = 1 + (i % 10), Recommendation = i % 11, Answers = Answers(3) }, TimeProvider.System.GetUtcNow().AddMinutes(i - 600));

        var killed = 0;
        var ended = 0;
        while (killed < Kills)
        {
            using var job = JobProcess.Start(world.Settings, Line);
            trap.Set(random.Next(1, MostRequests), job.Kill);
            var (exitCode, text) = await job.EndAsync();
            if (trap.Sprung)
            {
                killed++;
            }
            else
            {
                Assert.AreEqual(0, exitCode, text);
                ended++;
            }

            world.EndLease();
            Change(service, random);
        }

        trap.Disarm();
        var last = JobProcess.Start(world.Settings, Line);
        Assert.AreEqual(0, (await last.EndAsync()).ExitCode);

        await using var calm = await CrashWorld.StartAsync(service, () => { });
        calm.Invite(Responses);
        var (calmExit, calmText) = await JobProcess.Start(calm.Settings, Line).EndAsync();
        Assert.AreEqual(0, calmExit, calmText);
        TestContext.WriteLine($"{killed} runs were killed, {ended} got to the end before.");
        var (expected, found) = (calm.Lines(), world.Lines());
        Assert.AreEqual("", string.Join("\n", expected.Except(found)), "Lost or wrong.");
        Assert.AreEqual("", string.Join("\n", found.Except(expected)), "Too many.");
        Assert.HasCount(expected.Count, found);
    }

    [TestMethod]
    [DataRow("INT", ExitCodes.Interrupted)]
    [DataRow("TERM", ExitCodes.Terminated)]
    public async Task A_signal_ends_the_process_in_order_and_with_its_own_exit_code(string signal, int exitCode)
    {
        var trap = new Trap();
        await using var service = await SimulatedService.StartAsync(new SimulatedServiceOptions { ApiKey = TestEnvironment.Key, Platform = TestEnvironment.Platform });
        await using var world = await CrashWorld.StartAsync(service, trap.Seen);
        world.Invite(Responses);
        for (var i = 0; i < Responses; i++)
            service.Responses.Add(new ResponseContent { Reference = $"r{i}", Score = 8 }, TimeProvider.System.GetUtcNow().AddMinutes(i - 600));
        using var job = JobProcess.Start(world.Settings, Line);
        trap.Set(18, () => job.Signal(signal));

        var (found, text) = await job.EndAsync();

        Assert.AreEqual(exitCode, found, text);
        Assert.IsTrue(world.IsReleased, "The lease is given back, with the watermark.");
    }

    private static List<StoredAnswer> Answers(int count) => [.. Enumerable.Range(1, count).Select(i => new StoredAnswer($"301-{i}", $"Vraag {i}", "mark", i, null))];

    // Marks stay as they are: a follow-up that was made for a low mark rightly stays when the mark is raised later.
    private static void Change(SimulatedService service, Random random)
    {
        foreach (var response in random.GetItems(service.Responses.All.ToArray(), 15).DistinctBy(response => response.Id))
        {
            var answers = random.Next(0, 4);
            service.Responses.Change(response.Id, content => content with { Remark = $"Herzien {random.Next()}", Answers = Answers(answers) });
        }
    }

    /// <summary>Springs at one request.</summary>
    private sealed class Trap
    {
        private readonly Lock _gate = new();
        private int _left;
        private Action? _spring;

        public bool Sprung { get; private set; }

        public void Set(int atRequest, Action spring)
        {
            lock (_gate)
                (_left, _spring, Sprung) = (atRequest, spring, false);
        }

        public void Disarm()
        {
            lock (_gate)
                _spring = null;
        }

        public void Seen()
        {
            Action? spring = null;
            lock (_gate)
            {
                if (_spring is not null && --_left == 0)
                    (spring, _spring, Sprung) = (_spring, null, true);
            }

            spring?.Invoke();
        }
    }
}
