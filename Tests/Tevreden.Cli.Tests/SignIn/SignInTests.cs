using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Azure.Identity;
using Tevreden.Cli.SignIn;
using Tevreden.Cli.Tests.Support;

namespace Tevreden.Cli.Tests.SignIn;

[TestClass]
internal sealed class SignInTests
{
    private const string Secret = "geheim-van-de-app";

    [TestMethod]
    public async Task A_client_secret_signs_in_for_the_scope_of_the_environment_once_for_many_requests()
    {
        await using var environment = await RealAsync(("TEVREDEN_CLIENT_SECRET", Secret), ("TEVREDEN_TENANT_ID", "contoso.nl"), ("TEVREDEN_CLIENT_ID", "app"));

        var run = await environment.SyncAsync();

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.AreEqual(SignInKind.ClientSecret, environment.SignedInWith?.Kind);
        CollectionAssert.AreEqual(new[] { "https://contoso.crm4.dynamics.com/.default" }, environment.Credential.Scopes);
        Assert.IsTrue(environment.Tokens.All(token => token == "token-1"));
    }

    [TestMethod]
    public async Task A_token_is_renewed_before_it_ends()
    {
        await using var environment = await RealAsync(("TEVREDEN_SIGN_IN", "managed-identity"));
        environment.BeforeRequest = _ => environment.Clock.Move(TimeSpan.FromMinutes(40));

        await environment.RunAsync("send", []);

        Assert.IsGreaterThan(1, environment.Credential.Scopes.Count);
        Assert.AreEqual("token-1", environment.Tokens[0]);
        Assert.AreNotEqual("token-1", environment.Tokens[^1]);
    }

    [TestMethod]
    [DataRow("client-secret", SignInKind.ClientSecret, typeof(ClientSecretCredential))]
    [DataRow("managed-identity", SignInKind.ManagedIdentity, typeof(ManagedIdentityCredential))]
    [DataRow("workload-identity", SignInKind.WorkloadIdentity, typeof(WorkloadIdentityCredential))]
    [DataRow("azure-cli", SignInKind.AzureCli, typeof(AzureCliCredential))]
    public async Task Each_sign_in_can_be_named(string name, SignInKind kind, Type credential)
    {
        await using var environment = await RealAsync(
            ("TEVREDEN_SIGN_IN", name), ("TEVREDEN_TENANT_ID", "contoso.nl"), ("TEVREDEN_CLIENT_ID", Guid.Empty.ToString("D")), ("TEVREDEN_CLIENT_SECRET", Secret));

        await environment.RunAsync("send", []);

        Assert.AreEqual(kind, environment.SignedInWith?.Kind);
        Assert.IsInstanceOfType(Credentials.Create(environment.SignedInWith!), credential);
    }

