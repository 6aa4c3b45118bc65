using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Tests.Engine;

namespace Tevreden.Sandbox.Tests.Pipeline;

[TestClass]
public sealed class JobTests
{
    [TestMethod]
    public void A_job_is_there_only_once_its_event_has_committed()
    {
        using var environment = new TestEnvironment();
        environment.Step("Witness", "Create", "account", 40, new StepSetup { Configuration = "later", IsAsync = true });
        environment.Step("Refuser", "Create", "account", 40, new StepSetup { Configuration = "no", Rank = 9 });
        TestEnvironment.Fault(() => environment.Account("A"));

        Assert.IsEmpty(environment.Engine.Jobs.Pending);
        Assert.IsEmpty(environment.Rows("asyncoperation"));
    }

    [TestMethod]
    public async Task An_asynchronous_step_runs_outside_any_transaction_and_sees_the_row_as_it_was_then()
    {
        using var environment = new TestEnvironment();
        var id = environment.Account("one");
        environment.Step("Witness", "Update", "account", 40, new StepSetup { Configuration = "later", IsAsync = true, Image = "name" });
        environment.Admin.Update(new Entity("account", id) { ["name"] = "two" });
        environment.Admin.Update(new Entity("account", id) { ["name"] = "three" });
        var first = environment.Engine.Jobs.Pending.OrderBy(job => job.Id).First();
        var result = await environment.Engine.Jobs.RunAsync(first.Id);

        Assert.IsTrue(result.Succeeded, result.Message);
        var facts = environment.Witnessed().Single().Facts;
        Assert.AreEqual("Image:name=one", facts["pre"]);
        Assert.AreEqual("Image:name=two", facts["post"]);
        Assert.AreEqual("False", facts["tx"]);
        Assert.AreEqual("1", facts["mode"]);
        Assert.AreEqual("account", first.PrimaryTable);
    }

    [TestMethod]
    public async Task A_job_that_is_kept_is_delivered_again()
    {
        using var environment = new TestEnvironment();
        environment.Step("Witness", "Create", "account", 40, new StepSetup { Configuration = "twice", IsAsync = true });
        environment.Account("A");
        await environment.Engine.Jobs.RunAsync(environment.Engine.Jobs.Pending[0].Id, keep: true);
        await environment.Engine.Jobs.DrainAsync();

        Assert.HasCount(2, environment.Witnessed());
        Assert.IsEmpty(environment.Engine.Jobs.Pending);
    }

    [TestMethod]
    public async Task A_failed_job_stays_with_its_message_and_a_successful_one_goes_where_the_step_says_so()
    {
        using var environment = new TestEnvironment();
        environment.Step("Refuser", "Create", "account", 40, new StepSetup { Configuration = "no mail today", IsAsync = true, DeletesJob = true });
        environment.Step("Witness", "Create", "account", 40, new StepSetup { Configuration = "fine", IsAsync = true, DeletesJob = true });
        environment.Account("A");
        await environment.Engine.Jobs.DrainAsync();

        var job = environment.Rows("asyncoperation").Single();
        Assert.AreEqual(31, job.GetAttributeValue<OptionSetValue>("statuscode").Value);
        Assert.AreEqual(3, job.GetAttributeValue<OptionSetValue>("statecode").Value);
        Assert.AreEqual("no mail today", job["message"]);
        Assert.AreEqual(FaultCodes.PluginRefused, job["errorcode"]);
    }

    [TestMethod]
    public void The_same_seed_gives_the_same_order_and_another_seed_another()
    {
        static string[] Order(int seed)
        {
            using var environment = new TestEnvironment(new EngineOptions { AsyncWorkers = 0, Seed = seed });
            environment.Step("Witness", "Create", "account", 40, new StepSetup { Configuration = "w", IsAsync = true });
            var names = Enumerable.Range(0, 8).ToDictionary(number => environment.Account($"{number}"), number => $"{number}");
            return [.. environment.Engine.Jobs.Pending.Select(job => names[job.PrimaryId!.Value])];
        }

        CollectionAssert.AreEqual(Order(1), Order(1));
        CollectionAssert.AreNotEqual(Order(1), Order(2));
        CollectionAssert.AreNotEqual(new[] { "0", "1", "2", "3", "4", "5", "6", "7" }, Order(1));
    }

    [TestMethod]
    public async Task A_postponed_job_waits_and_a_cancelled_one_never_runs()
    {
        var time = new TestClock();
        using var environment = new TestEnvironment(new EngineOptions { AsyncWorkers = 0, TimeProvider = time });
        environment.Step("Witness", "Create", "account", 40, new StepSetup { Configuration = "w", IsAsync = true });
        environment.Account("later");
        var later = environment.Engine.Jobs.Pending.Single().Id;
        environment.Admin.Update(new Entity("asyncoperation", later) { ["postponeuntil"] = time.GetUtcNow().UtcDateTime.AddHours(1) });
        environment.Account("never");
        var never = environment.Engine.Jobs.Pending.Single(job => job.Id != later).Id;
        environment.Admin.Update(new Entity("asyncoperation", never) { ["statecode"] = new OptionSetValue(3), ["statuscode"] = new OptionSetValue(32) });

        Assert.IsEmpty(await environment.Engine.Jobs.DrainAsync());
        Assert.HasCount(1, environment.Engine.Jobs.Pending);
        time.Advance(TimeSpan.FromHours(2));
        Assert.HasCount(1, await environment.Engine.Jobs.DrainAsync());
    }

    [TestMethod]
    public async Task Workers_deliver_by_themselves_and_hold_still_when_told()
    {
        using var environment = new TestEnvironment(new EngineOptions { AsyncWorkers = 2 });
        environment.Step("Witness", "Create", "account", 40, new StepSetup { Configuration = "w", IsAsync = true });
        environment.Engine.Jobs.Hold();
        for (var i = 0; i < 10; i++)
            environment.Account($"{i}");
        Assert.HasCount(10, environment.Engine.Jobs.Pending);

        environment.Engine.Jobs.Release();
        await environment.Engine.Jobs.DrainAsync();
        Assert.HasCount(10, environment.Witnessed());
    }
}
