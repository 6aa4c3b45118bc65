using System.Globalization;
using Spectre.Console;
using Tevreden.Dataverse.Names;
using Tevreden.Demo.Data;
using Tevreden.Demo.Dataverse;
using Tevreden.Demo.Service;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Hosting;
using Tevreden.Sandbox.Import;

namespace Tevreden.Demo.Story;

/// <summary>The whole product on this machine, from the zip that ships: what an admin, agents, customers and the operator do, one after the other.</summary>
internal sealed class DemoStory
{
    private const string Platform = "voorbeeld", ApiKey = "sleutel-van-de-demo";
    private const double ShareThatAnswers = 0.6;

    private readonly DemoOptions _options;
    private readonly IAnsiConsole _console;
    private readonly SandboxServer _sandbox;
    private readonly SimulatedService _service;
    private readonly WebApi _dataverse;

    private DemoStory(DemoOptions options, IAnsiConsole console, SandboxServer sandbox, SimulatedService service, WebApi dataverse)
    {
        _options = options;
        _console = console;
        _sandbox = sandbox;
        _service = service;
        _dataverse = dataverse;
    }

    /// <returns>0 when every resolved case has exactly one outcome.</returns>
    /// <exception cref="DemoException">Something on the way failed; the message says what.</exception>
    public static async Task<int> RunAsync(DemoOptions options, IAnsiConsole console, CancellationToken cancellation)
    {
        var zip = Place.ManagedZip(options.Solution);
        console.MarkupLineInterpolated($"Solution    [bold]{zip}[/]");
        var sandbox = await SandboxServer.StartAsync(new SandboxServerOptions { Engine = new EngineOptions { Seed = options.Seed } }, cancellation).ConfigureAwait(false);
        await using (sandbox.ConfigureAwait(false))
        {
            var service = await SimulatedService.StartAsync(new SimulatedServiceOptions { ApiKey = ApiKey, Platform = Platform, Seed = options.Seed }, cancellation).ConfigureAwait(false);
            await using (service.ConfigureAwait(false))
            {
                using var dataverse = new WebApi(sandbox.Address, sandbox.Token);
                var story = new DemoStory(options, console, sandbox, service, dataverse);
                return await story.TellAsync(zip, cancellation).ConfigureAwait(false);
            }
        }
    }

    private async Task<int> TellAsync(string zip, CancellationToken cancellation)
    {
        // Jobs wait while agents work, and then run in an order that the seed shuffles: the same seed, the same story.
        _sandbox.Engine.Jobs.Hold();
        Import(zip);
        await LetJobsRunAsync(cancellation).ConfigureAwait(false);

        Begin("data");
        var data = await new CaseDataWriter(_dataverse).WriteAsync(_options.Cases, _options.Seed, cancellation).ConfigureAwait(false);
        await LetJobsRunAsync(cancellation).ConfigureAwait(false);
        _console.MarkupLineInterpolated($"Cases       {data.ToResolve.Count} to resolve, {data.NotResolved.Count} merged or cancelled");

        Begin("connect");
        var administrator = new Administrator(_dataverse);
        await administrator.TestConnectionAsync(LetJobsRunAsync, cancellation).ConfigureAwait(false);
        await administrator.MakeRuleAsync(cancellation).ConfigureAwait(false);
        _console.MarkupLineInterpolated($"Service     {_service.Address} [grey](simulated)[/]: connection tested and confirmed, one rule made");

        Begin("resolve");
        await new Agents(_dataverse).ResolveAsync(data.ToResolve, cancellation).ConfigureAwait(false);
        Begin("invite");
        await LetJobsRunAsync(cancellation).ConfigureAwait(false);
        var answers = _service.AnswerInvitations(ShareThatAnswers);
        _console.MarkupLineInterpolated($"Invitations {_service.Received.Count} received by the service, {answers.Count} customers answered");

        Begin("sync");
        await RunJobAsync(cancellation).ConfigureAwait(false);
        Begin("readBack");
        var report = await ReportAsync(data, cancellation).ConfigureAwait(false);
        report.Print(_console);
        if (_options.Json)
            _console.Profile.Out.Writer.WriteLine(report.ToJson());
        if (_options.KeepOpen)
            await KeepOpenAsync(cancellation).ConfigureAwait(false);
        return report.Faults.Count == 0 ? 0 : 1;
    }

    private void Begin(string phase) => _sandbox.Requests.Begin(phase);

    private void Import(string zip)
    {
        Begin("import");
        using (var file = File.OpenRead(zip))
        {
            var result = _sandbox.Engine.ImportSolution(file, new ImportOptions { FileName = Path.GetFileName(zip) });
            _console.MarkupLineInterpolated($"Sandbox     {_sandbox.Address}: imported {result.UniqueName} {result.Version} ({(result.IsManaged ? "managed" : "unmanaged")})");
            foreach (var warning in result.Warnings)
                _console.MarkupLineInterpolated($"[yellow]            {warning}[/]");
        }

        _sandbox.Engine.SetEnvironmentVariable(EnvironmentVariables.ApiKey, ApiKey);
        _sandbox.Engine.SetEnvironmentVariable(EnvironmentVariables.Platform, Platform);
        _sandbox.Engine.SetEnvironmentVariable(EnvironmentVariables.ApiBaseUrl, _service.Address.AbsoluteUri);
    }

    private async Task LetJobsRunAsync(CancellationToken cancellation)
    {
        var results = await _sandbox.Engine.Jobs.DrainAsync(cancellation).ConfigureAwait(false);
        foreach (var failed in results.Where(result => !result.Succeeded))
            _console.MarkupLineInterpolated($"[red]A system job failed: {failed.Message}[/]");
    }

    private async Task RunJobAsync(CancellationToken cancellation)
    {
        var environment = new Dictionary<string, string>
        {
            ["TEVREDEN_TOKEN"] = ServiceUser.Make(_sandbox),
            ["TEVREDEN_API_KEY"] = ApiKey,
        };
        string[] arguments = ["sync", "--dataverse", AddressForJob.Of(_sandbox.Address, environment), "--api", _service.Address.AbsoluteUri, "--json"];
        var result = await JobProcess.RunAsync(arguments, environment, cancellation).ConfigureAwait(false);
        if (result.ExitCode != 0)
            throw new DemoException(string.Create(CultureInfo.InvariantCulture, $"The companion job ended with exit code {result.ExitCode}.{Environment.NewLine}{result.Errors}{result.Output}"));
        _console.MarkupLineInterpolated($"Job         {JobSummary.Of(result.Output)}");
    }

    private async Task<DemoReport> ReportAsync(CaseData data, CancellationToken cancellation)
    {
        var outcomes = new Outcomes(_dataverse);
        var invitations = await outcomes.ReadInvitationsAsync(cancellation).ConfigureAwait(false);
        var scores = await outcomes.ReadAccountScoresAsync(cancellation).ConfigureAwait(false);
        return new DemoReport
        {
            Resolved = data.ToResolve.Count,
            Outcomes = invitations,
            Scores = scores,
            DataverseRequests = _sandbox.Requests.ByPhase().ToDictionary(),
            Faults = Outcomes.FindFaults(invitations, data.ToResolve),
        };
    }

    private async Task KeepOpenAsync(CancellationToken cancellation)
    {
        _sandbox.Engine.Jobs.Release();
        _console.MarkupLineInterpolated($"Pages       {_sandbox.PagesAddress.AbsoluteUri} [grey](Ctrl+C stops)[/]");
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellation).ContinueWith(_ => { }, TaskScheduler.Default).ConfigureAwait(false);
    }
}
