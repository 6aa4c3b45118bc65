using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;

namespace ServiceClientDrive;

internal static class Bulk
{
    public static int Run(Steps s)
    {
        var client = s.Client;
        EntityCollection Accounts(params string[] names) => new([.. names.Select(name => new Entity("account") { ["name"] = name })]) { EntityName = "account" };
        int Count(string start)
        {
            var query = new QueryExpression("account");
            query.Criteria.AddCondition("name", ConditionOperator.BeginsWith, start);
            return client.RetrieveMultiple(query).Entities.Count;
        }

        return s.Step("ExecuteMultiple goes on after an error and says which one failed", () =>
        {
            var request = new ExecuteMultipleRequest { Requests = [], Settings = new ExecuteMultipleSettings { ContinueOnError = true, ReturnResponses = true } };
            request.Requests.Add(new CreateRequest { Target = new Entity("account") { ["name"] = s.Stamp + " multi 1" } });
            request.Requests.Add(new CreateRequest { Target = new Entity("account") { ["name"] = new string('x', 500) } });
            request.Requests.Add(new CreateRequest { Target = new Entity("account") { ["name"] = s.Stamp + " multi 2" } });
            var response = (ExecuteMultipleResponse)client.Execute(request);
            Steps.Equal(true, response.IsFaulted);
            Steps.Equal(1, response.Responses.Single(item => item.Fault is not null).RequestIndex);
            Steps.Equal(2, Count(s.Stamp + " multi"));
        })
        + s.Step("ExecuteTransaction is all or nothing", () =>
        {
            var request = new ExecuteTransactionRequest { Requests = [], ReturnResponses = true };
            request.Requests.Add(new CreateRequest { Target = new Entity("account") { ["name"] = s.Stamp + " transaction" } });
            request.Requests.Add(new CreateRequest { Target = new Entity("account") { ["name"] = new string('x', 500) } });
            Steps.Fault(-2147204303, () => client.Execute(request));
            Steps.Equal(0, Count(s.Stamp + " transaction"));
        })
        + s.Step("CreateMultiple, UpdateMultiple, UpsertMultiple", () =>
        {
            var made = (CreateMultipleResponse)client.Execute(new CreateMultipleRequest { Targets = Accounts(s.Stamp + " bulk 1", s.Stamp + " bulk 2") });
            Steps.Equal(2, made.Ids.Length);
            client.Execute(new UpdateMultipleRequest { Targets = new EntityCollection([.. made.Ids.Select(id => new Entity("account", id) { ["telephone1"] = "7" })]) { EntityName = "account" } });
            Steps.Equal("7", client.Retrieve("account", made.Ids[1], new ColumnSet("telephone1"))["telephone1"]);
            var upserted = (UpsertMultipleResponse)client.Execute(new UpsertMultipleRequest { Targets = new EntityCollection([new Entity("account", made.Ids[0]) { ["telephone1"] = "8" }, new Entity("account", Guid.NewGuid()) { ["name"] = s.Stamp + " bulk 3" }]) { EntityName = "account" } });
            Steps.Equal("False,True", string.Join(',', upserted.Results.Select(result => result.RecordCreated)));
            Steps.Fault(-2147204303, () => client.Execute(new CreateMultipleRequest { Targets = Accounts(s.Stamp + " none", new string('x', 500)) }));
            Steps.Equal(0, Count(s.Stamp + " none"));
        })
        + s.Step("an untyped message", () =>
        {
            var response = client.Execute(new OrganizationRequest("CreateMultiple") { ["Targets"] = Accounts(s.Stamp + " untyped") });
            Steps.Equal(1, ((Guid[])response.Results["Ids"]).Length);
        });
    }
}
