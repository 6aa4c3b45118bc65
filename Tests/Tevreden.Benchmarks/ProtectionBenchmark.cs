using System.Globalization;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Hosting;

namespace Tevreden.Benchmarks;

/// <summary>
/// The job under limits that it must meet many times: how many of the requests that the limit allows in that time it got done. Small windows, for a measurement
/// of a few minutes; the platform's are 6,000 requests in 300 seconds.
/// </summary>
internal static class ProtectionBenchmark
{
    private const int Responses = 2000;

    private static readonly ProtectionLimits Limits = new() { Requests = 150, Window = TimeSpan.FromSeconds(30) };

    public static async Task RunAsync(TextWriter output)
    {
        await using var service = await GeneratedService.StartAsync(Responses);
        await using var server = await SandboxServer.StartAsync(new SandboxServerOptions
        {
            RoundTrip = TimeSpan.FromMilliseconds(10),
            Engine = new EngineOptions { AsyncWorkers = 0, KeyIndexing = KeyIndexing.WithImport, Protection = Limits },
        });
        var user = World.Prepare(server.Engine, service.Address);

        // Bulks of ten, so that there are many requests.
        var job = await JobMeasurement.RunAsync(server.Address, server.IssueToken(user), "--bulk-size", "10");
        var refused = job.Log.Split('\n').Count(line => line.Contains("Dataverse.Throttled", StringComparison.Ordinal));
        var done = job.Requests - refused;

        // In the strictest reading the limit allows one whole window at the very start as well.
        var allowed = Limits.Requests * (1 + (job.Seconds / Limits.Window.TotalSeconds));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Limits.Requests} requests per {Limits.Window.TotalSeconds:0} s: {job.Rows:N0} rows in {job.Seconds:0.0} s, {done} requests done of {allowed:0} allowed ({done / allowed:P0}), {refused} refused"));
    }
}
