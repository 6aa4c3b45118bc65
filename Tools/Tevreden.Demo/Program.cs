using System.CommandLine;
using System.ServiceModel;
using Microsoft.Xrm.Sdk;
using Spectre.Console;
using Tevreden.Demo.Service;
using Tevreden.Demo.Story;
using Tevreden.Sandbox.Import;

namespace Tevreden.Demo;

/// <summary>Composition only: pack, sandbox, simulated service, job, and one readable story.</summary>
internal static class Program
{
    private const int Stopped = 130, Unbroken = 1000;

    // Time to stop two servers and the sandbox's workers after Ctrl+C.
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(20);

    private static async Task<int> Main(string[] args)
    {
        var cases = new Option<int>("--cases") { Description = "Generated cases besides the sample ones.", DefaultValueFactory = _ => 25 };
        cases.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 10_000)
                result.AddError("--cases takes a whole number from 0 to 10000.");
        });
        var seed = new Option<int>("--seed") { Description = "Same seed, same data, same answers.", DefaultValueFactory = _ => 2026 };
        var json = new Option<bool>("--json") { Description = "End with one machine-readable line." };
        var keepOpen = new Option<bool>("--keep-open") { Description = "Go on serving the sandbox's pages until Ctrl+C." };
        var solution = new Option<FileInfo?>("--solution") { Description = "Run this managed zip instead of packing Solution/." };

        var root = new RootCommand("Runs Tevreden for Dataverse from the zip that ships, on a local sandbox and a simulated survey service.")
        {
            cases, seed, json, keepOpen, solution,
        };
        root.Subcommands.Add(ServiceCommand.Create());
        root.SetAction((parsed, cancellation) => TellAsync(
            new DemoOptions
            {
                Cases = parsed.GetValue(cases),
                Seed = parsed.GetValue(seed),
                Json = parsed.GetValue(json),
                KeepOpen = parsed.GetValue(keepOpen),
                Solution = parsed.GetValue(solution),
            },
            cancellation));

        return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = Farewell }).ConfigureAwait(false);
    }

    private static async Task<int> TellAsync(DemoOptions options, CancellationToken cancellation)
    {
        // A reader that is no terminal has no edge to break lines at.
        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = Unbroken;
        try
        {
            return await DemoStory.RunAsync(options, AnsiConsole.Console, cancellation).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is DemoException or ImportException or IOException)
        {
            await Console.Error.WriteLineAsync(problem.Message).ConfigureAwait(false);
            return 1;
        }
        catch (FaultException<OrganizationServiceFault> refused)
        {
            await Console.Error.WriteLineAsync($"The sandbox refused: {refused.Detail.Message}").ConfigureAwait(false);
            return 1;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Stopped before the story's end.").ConfigureAwait(false);
            return Stopped;
        }
    }
}
