using System.CommandLine;
using System.ServiceModel;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Import;

namespace Tevreden.Sandbox.Hosting;

/// <summary><c>serve --urls http://127.0.0.1:5080 --solution A.zip --set name=value</c>: an environment, until Ctrl+C.</summary>
internal static class ServeCommand
{
    private sealed record ServeSettings(SandboxServerOptions Server, IReadOnlyList<FileInfo> Solutions, IReadOnlyList<(string Name, string Value)> Variables);

    public static Command Create()
    {
        var url = new Option<string>("--urls") { Description = "Where to listen: http or https on this machine, port 0 for a free one.", DefaultValueFactory = _ => "http://127.0.0.1:5080" };
        var solutions = new Option<FileInfo[]>("--solution") { Description = "A solution zip to import; may be given more than once, imported in that order.", DefaultValueFactory = _ => [] };
        var database = new Option<FileInfo?>("--database") { Description = "An SQLite file that keeps the rows; without, they are in memory." };
        var set = new Option<string[]>("--set") { Description = "schemaname=value of an environment variable; may be given more than once.", DefaultValueFactory = _ => [] };
        var token = new Option<string?>("--token") { Description = "Bearer token of the administrator; without, a random one is printed." };
        var record = new Option<DirectoryInfo?>("--record") { Description = "A folder that gets each request with its answer, one file each." };

        var certificate = new Option<FileInfo?>("--certificate") { Description = "A file that gets the certificate of an https address, for clients to trust." };

        var command = new Command("serve", "Serves a local environment until Ctrl+C.") { url, solutions, database, set, token, record, certificate };
        command.SetAction(async (parsed, cancellation) =>
        {
            try
            {
                var settings = new ServeSettings(
                    new SandboxServerOptions
                    {
                        Url = Address(parsed.GetRequiredValue(url)),
                        Token = parsed.GetValue(token),
                        RecordFolder = parsed.GetValue(record),
                        CertificateFile = parsed.GetValue(certificate),
                        Engine = new EngineOptions { DatabaseFile = parsed.GetValue(database)?.FullName },
                    },
                    parsed.GetRequiredValue(solutions),
                    [.. parsed.GetRequiredValue(set).Select(Variable)]);
                await RunAsync(settings, parsed.InvocationConfiguration.Output, cancellation).ConfigureAwait(false);
                return 0;
            }
            catch (Exception exception) when (exception is ArgumentException or IOException or ImportException)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync(exception.Message).ConfigureAwait(false);
                return 1;
            }
        });
        return command;
    }

    private static Uri Address(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) ? address : throw new ArgumentException($"--urls takes an address such as http://127.0.0.1:5080, found \"{text}\".");

    private static (string Name, string Value) Variable(string text)
    {
        var sign = text.IndexOf('=', StringComparison.Ordinal);
        return sign > 0
            ? (text[..sign], text[(sign + 1)..])
            : throw new ArgumentException($"--set takes schemaname=value, found \"{(sign < 0 ? text : "=…")}\".");
    }

    private static async Task RunAsync(ServeSettings settings, TextWriter output, CancellationToken cancellation)
    {
        var server = await SandboxServer.StartAsync(settings.Server, cancellation).ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
        {
            foreach (var solution in settings.Solutions)
                await ImportAsync(server.Engine, solution, output, cancellation).ConfigureAwait(false);
            foreach (var (name, value) in settings.Variables)
                SetVariable(server.Engine, name, value);
            server.KeepBeginning();

            await output.WriteLineAsync($"Environment: {server.Address}").ConfigureAwait(false);
            await output.WriteLineAsync($"Token:       {server.Token}").ConfigureAwait(false);
            await output.WriteLineAsync($"Pages:       {server.PagesAddress}").ConfigureAwait(false);
            await output.FlushAsync(cancellation).ConfigureAwait(false);
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation).ContinueWith(_ => { }, TaskScheduler.Default).ConfigureAwait(false);
        }
    }

    private static async Task ImportAsync(DataverseEngine engine, FileInfo solution, TextWriter output, CancellationToken cancellation)
    {
        var zip = solution.OpenRead();
        await using (zip.ConfigureAwait(false))
        {
            var result = engine.ImportSolution(zip, new ImportOptions { FileName = solution.Name }, cancellation);
            await output.WriteLineAsync($"Imported {result.UniqueName} {result.Version} ({(result.IsManaged ? "managed" : "unmanaged")}, {result.Outcome}).").ConfigureAwait(false);
            foreach (var warning in result.Warnings)
                await output.WriteLineAsync($"  warning: {warning}").ConfigureAwait(false);
        }
    }

    private static void SetVariable(DataverseEngine engine, string name, string value)
    {
        try
        {
            engine.SetEnvironmentVariable(name, value);
        }
        catch (FaultException<OrganizationServiceFault> fault)
        {
            throw new ArgumentException($"--set {name}: {fault.Detail.Message}", fault);
        }
    }
}
