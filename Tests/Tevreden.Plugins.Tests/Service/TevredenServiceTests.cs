using Tevreden.Dataverse.Plugins.Core.Sending;
using Tevreden.Dataverse.Plugins.Service;
using Tevreden.Demo.Service;
using Tevreden.Demo.Service.Faults;

namespace Tevreden.Plugins.Tests.Service;

[TestClass]
public sealed class TevredenServiceTests
{
    private const string Key = "sleutel-123", Platform = "voorbeeld";

    [TestMethod]
    public async Task The_client_in_the_assembly_that_ships_reads_and_sends()
    {
        await using var simulated = await StartAsync();
        using var service = Connect(simulated);

        Assert.HasCount(3, service.Surveys());
        Assert.HasCount(1, service.Locations(1));
        Assert.AreEqual(new ServiceAnswer.Taken("U5001"), service.Send(Invitation()));
        Assert.AreEqual("r1", simulated.Received.Single().Reference);
    }

    [TestMethod]
    public async Task A_wrong_key_is_said_without_the_key()
    {
        await using var simulated = await StartAsync();
        using var service = Connect(simulated, key: "anders-456");

        var message = Assert.ThrowsExactly<SurveyServiceException>(() => service.Surveys()).Message;

        Assert.Contains("401", message);
        Assert.DoesNotContain("anders-456", message);
        Assert.IsInstanceOfType<ServiceAnswer.KeyRefused>(service.Send(Invitation()));
    }

    [TestMethod]
    [DataRow(400, typeof(ServiceAnswer.Refused))]
    [DataRow(403, typeof(ServiceAnswer.Refused))]
    [DataRow(420, typeof(ServiceAnswer.TooMany))]
    [DataRow(501, typeof(ServiceAnswer.Refused))]
    [DataRow(503, typeof(ServiceAnswer.Unavailable))]
    public async Task A_status_of_the_service_becomes_what_it_means_for_the_invitation(int status, Type meaning)
    {
        await using var simulated = await StartAsync();
        using var service = Connect(simulated);
        simulated.Faults.Add(new Fault { Kind = FaultKind.Status, Status = status, Path = "/invitations" });

        Assert.IsInstanceOfType(service.Send(Invitation()), meaning);
        Assert.IsEmpty(simulated.Received);
    }

    [TestMethod]
    public async Task A_403_on_everything_is_about_the_key_and_where_that_can_not_be_asked_it_is_tried_again()
    {
        await using var simulated = await StartAsync();
        using var service = Connect(simulated);
        simulated.Faults.Add(new Fault { Kind = FaultKind.Status, Status = 403 });
        Assert.IsInstanceOfType<ServiceAnswer.KeyRefused>(service.Send(Invitation()));

        simulated.Faults.Clear();
        simulated.Faults.Add(new Fault { Kind = FaultKind.Status, Status = 403, Path = "/invitations" });
        simulated.Faults.Add(new Fault { Kind = FaultKind.Status, Status = 500 });
        Assert.IsFalse(((ServiceAnswer.Unavailable)service.Send(Invitation())).MayHaveArrived);
    }

    [TestMethod]
    public async Task A_fault_of_the_service_may_come_after_the_work_where_the_profile_says_so_or_the_service_can_be_asked()
    {
        await using var simulated = await StartAsync();
        simulated.Faults.Add(new Fault { Kind = FaultKind.Status, Status = 500 });
        foreach (var (profile, mayHaveArrived) in ((string?, bool)[])
            [(null, false), ("""{"invitations":{"resendAfterFault":false}}""", true), ("""{"status":{"enabled":true}}""", true)])
        {
            using var service = Connect(simulated, profile: profile);
            Assert.AreEqual(mayHaveArrived, ((ServiceAnswer.Unavailable)service.Send(Invitation())).MayHaveArrived, profile);
        }
    }

    [TestMethod]
    [DataRow(nameof(FaultKind.Html), 0)]
    [DataRow(nameof(FaultKind.LostAnswer), 1)]
    public async Task Where_no_good_answer_came_the_invitation_may_have_arrived(string fault, int received)
    {
        await using var simulated = await StartAsync();
        using var service = Connect(simulated);
        simulated.Faults.Add(new Fault { Kind = Enum.Parse<FaultKind>(fault) });

        var answer = (ServiceAnswer.Unavailable)service.Send(Invitation());

        Assert.IsTrue(answer.MayHaveArrived);
        Assert.HasCount(received, simulated.Received);
    }

    [TestMethod]
    public async Task A_mapping_that_takes_the_connectors_own_field_is_never_sent()
    {
        await using var simulated = await StartAsync();
        using var service = Connect(simulated);

        var answer = (ServiceAnswer.NotSendable)service.Send(Invitation() with { Fields = new Dictionary<string, string> { ["email"] = "x" } });

        Assert.Contains("\"email\"", answer.Explanation.English);
        Assert.IsEmpty(simulated.Received);
    }

    [TestMethod]
    public async Task A_wrong_profile_says_what_is_wrong()
    {
        await using var simulated = await StartAsync();

        var message = Assert.ThrowsExactly<SurveyServiceException>(() => Connect(simulated, profile: """{"dates":{"zone":"?"}}""")).Message;

        Assert.Contains("dates.zone", message);
    }

    [TestMethod]
    public async Task What_can_not_be_asked_by_the_profile_any_more_is_no_failure()
    {
        await using var simulated = await StartAsync();
        using var service = Connect(simulated);
        Assert.IsTrue(((ServiceAnswer.Unavailable)service.Ask("r1", null)).MayHaveArrived);
        Assert.IsEmpty(simulated.Requests);
    }

    private static Task<SimulatedService> StartAsync() => SimulatedService.StartAsync(new SimulatedServiceOptions { ApiKey = Key, Platform = Platform });

    private static ISurveyService Connect(SimulatedService simulated, string key = Key, string? profile = null) =>
        TevredenService.Connect(new ServiceSettings(simulated.Address, Platform, key, profile));

    private static OutgoingInvitation Invitation() =>
        new("r1", "301", "j@voorbeeld.nl", "nl", null, null, new Dictionary<string, string> { ["casenumber"] = "CAS-1" });
}
