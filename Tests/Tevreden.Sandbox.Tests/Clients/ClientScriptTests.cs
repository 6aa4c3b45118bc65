using System.Diagnostics;
using Tevreden.Sandbox.Hosting;

namespace Tevreden.Sandbox.Tests.Clients;

/// <summary>Public clients, unmodified, each driven by its script under Tests/clients. Skipped where a client can't be had.</summary>
[TestClass]
public sealed class ClientScriptTests
{
    [TestMethod]
    public async Task Dynamics_web_api_from_npm_does_all_that_its_script_asks()
    {
        var folder = Folder("dynamics-web-api");
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "dynamics-web-api")))
            Assert.Inconclusive($"The client is not there. With node and npm: npm install in {folder}.");
        await DriveAsync("node", Path.Combine(folder, "drive.mjs"));
    }

    [TestMethod]
    public async Task Microsoft_s_ServiceClient_does_all_that_its_script_asks()
    {
        var folder = Folder("service-client");
        var program = Directory.Exists(Path.Combine(folder, "bin")) ? Directory.EnumerateFiles(Path.Combine(folder, "bin"), "service-client.dll", SearchOption.AllDirectories).FirstOrDefault() : null;
        if (program is null)
            Assert.Inconclusive($"The client is not built. Where Microsoft.PowerPlatform.Dataverse.Client can be had: dotnet build in {folder}.");
        await DriveAsync("dotnet", program);
    }

    private static async Task DriveAsync(string program, string script)
    {
        await using var server = await SandboxServer.StartAsync(new SandboxServerOptions());
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true, ArgumentList = { script, server.Address.AbsoluteUri.TrimEnd('/'), server.Token } };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();

        Assert.AreEqual(0, process.ExitCode, await output + await errors);
    }

    private static string Folder(string client)
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Tevreden.Dataverse.sln")))
            at = at.Parent;
        return Path.Combine(at!.FullName, "Tests", "clients", client);
    }
}
