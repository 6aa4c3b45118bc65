using System.Net;
using System.Net.Sockets;
using Tevreden.Api.Profile;
using Tevreden.Demo.Service;
using Tevreden.Demo.Service.Data;
using Tevreden.Demo.Service.Faults;

namespace Tevreden.Api.Tests;

[TestClass]
public sealed class ClientTests
{
    private const string Key = "sleutel-123", Platform = "voorbeeld";

    public TestContext TestContext { get; set; } = null!;

    private CancellationToken Cancellation => TestContext.CancellationToken;

    [TestMethod]
    public async Task Surveys_and_locations_come_from_the_service()
    {
        await using var service = await StartAsync();
        using var client = Client(service.Address);

        var surveys = await client.GetQuestionnairesAsync(Cancellation);
        var locations = await client.GetLocationsAsync(Cancellation);

        Assert.HasCount(3, surveys);
        Assert.AreEqual("301", surveys[0].Id);
        Assert.AreEqual("Utrecht", locations[0].Name);
    }

    [TestMethod]
    public async Task An_invitation_is_sent_once_with_nothing_but_what_was_put_in()
    {
        await using var service = await StartAsync();
        using var client = Client(service.Address);

        var result = await client.SendInvitationAsync(Invitation("r1"), Cancellation);

        Assert.AreEqual(SendStatus.Sent, result.Status);
        Assert.AreEqual("U5001", result.ExternalId);
        Assert.HasCount(1, service.Received);
        CollectionAssert.AreEqual(new[] { "reference", "questionnaireid", "email", "casenumber" }, service.Received[0].Body.Properties().Select(property => property.Name).ToList());
    }

    [TestMethod]
    [DataRow(400, typeof(BadRequestException), false)]
    [DataRow(401, typeof(InvalidKeyException), false)]
    [DataRow(403, typeof(NoAccessException), false)]
    [DataRow(404, typeof(NotThereException), false)]
    [DataRow(405, typeof(MethodNotSupportedException), false)]
    [DataRow(420, typeof(TooManyRequestsException), false)]
    [DataRow(429, typeof(TooManyRequestsException), false)]
    [DataRow(500, typeof(ServiceFaultException), true)]
    [DataRow(501, typeof(NotBuiltException), false)]
    [DataRow(503, typeof(ServiceFaultException), false)]
    public async Task Each_documented_status_has_an_exception_of_its_own(int status, Type type, bool mayHaveArrived)
    {
        await using var service = await StartAsync();
        using var client = Client(service.Address);
        service.Faults.Add(new Fault { Kind = FaultKind.Status, Status = status, RetryAfterSeconds = 7 });

        var thrown = await Assert.ThrowsAsync<ServiceStatusException>(() => client.SendInvitationAsync(Invitation("r1"), Cancellation));

        Assert.IsInstanceOfType(thrown, type);
        Assert.AreEqual(status, thrown.Status);
        Assert.IsFalse(string.IsNullOrEmpty(thrown.ServiceMessage));
        Assert.AreEqual(TimeSpan.FromSeconds(7), thrown.RetryAfter);
        Assert.AreEqual(mayHaveArrived, thrown.MayHaveArrived);
        Assert.IsEmpty(service.Received);
    }

    [TestMethod]
    [DataRow(nameof(FaultKind.Html))]
    [DataRow(nameof(FaultKind.Truncated))]
    public async Task Rubbish_is_an_answer_that_can_not_be_read(string kind)
    {
        await using var service = await StartAsync();
        using var client = Client(service.Address);
        service.Faults.Add(new Fault { Kind = Enum.Parse<FaultKind>(kind) });

        var thrown = await Assert.ThrowsExactlyAsync<InvalidAnswerException>(() => client.SendInvitationAsync(Invitation("r1"), Cancellation));

        Assert.IsTrue(thrown.MayHaveArrived);
    }

    [TestMethod]
    public async Task A_lost_answer_may_have_arrived()
    {
        await using var service = await StartAsync();
        using var client = Client(service.Address);
        service.Faults.Add(new Fault { Kind = FaultKind.LostAnswer });

        var thrown = await Assert.ThrowsExactlyAsync<AnswerLostException>(() => client.SendInvitationAsync(Invitation("r1"), Cancellation));

        Assert.IsTrue(thrown.MayHaveArrived);
        Assert.HasCount(1, service.Received);
    }

    [TestMethod]
    public async Task A_slow_answer_may_have_arrived()
    {
        await using var service = await StartAsync();
        using var client = Client(service.Address, timeout: TimeSpan.FromMilliseconds(100));
        service.Faults.Add(new Fault { Kind = FaultKind.Slow, DelayMilliseconds = 60_000 });

        Assert.IsTrue((await Assert.ThrowsExactlyAsync<AnswerLostException>(() => client.SendInvitationAsync(Invitation("r1"), Cancellation))).MayHaveArrived);
    }

    [TestMethod]
    public async Task A_refused_connection_never_arrived()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        using var client = Client(new Uri($"http://127.0.0.1:{port}"));

