using System.Collections.Concurrent;
using System.ServiceModel;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Tests.Engine;
using Tevreden.Sandbox.Tests.Import;

namespace Tevreden.Sandbox.Tests.OrganizationService;

[TestClass]
public sealed class BulkTests
{
    [TestMethod]
    public async Task An_upsert_by_key_creates_and_then_updates()
    {
        await using var served = await WithThingsAsync();
        using var client = served.Client();

        var first = (UpsertResponse)await client.ExecuteAsync(new UpsertRequest { Target = new Entity("new_thing", "new_name", "T1") });
        var second = (UpsertResponse)await client.ExecuteAsync(new UpsertRequest { Target = new Entity("new_thing", "new_name", "T1") { ["new_kind"] = new OptionSetValue(100000000) } });

        Assert.IsTrue(first.RecordCreated);
        Assert.IsFalse(second.RecordCreated);
        Assert.AreEqual(first.Target.Id, second.Target.Id);
        Assert.AreEqual("Big", served.Environment.Rows("new_thing").Single().FormattedValues["new_kind"]);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task UpsertMultiple_says_of_each_row_whether_it_is_new(bool isTyped)
    {
        await using var served = await WithThingsAsync();
        using var client = served.Client();
        client.Create(new Entity("new_thing") { ["new_name"] = "T2" });
        var targets = new EntityCollection([.. Enumerable.Range(1, 3).Select(i => new Entity("new_thing", "new_name", $"T{i}"))]) { EntityName = "new_thing" };

        var answer = await client.ExecuteAsync(isTyped ? new UpsertMultipleRequest { Targets = targets } : new OrganizationRequest("UpsertMultiple") { ["Targets"] = targets });

        Assert.AreEqual(isTyped ? typeof(UpsertMultipleResponse) : typeof(OrganizationResponse), answer.GetType());
        CollectionAssert.AreEqual(new[] { true, false, true }, ((UpsertResponse[])answer["Results"]).Select(result => result.RecordCreated).ToList());
    }

    [TestMethod]
    public async Task UpsertMultiple_with_one_bad_row_writes_none()
    {
        await using var served = await WithThingsAsync();
        using var client = served.Client();
        var targets = new EntityCollection([new Entity("new_thing", "new_name", "T1"), new Entity("new_thing", "new_name", "T2") { ["new_kind"] = new OptionSetValue(5) }]) { EntityName = "new_thing" };

        var fault = TestEnvironment.Fault(() => client.Execute(new UpsertMultipleRequest { Targets = targets }));

        Assert.AreEqual(FaultCodes.OptionOutOfRange, fault.ErrorCode);
        Assert.IsEmpty(served.Environment.Rows("new_thing"));
    }

    [TestMethod]
    public async Task ExecuteMultiple_writes_the_good_rows_and_tells_of_the_bad_one()
    {
        await using var served = await WithThingsAsync();
        using var client = served.Client();
        var bulk = new ExecuteMultipleRequest { Requests = [], Settings = new ExecuteMultipleSettings { ContinueOnError = true, ReturnResponses = true } };
        foreach (var name in new[] { "T1", "T2", "T1" })
            bulk.Requests.Add(new CreateRequest { Target = new Entity("new_thing") { ["new_name"] = name } });
        bulk.Requests.Add(new OrganizationRequest("WhoAmI"));

        var answer = (ExecuteMultipleResponse)await client.ExecuteAsync(bulk);

        Assert.IsTrue(answer.IsFaulted);
        Assert.IsInstanceOfType<CreateResponse>(answer.Responses[1].Response);
        Assert.AreEqual(FaultCodes.DuplicateRecordEntityKey, answer.Responses.Single(item => item.Fault is not null).Fault.ErrorCode);
        Assert.AreEqual(2, answer.Responses.Single(item => item.Fault is not null).RequestIndex);
        Assert.AreEqual(served.Environment.Engine.AdministratorId, answer.Responses[3].Response["UserId"]);
        Assert.HasCount(2, served.Environment.Rows("new_thing"));
    }

    [TestMethod]
    public async Task The_fault_of_a_transaction_names_the_request_that_failed()
    {
        await using var served = await ServedEnvironment.StartAsync();
        using var client = served.Client();
        var request = new ExecuteTransactionRequest { Requests = [new CreateRequest { Target = new Entity("account") { ["name"] = "1" } }, new DeleteRequest { Target = new EntityReference("account", Guid.NewGuid()) }] };

        var fault = Assert.ThrowsExactly<FaultException<OrganizationServiceFault>>(() => client.Execute(request)).Detail;

        Assert.AreEqual(1, ((ExecuteTransactionFault)fault).FaultedRequestIndex);
        Assert.AreEqual(FaultCodes.ObjectDoesNotExist, fault.ErrorCode);
    }

    [TestMethod]
    public async Task Many_clones_write_at_once()
    {
        await using var served = await ServedEnvironment.StartAsync();
        using var client = served.Client();
        var ids = new ConcurrentBag<Guid>();

        await Parallel.ForEachAsync(Enumerable.Range(0, 50), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, cancellation) =>
        {
            using var clone = client.Clone();
            ids.Add(await clone.CreateAsync(new Entity("account") { ["name"] = $"A{i}" }, cancellation));
        });

        Assert.HasCount(50, ids.Distinct());
        Assert.HasCount(50, served.Environment.Rows("account"));
    }

    private static async Task<ServedEnvironment> WithThingsAsync()
    {
        var served = await ServedEnvironment.StartAsync();
        served.Environment.Engine.ImportSolution(new SmallSolution().Zip());
        served.Environment.Engine.BuildKeyIndexes();
        return served;
    }

    [TestMethod]
    public void Targets_of_an_upsert_that_name_no_row_are_new_rows_and_the_id_may_be_a_column()
    {
        using var environment = new TestEnvironment();
        var there = environment.Account("there");
        var targets = new EntityCollection([new Entity("account") { ["name"] = "one" }, new Entity("account") { ["name"] = "two" }, new Entity("account") { ["accountid"] = there, ["name"] = "changed" }]) { EntityName = "account" };
        var response = (UpsertMultipleResponse)environment.Admin.Execute(new UpsertMultipleRequest { Targets = targets });

        Assert.AreEqual("True,True,False", string.Join(',', response.Results.Select(result => result.RecordCreated)));
        Assert.AreEqual("changed", environment.Row("account", there)["name"]);
        Assert.HasCount(3, environment.Rows("account"));
    }
}
