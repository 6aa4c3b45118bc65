using System.Diagnostics;
using System.Globalization;
using Newtonsoft.Json.Linq;
using Tevreden.Sandbox.Hosting;

namespace Tevreden.Benchmarks;

/// <summary>How one run of the job went.</summary>
/// <param name="Result">The last line of its output.</param>
/// <param name="PeakMegabytes">The most memory that its process held at one time.</param>
/// <param name="Log">What it told besides.</param>
internal sealed record JobMeasurement(JObject Result, double PeakMegabytes, string Log)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    public double Seconds => Result.Value<double>("seconds");

    public int Requests => Result.Value<int>("requests");

    public int Rows => Result.Value<int>("written") + Result.Value<int>("answersWritten");

    /// <summary>Runs <c>sync</c> as a process of its own, as a scheduler does.</summary>
    /// <exception cref="InvalidOperationException">It did not end well.</exception>
    public static async Task<JobMeasurement> RunAsync(Uri environment, string token, params string[] options)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in (string[])[Places.Job, "sync", "--json", .. options])
            start.ArgumentList.Add(argument);
        start.Environment["TEVREDEN_DATAVERSE_URL"] = environment.AbsoluteUri;
        start.Environment["TEVREDEN_TOKEN"] = token;
        start.Environment["TEVREDEN_API_KEY"] = World.Key;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var log = process.StandardError.ReadToEndAsync();
        var peak = 0.0;
        using var timer = new PeriodicTimer(Interval);
        while (!process.HasExited)
        {
            peak = Math.Max(peak, Peak(process.Id));
            await timer.WaitForNextTickAsync();
        }

        if (process.ExitCode != 0)
            throw new InvalidOperationException($"The job ended with {process.ExitCode}: {await output}{await log}");
        return new JobMeasurement(JObject.Parse((await output).TrimEnd().Split('\n')[^1]), peak, await log);
    }

    // VmHWM only grows, so the last look before the end is the peak.
    private static double Peak(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : double.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