        Assert.IsFalse((await Assert.ThrowsExactlyAsync<ServiceUnreachableException>(() => client.SendInvitationAsync(Invitation("r1"), Cancellation))).MayHaveArrived);
    }

    [TestMethod]
    public async Task The_callers_cancellation_is_no_time_limit()
    {
        await using var service = await StartAsync();
        using var client = Client(service.Address);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => client.SendInvitationAsync(Invitation("r1"), cancelled.Token));
    }

    [TestMethod]
    public async Task A_redirect_is_not_followed()
    {
        await using var elsewhere = await StartAsync();
        using var client = Client(new Uri("https://api.example"), new Answering(() => new HttpResponseMessage(HttpStatusCode.Redirect) { Headers = { Location = elsewhere.Address } }));

        await Assert.ThrowsExactlyAsync<ForeignAddressException>(() => client.SendInvitationAsync(Invitation("r1"), Cancellation));
    }

    [TestMethod]
    [DataRow("https://elsewhere.example/tasks/1")]
    [DataRow("http://api.example/tasks/1")]
    [DataRow("//elsewhere.example/tasks/1")]
    public async Task A_status_location_on_another_host_is_refused(string location)
    {
        using var client = Client(new Uri("https://api.example"), Busy(location));

        await Assert.ThrowsExactlyAsync<ForeignAddressException>(() => client.SendInvitationAsync(Invitation("r1"), Cancellation));
    }

    [TestMethod]
    [DataRow("/tasks/1")]
    [DataRow("https://api.example/tasks/1")]
    public async Task An_accepted_invitation_says_where_to_ask_again(string location)
    {
        using var client = Client(new Uri("https://api.example"), Busy(location));

        var result = await client.SendInvitationAsync(Invitation("r1"), Cancellation);

        Assert.AreEqual(SendStatus.Accepted, result.Status);
        Assert.AreEqual("/tasks/1", result.StatusLocation);
    }

    [TestMethod]
    [DataRow("http://api.tevreden.nl", Key, Platform, "https://")]
    [DataRow("https://api.tevreden.nl", " ", Platform, "API key")]
    [DataRow("https://api.tevreden.nl", Key, "a b", "platform name")]
    public void Options_that_can_not_work_are_refused_without_telling_the_key(string address, string key, string platform, string problem)
    {
        var options = new TevredenClientOptions { BaseAddress = new Uri(address), ApiKey = key, Platform = platform };

        var message = Assert.ThrowsExactly<ArgumentException>(() => new TevredenClient(options).Dispose()).Message;

        Assert.Contains(problem, message);
        Assert.DoesNotContain(Key, message);
        Assert.DoesNotContain(Key, options.ToString());
    }

    [TestMethod]
    public async Task All_responses_are_read_whatever_the_page_size_also_when_many_share_one_change_time()
    {
        await using var service = await StartAsync();
        using var client = Client(service.Address);
        for (var number = 0; number < 25; number++)
            service.Responses.Add(new ResponseContent { Score = 8 }, new DateTimeOffset(2026, 1, number < 17 ? 1 : 2, 12, 0, number < 17 ? 0 : number, TimeSpan.Zero));

        var ids = new HashSet<string>();
        var requests = 0;
        for (ResponseQuery? query = new() { ChangedSince = new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc), Limit = 5 }; query is not null && requests < 30; requests++)
        {
            var page = await client.GetResponsesAsync(query, Cancellation);
            ids.UnionWith(page.Responses.Select(response => response.Id));
            query = page.Next;
        }

        Assert.HasCount(25, ids);
        Assert.IsLessThan(30, requests);
    }

    [TestMethod]
    public async Task One_malformed_response_spoils_no_other()
    {
        await using var service = await StartAsync();
        using var client = Client(service.Address);
        service.Responses.Add(new ResponseContent { Score = 7.5m, Recommendation = 9 });
        var tooHigh = service.Responses.Add(new ResponseContent { Score = 11 });
        var tooLow = service.Responses.Add(new ResponseContent { Recommendation = -1 });

        var page = await client.GetResponsesAsync(new ResponseQuery { ChangedSince = new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc) }, Cancellation);

        Assert.AreEqual(7.5m, page.Responses.Single().Score);
        CollectionAssert.AreEquivalent(new[] { $"{tooHigh.Id}", $"{tooLow.Id}" }, page.Malformed.Select(item => item.Id).ToList());
        Assert.DoesNotContain("11", page.Malformed[0].Reason.Replace("1 to 10", "", StringComparison.Ordinal));
    }

    private static Task<SimulatedService> StartAsync() => SimulatedService.StartAsync(new SimulatedServiceOptions { ApiKey = Key, Platform = Platform });

    private static TevredenClient Client(Uri address, HttpMessageHandler? handler = null, TimeSpan? timeout = null) =>
        new(new TevredenClientOptions { BaseAddress = address, ApiKey = Key, Platform = Platform, Profile = ApiProfile.Default, Timeout = timeout ?? TevredenClientOptions.DefaultTimeout }, handler);

    private static SurveyInvitation Invitation(string reference) =>
        new() { Reference = reference, QuestionnaireId = "301", Email = "j@voorbeeld.nl", Fields = [new("casenumber", "CAS-1")] };

    private static Answering Busy(string location) => new(() =>
    {
        var answer = new HttpResponseMessage(HttpStatusCode.Accepted) { Content = new StringContent("{}") };
        answer.Headers.TryAddWithoutValidation("Location", location);
        return answer;
    });

    private sealed class Answering(Func<HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(answer());
    }
}
