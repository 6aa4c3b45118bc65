using System.Globalization;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Hosting;

namespace Tevreden.Benchmarks;

/// <summary>
/// The job under limits that it must meet many times: how near it comes to the shortest time in which the limit lets its requests through. Small windows, for a
/// measurement of a few minutes; the platform's are 6,000 requests in 300 seconds.
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

        // The first window's requests may come at once; each further window lets as many through again, and none before it begins.
        var least = Limits.Window * ((done - 1) / Limits.Requests);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Limits.Requests} requests per {Limits.Window.TotalSeconds:0} s: {job.Rows:N0} rows by {done} requests in {job.Seconds:0.0} s, where the limit allows {least.TotalSeconds:0} s at best ({least.TotalSeconds / job.Seconds:P0}); {refused} refused"));
    }
}
