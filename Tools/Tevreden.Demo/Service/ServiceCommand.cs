using System.CommandLine;

namespace Tevreden.Demo.Service;

/// <summary>Runs the simulated service alone until Ctrl+C.</summary>
internal static class ServiceCommand
{
    public static Command Create()
    {
        var urls = new Option<string>("--urls") { Description = "Where to listen, on loopback.", DefaultValueFactory = _ => "http://127.0.0.1:5081" };
        var key = new Option<string>("--key") { Description = "The API key that is let in.", Required = true };
        var platform = new Option<string>("--platform") { Description = "The platform that is let in.", Required = true };
        var command = new Command("service", "Runs the simulated survey service alone.") { urls, key, platform };
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = new SimulatedServiceOptions { Url = parsed.GetRequiredValue(urls), ApiKey = parsed.GetRequiredValue(key), Platform = parsed.GetRequiredValue(platform) };
            try
            {
                await using var service = await SimulatedService.StartAsync(options, cancellation).ConfigureAwait(false);
                Console.WriteLine($"The simulated service listens at {service.Address}. GET /_admin/received lists what came; POST /_admin/fault, /_admin/answer and /_admin/reset steer it. Ctrl+C stops it.");
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellation).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return 0;
            }
            catch (Exception exception) when (exception is ArgumentException or IOException)
            {
                await Console.Error.WriteLineAsync(exception.Message).ConfigureAwait(false);
                return 2;
            }

            return 0;
        });
        return command;
    }
}
