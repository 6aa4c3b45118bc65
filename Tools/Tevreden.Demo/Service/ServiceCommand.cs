using System.CommandLine;
using Tevreden.Demo.Service.Endpoints;

namespace Tevreden.Demo.Service;

/// <summary><c>service --urls http://127.0.0.1:5081 --key K --platform P</c>: the simulated service alone, until Ctrl+C.</summary>
internal static class ServiceCommand
{
    public static Command Create()
    {
        var url = new Option<Uri>("--urls")
        {
            Description = "Where to listen: http on this machine, port 0 for a free one.",
            DefaultValueFactory = _ => new Uri("http://127.0.0.1:5081"),
            CustomParser = argument =>
            {
                if (Uri.TryCreate(argument.Tokens[0].Value, UriKind.Absolute, out var address))
                    return address;
                argument.AddError($"--urls takes an address such as http://127.0.0.1:5081, found \"{argument.Tokens[0].Value}\".");
                return null;
            },
        };
        var key = new Option<string>("--key") { Description = "The API key that every request must carry. Any text: this service keeps nothing real.", Required = true };
        var platform = new Option<string>("--platform") { Description = "The platform name that every request must carry.", Required = true };
        var seed = new Option<int>("--seed") { Description = "Same seed, same answers of the simulated customers.", DefaultValueFactory = _ => 2026 };
        var profile = new Option<FileInfo?>("--profile") { Description = "A JSON merge patch with what differs from the default API profile." };

        var command = new Command("service", "Runs the simulated survey service alone.") { url, key, platform, seed, profile };
        command.SetAction(async (parsed, cancellation) =>
        {
            var output = parsed.InvocationConfiguration.Output;
            try
            {
                var patch = parsed.GetValue(profile) is { } file ? await File.ReadAllTextAsync(file.FullName, cancellation).ConfigureAwait(false) : null;
                var options = new SimulatedServiceOptions
                {
                    Url = parsed.GetRequiredValue(url),
                    ApiKey = parsed.GetRequiredValue(key),
                    Platform = parsed.GetRequiredValue(platform),
                    Seed = parsed.GetValue(seed),
                    Profile = patch,
                };
                await RunAsync(options, output, cancellation).ConfigureAwait(false);
                return 0;
            }
            catch (Exception exception) when (exception is ArgumentException or IOException)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync(exception.Message).ConfigureAwait(false);
                return 1;
            }
        });
        return command;
    }

    private static async Task RunAsync(SimulatedServiceOptions options, TextWriter output, CancellationToken cancellation)
    {
        var service = await SimulatedService.StartAsync(options, cancellation).ConfigureAwait(false);
        await using (service.ConfigureAwait(false))
        {
            await output.WriteLineAsync($"Simulated survey service: {service.Address}").ConfigureAwait(false);
            foreach (var line in AdminEndpoints.Help)
                await output.WriteLineAsync("  " + line).ConfigureAwait(false);

            var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var stop = cancellation.Register(stopped.SetResult).ConfigureAwait(false);
            await stopped.Task.ConfigureAwait(false);
        }
    }
}
