using System.Security.Cryptography.X509Certificates;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Hosting;

namespace Tevreden.Sandbox.Tests.Clients;

[TestClass]
public sealed class HttpsTests
{
    [TestMethod]
    public async Task Clients_that_only_speak_https_trust_the_certificate_that_is_written_for_them()
    {
        var folder = Directory.CreateTempSubdirectory("sandbox-https-");
        try
        {
            var file = new FileInfo(Path.Combine(folder.FullName, "sandbox.pem"));
            await using var server = await SandboxServer.StartAsync(new SandboxServerOptions { Url = new Uri("https://127.0.0.1:0"), CertificateFile = file, Engine = new EngineOptions { AsyncWorkers = 0 } });
            using var trusted = X509CertificateLoader.LoadCertificateFromFile(file.FullName);
            using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, certificate, _, _) => certificate?.Thumbprint == trusted.Thumbprint };
            using var http = new HttpClient(handler);
            http.DefaultRequestHeaders.Authorization = new("Bearer", server.Token);

            Assert.AreEqual(Uri.UriSchemeHttps, server.Address.Scheme);
            StringAssert.Contains(await http.GetStringAsync(new Uri(server.Address, "/api/data/v9.2/WhoAmI")), "UserId");
            Assert.DoesNotContain("PRIVATE", await File.ReadAllTextAsync(file.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
