using System.Globalization;

namespace Tevreden.Benchmarks;

/// <summary>Peak memory of the job's process by how many responses it reads.</summary>
internal static class MemoryBenchmark
{
    public static async Task RunAsync(int[] sizes, TextWriter output)
    {
        output.WriteLine("| Responses | Rows | Requests | Seconds | Rows/s | Peak memory |");
        output.WriteLine("|---|---|---|---|---|---|");
        foreach (var responses in sizes)
        {
            await using var service = await GeneratedService.StartAsync(responses);
            await using var sink = await Sink.StartAsync(service.Address);
            var job = await JobMeasurement.RunAsync(sink.Address, Sink.Token);
            if (sink.RowsWritten < (long)job.Rows)
                throw new InvalidOperationException($"The job says {job.Rows} rows; {sink.RowsWritten} came.");
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {responses:N0} | {job.Rows:N0} | {job.Requests:N0} | {job.Seconds:0} | {job.Rows / job.Seconds:0} | {job.PeakMegabytes:0} MB |"));
        }
    }
}
