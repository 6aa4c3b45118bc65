using System.ServiceModel;
using Microsoft.Crm.Sdk.Messages;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;

namespace Tevreden.Sandbox.Tests.Engine;

[TestClass]
public sealed class ProtectionTests
{
    [TestMethod]
    public void A_user_over_the_limit_waits_until_the_oldest_request_leaves_the_window_and_others_do_not()
    {
        var clock = new TestClock();
        using var engine = Start(clock, new ProtectionLimits { Requests = 3, Window = TimeSpan.FromSeconds(10) });
        var (user, other) = (new CallerContext(engine.AdministratorId), new CallerContext(engine.SystemUserId));
        for (var i = 0; i < 3; i++)
        {
            engine.Execute(new WhoAmIRequest(), user);
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        var refusal = Assert.ThrowsExactly<FaultException<OrganizationServiceFault>>(() => engine.Execute(new WhoAmIRequest(), user));

        Assert.AreEqual(-2147015902, refusal.Detail.ErrorCode);
        Assert.AreEqual("Number of requests exceeded the limit of 3 over time window of 10 seconds.", refusal.Detail.Message);
        Assert.AreEqual(TimeSpan.FromSeconds(7), refusal.Detail.ErrorDetails["Retry-After"]);
        engine.Execute(new WhoAmIRequest(), other);
        clock.Advance(TimeSpan.FromSeconds(7));
        engine.Execute(new WhoAmIRequest(), user);
    }

    [TestMethod]
    public void Going_on_while_refused_lengthens_the_wait()
    {
        var clock = new TestClock();
        using var engine = Start(clock, new ProtectionLimits { Requests = 1, Window = TimeSpan.FromSeconds(10) });
        var user = new CallerContext(engine.AdministratorId);
        engine.Execute(new WhoAmIRequest(), user);

        TimeSpan Wait() => (TimeSpan)Assert.ThrowsExactly<FaultException<OrganizationServiceFault>>(() => engine.Execute(new WhoAmIRequest(), user)).Detail.ErrorDetails["Retry-After"];

        var first = Wait();
        Assert.IsGreaterThan(first, Wait());
    }

    private static DataverseEngine Start(TimeProvider clock, ProtectionLimits limits) =>
        DataverseEngine.Start(new EngineOptions { AsyncWorkers = 0, TimeProvider = clock, Protection = limits });
}
