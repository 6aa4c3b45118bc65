using System.Reflection;
using Tevreden.Cli.Commands;
using Tevreden.Cli.Dataverse;
using Tevreden.Dataverse.Names;

namespace Tevreden.Cli.Checks;

/// <summary>The solution's version beside the job's, and whether its steps are on.</summary>
internal sealed class SolutionCheck(Job job)
{
    private const string SolutionName = "Tevreden", PluginPrefix = "Tevreden.Dataverse.Plugins.", StepEnabled = "0";

    private static readonly string[] Asked = [CustomApis.PlanCase, CustomApis.RunDue];

    public async Task<IEnumerable<CheckResult>> RunAsync(CancellationToken stop) => [await VersionAsync(stop), await StepsAsync(stop), await ApisAsync(stop)];

    private async Task<CheckResult> VersionAsync(CancellationToken stop)
    {
        var rows = await job.Client.ReadAllAsync(Fetch.Query(Fetch.Entity("solution", Fetch.Columns("version", "ismanaged"), Fetch.And(Fetch.Is("uniquename", SolutionName)))), stop);
        if (rows.FirstOrDefault() is not { } solution || !Version.TryParse(solution.Text("version"), out var there))
            return CheckResult.Failed("solution", $"the solution {SolutionName} is not imported. Import its managed zip.");

        var here = typeof(SolutionCheck).Assembly.GetCustomAttribute<AssemblyFileVersionAttribute>()?.Version is { } text ? Version.Parse(text) : new Version(0, 0);
        var found = $"{there}, {(solution.Flag("ismanaged") ? "managed" : "unmanaged")}; the job is {here.ToString(3)}";
        return there.Major == here.Major && there.Minor == here.Minor
            ? CheckResult.Ok("solution", found)
            : CheckResult.Warning("solution", $"{found}. Bring both to the same version.");
    }

    private async Task<CheckResult> StepsAsync(CancellationToken stop)
    {
        var rows = await job.Client.ReadAllAsync(
            Fetch.Query(Fetch.Entity(
                "sdkmessageprocessingstep",
                Fetch.Columns("name", "statecode"),
                Fetch.InnerJoin("plugintype", "plugintypeid", "plugintypeid", "type", Fetch.And(Fetch.BeginsWith("typename", PluginPrefix))))),
            stop);
        var off = rows.Where(row => row.Whole("statecode")?.ToString(System.Globalization.CultureInfo.InvariantCulture) != StepEnabled).Select(row => row.Text("name")).ToList();
        return rows.Count == 0 ? CheckResult.Failed("steps", "none is registered, so no resolved case plans anything. Import the solution again.")
            : off.Count == 0 ? CheckResult.Ok("steps", $"all {rows.Count} are enabled")
            : CheckResult.Failed("steps", $"disabled: {string.Join(", ", off)}. Enable them in the solution's SDK message processing steps.");
    }

    private async Task<CheckResult> ApisAsync(CancellationToken stop)
    {
        var there = (await job.Client.ReadAllAsync(Fetch.Query(Fetch.Entity("customapi", Fetch.Columns("uniquename"), Fetch.And(Fetch.IsOneOf("uniquename", Asked)))), stop))
            .Select(row => row.Text("uniquename")).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var missing = Asked.Where(name => !there.Contains(name)).ToList();
        return missing.Count == 0
            ? CheckResult.Ok("custom APIs", string.Join(", ", Asked))
            : CheckResult.Failed("custom APIs", $"missing: {string.Join(", ", missing)}. Import the solution again.");
    }
}
