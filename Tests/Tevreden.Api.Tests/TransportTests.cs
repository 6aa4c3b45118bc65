using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Tevreden.Api.Profile;

namespace Tevreden.Api.Tests;

/// <summary>What the transport makes of clocks, redirects, untrusted certificates, and of a service that repeats the key.</summary>
[TestClass]
public sealed class TransportTests
{
    private const string Key = "sleutel-123";

    private static readonly DateTimeOffset TheirTime = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public TestContext TestContext { get; set; } = null!;

    private CancellationToken Cancellation => TestContext.CancellationToken;

    [TestMethod]
    [DataRow(90, 90)]
    [DataRow(-5, 0)]
    public async Task A_moment_to_come_back_is_read_by_the_service_s_own_clock(int after, int seconds)
    {
        using var client = Client(() => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable)
        {
            Headers = { Date = TheirTime, RetryAfter = new RetryConditionHeaderValue(TheirTime.AddSeconds(after)) },
        });

        var thrown = await Assert.ThrowsExactlyAsync<ServiceFaultException>(() => client.GetPlatformsAsync(Cancellation));

        Assert.AreEqual(TimeSpan.FromSeconds(seconds), thrown.RetryAfter);
        Assert.AreEqual(TheirTime, client.ServiceTime);
    }

    [TestMethod]
    [DataRow(301, false)]
    [DataRow(307, false)]
    [DataRow(303, true)]
    public async Task Of_the_redirects_only_the_one_that_follows_work_may_have_arrived(int status, bool mayHaveArrived)
    {
        using var client = Client(() => new HttpResponseMessage((HttpStatusCode)status) { Headers = { Location = new Uri("https://elsewhere.example/") } });
        Assert.AreEqual(mayHaveArrived, (await Assert.ThrowsExactlyAsync<ForeignAddressException>(() => client.GetPlatformsAsync(Cancellation))).MayHaveArrived);
    }

    [TestMethod]
    public async Task A_key_that_the_service_repeats_is_not_passed_on()
    {
        using var client = Client(() => new HttpResponseMessage(HttpStatusCode.Unauthorized) { Content = new StringContent($$"""{"message":"Onbekende sleutel {{Key}}."}""") });
        Assert.AreEqual("Onbekende sleutel (key).", (await Assert.ThrowsExactlyAsync<InvalidKeyException>(() => client.GetPlatformsAsync(Cancellation))).ServiceMessage);
    }

    [TestMethod]
    public async Task What_a_result_says_is_cleaned_and_cut_as_an_error_s_message_is()
    {
        var invitation = new SurveyInvitation { Reference = "r1", QuestionnaireId = "301", Email = "j@voorbeeld.nl" };
        var message = Key + "\\u0007" + new string('x', 2_000_000);
        using var client = Client(() => new HttpResponseMessage(HttpStatusCode.Created)
        {
            Content = new StringContent($$"""{"invitations":[{"reference":"r1","id":"1","status":"accepted","message":"{{message}}"}]}"""),
        });

        var said = (await client.SendInvitationAsync(invitation, Cancellation)).Message!;

        Assert.StartsWith("(key) xxx", said);
        Assert.HasCount(500, said);
    }

    [TestMethod]
    [DataRow(WebExceptionStatus.TrustFailure, UnreachableBecause.Encryption)]
    [DataRow(WebExceptionStatus.SecureChannelFailure, UnreachableBecause.Encryption)]
    [DataRow(WebExceptionStatus.NameResolutionFailure, UnreachableBecause.Network)]
    [DataRow(WebExceptionStatus.ConnectFailure, UnreachableBecause.Network)]
    public async Task NET_Framework_tells_by_a_status_that_nothing_left(WebExceptionStatus status, UnreachableBecause because)
    {
        using var client = Client(() => throw new HttpRequestException("failed", new WebException("failed", new IOException("broken"), status, null)));

        var thrown = await Assert.ThrowsExactlyAsync<ServiceUnreachableException>(() => client.GetPlatformsAsync(Cancellation));

        Assert.AreEqual(because, thrown.Because);
        Assert.IsFalse(thrown.MayHaveArrived);
    }

    [TestMethod]
    [DataRow(WebExceptionStatus.ReceiveFailure)]
    [DataRow(WebExceptionStatus.ConnectionClosed)]
    [DataRow(WebExceptionStatus.KeepAliveFailure)]
    [DataRow(WebExceptionStatus.Timeout)]
    public async Task NET_Framework_tells_by_any_other_status_that_it_may_have_left(WebExceptionStatus status)
    {
        using var client = Client(() => throw new HttpRequestException("failed", new WebException("failed", new SocketException((int)SocketError.ConnectionRefused), status, null)));
        Assert.IsTrue((await Assert.ThrowsExactlyAsync<AnswerLostException>(() => client.GetPlatformsAsync(Cancellation))).MayHaveArrived);
    }

    [TestMethod]
    public async Task A_202_without_a_place_to_ask_needs_the_status_call()
    {
        var invitation = new SurveyInvitation { Reference = "r1", QuestionnaireId = "301", Email = "j@voorbeeld.nl" };
        using var without = Client(() => new HttpResponseMessage(HttpStatusCode.Accepted));
        Assert.IsTrue((await Assert.ThrowsExactlyAsync<InvalidAnswerException>(() => without.SendInvitationAsync(invitation, Cancellation))).MayHaveArrived);

        using var with = Client(() => new HttpResponseMessage(HttpStatusCode.Accepted), """{"status":{"enabled":true}}""");
        var result = await with.SendInvitationAsync(invitation, Cancellation);
        Assert.AreEqual(SendStatus.Accepted, result.Status);
        Assert.IsNull(result.StatusLocation);
    }

    [TestMethod]
    public async Task A_certificate_that_nobody_trusts_is_told_from_a_host_that_does_not_answer_and_nothing_left()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var server = HandshakeAsync(listener);
        using var client = new TevredenClient(new TevredenClientOptions
        {
            BaseAddress = new Uri($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"),
            ApiKey = Key,
            Platform = "voorbeeld",
        });

        var thrown = await Assert.ThrowsExactlyAsync<ServiceUnreachableException>(() => client.GetPlatformsAsync(Cancellation));

        Assert.AreEqual(UnreachableBecause.Encryption, thrown.Because);
        Assert.IsFalse(thrown.MayHaveArrived);
        Assert.DoesNotContain(Key, thrown.ToString());
        await server;
    }

    private static async Task HandshakeAsync(TcpListener listener)
    {
        using var key = RSA.Create(2048);
        using var made = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(TheirTime.AddYears(-1), TheirTime.AddYears(10));
        using var certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
        using var connection = await listener.AcceptTcpClientAsync();
        await using var stream = new SslStream(connection.GetStream());
        try
        {
            await stream.AuthenticateAsServerAsync(certificate);
            await stream.ReadExactlyAsync(new byte[1]);
        }
        catch (Exception refused) when (refused is AuthenticationException or IOException)
        {
            // The client hangs up, which is what this is about.
        }
    }

    private static TevredenClient Client(Func<HttpResponseMessage> answer, string? profile = null) => new(
        new TevredenClientOptions { BaseAddress = new Uri("https://api.example"), ApiKey = Key, Platform = "voorbeeld", Profile = ApiProfile.FromMergePatch(profile) },
        new Answering(answer));

    private sealed class Answering(Func<HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(answer());
    }
}