    [TestMethod]
    [DataRow("app.pfx", true)]
    [DataRow("app.pem", false)]
    public async Task A_certificate_with_its_key_comes_from_a_file(string name, bool pfx)
    {
        var folder = Directory.CreateTempSubdirectory("tevreden-certificate-");
        try
        {
            var path = Path.Combine(folder.FullName, name);
            using var key = RSA.Create(2048);
            var request = new CertificateRequest("CN=tevreden-job", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            using var made = request.CreateSelfSigned(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2036, 1, 1, 0, 0, 0, TimeSpan.Zero));
            if (pfx)
                await File.WriteAllBytesAsync(path, made.Export(X509ContentType.Pkcs12, "open"));
            else
                await File.WriteAllTextAsync(path, made.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
            await using var environment = await RealAsync(
                ("TEVREDEN_CERTIFICATE_FILE", path), ("TEVREDEN_CERTIFICATE_PASSWORD", "open"), ("TEVREDEN_TENANT_ID", "contoso.nl"), ("TEVREDEN_CLIENT_ID", "app"));

            var run = await environment.RunAsync("send", []);

            Assert.AreEqual(0, run.ExitCode, run.ToString());
            Assert.AreEqual(SignInKind.Certificate, environment.SignedInWith?.Kind);
            Assert.AreEqual(made.Thumbprint, environment.SignedInWith?.Certificate?.Thumbprint);
            Assert.IsInstanceOfType<ClientCertificateCredential>(Credentials.Create(environment.SignedInWith!));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [TestMethod]
    public async Task A_fixed_token_is_refused_for_an_environment_elsewhere()
    {
        await using var environment = await RealAsync(("TEVREDEN_TOKEN", "token-of-a-sandbox"));

        var run = await environment.RunAsync("send", []);

        Assert.AreEqual(3, run.ExitCode, run.ToString());
        StringAssert.Contains(run.ErrorMessage, "contoso.crm4.dynamics.com takes none");
        Assert.IsEmpty(environment.Requests);
    }

    [TestMethod]
    public async Task Everything_that_a_sign_in_misses_is_told_at_once_and_shows_no_secret()
    {
        await using var environment = await RealAsync(("TEVREDEN_CLIENT_SECRET", Secret));

        var run = await environment.RunAsync("send", []);

        Assert.AreEqual(3, run.ExitCode, run.ToString());
        StringAssert.Contains(run.ErrorMessage, "TEVREDEN_TENANT_ID");
        StringAssert.Contains(run.ErrorMessage, "TEVREDEN_CLIENT_ID");
        Assert.DoesNotContain(Secret, run.ToString());
    }

    [TestMethod]
    public async Task No_sign_in_at_all_names_the_ways_there_are()
    {
        await using var environment = await RealAsync();

        var run = await environment.RunAsync("send", []);

        Assert.AreEqual(3, run.ExitCode, run.ToString());
        StringAssert.Contains(run.ErrorMessage, "client-secret, certificate, managed-identity, workload-identity, azure-cli");
    }

    [TestMethod]
    [DataRow(false, 5, "SignIn.Failed")]
    [DataRow(true, 3, "SignIn.Unavailable")]
    public async Task A_refused_sign_in_says_so_without_addresses_of_people(bool unavailable, int exitCode, string code)
    {
        await using var environment = await RealAsync(("TEVREDEN_SIGN_IN", "azure-cli"));
        environment.Credential.Problem = unavailable
            ? new CredentialUnavailableException("Please run az login for jan@voorbeeld.nl.")
            : new AuthenticationFailedException("AADSTS7000222: The secret of jan@voorbeeld.nl expired.");

        var run = await environment.RunAsync("send", []);

        Assert.AreEqual(exitCode, run.ExitCode, run.ToString());
        Assert.AreEqual(code, run.ErrorCode);
        Assert.DoesNotContain("jan@voorbeeld.nl", run.ToString());
    }

    [TestMethod]
    public async Task The_api_key_comes_from_key_vault()
    {
        var address = new Uri("https://voorbeeld.vault.azure.net/secrets/tevreden-api-key");
        await using var environment = await RealAsync(("TEVREDEN_SIGN_IN", "managed-identity"), ("TEVREDEN_API_KEY_VAULT", address.AbsoluteUri));
        environment.Settings.Remove("TEVREDEN_API_KEY");
        environment.KeyVault[address] = TestEnvironment.Key;

        var run = await environment.SyncAsync();

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.IsGreaterThan(0, run["serviceRequests"]);
    }

    [TestMethod]
    public async Task A_secret_on_the_command_line_works_with_a_warning()
    {
        await using var environment = await TestEnvironment.StartAsync();

        var run = await environment.RunAsync("send", ["--token", "token-on-the-line"]);

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        StringAssert.Contains(run.Errors, "Set TEVREDEN_TOKEN instead");
        Assert.DoesNotContain("token-on-the-line", run.ToString());
        Assert.IsTrue(environment.Tokens.All(token => token == "token-on-the-line"));
    }

    private static async Task<TestEnvironment> RealAsync(params (string Name, string Value)[] settings)
    {
        var environment = await TestEnvironment.StartAsync();
        environment.Settings.Remove("TEVREDEN_TOKEN");
        environment.Settings["TEVREDEN_DATAVERSE_URL"] = "https://contoso.crm4.dynamics.com";
        foreach (var (name, value) in settings)
            environment.Settings[name] = value;
        return environment;
    }
}
