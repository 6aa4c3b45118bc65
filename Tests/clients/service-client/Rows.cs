using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;

namespace ServiceClientDrive;

internal static class Rows
{
    public static int Run(Steps s)
    {
        var (client, account) = (s.Client, Guid.Empty);
        return s.Step("create, read, update, delete", () =>
        {
            account = client.Create(new Entity("account") { ["name"] = s.Stamp, ["revenue"] = new Money(12.5m), ["preferredcontactmethodcode"] = new OptionSetValue(2), ["donotemail"] = true });
            var row = client.Retrieve("account", account, new ColumnSet(true));
            Steps.Equal(12.5m, row.GetAttributeValue<Money>("revenue").Value);
            Steps.Equal("Email", row.FormattedValues["preferredcontactmethodcode"]);
            client.Update(new Entity("account", account) { ["telephone1"] = "1" });
            Steps.Equal("1", client.Retrieve("account", account, new ColumnSet("telephone1"))["telephone1"]);
            var other = client.Create(new Entity("account") { ["name"] = "gone" });
            client.Delete("account", other);
            Steps.Fault(-2147220969, () => client.Retrieve("account", other, new ColumnSet(true)));
        })
        + s.Step("async calls and clones", () =>
        {
            Parallel.For(0, 8, _ =>
            {
                using var clone = client.Clone();
                clone.CreateAsync(new Entity("task") { ["subject"] = s.Stamp + " clone" }).GetAwaiter().GetResult();
            });
            var query = new QueryByAttribute("task") { ColumnSet = new ColumnSet("subject") };
            query.AddAttributeValue("subject", s.Stamp + " clone");
            Steps.Equal(8, client.RetrieveMultiple(query).Entities.Count);
        })
        + s.Step("update only if the row version is still the same", () =>
        {
            var row = client.Retrieve("account", account, new ColumnSet("name"));
            client.Update(new Entity("account", account) { ["telephone1"] = "2" });
            var stale = new UpdateRequest { Target = new Entity("account", account) { ["telephone1"] = "3", RowVersion = row.RowVersion }, ConcurrencyBehavior = ConcurrencyBehavior.IfRowVersionMatches };
            Steps.Fault(-2147088254, () => client.Execute(stale));
        })
        + s.Step("relate and part", () =>
        {
            var contact = client.Create(new Entity("contact") { ["lastname"] = s.Stamp });
            client.Associate("account", account, new Relationship("account_primary_contact"), [new EntityReference("contact", contact)]);
            Steps.Equal(contact, client.Retrieve("account", account, new ColumnSet("primarycontactid")).GetAttributeValue<EntityReference>("primarycontactid").Id);
            client.Disassociate("account", account, new Relationship("account_primary_contact"), [new EntityReference("contact", contact)]);
            Steps.Equal(false, client.Retrieve("account", account, new ColumnSet("primarycontactid")).Contains("primarycontactid"));
        })
        + s.Step("a row with rows within it", () =>
        {
            var parent = new Entity("account") { ["name"] = s.Stamp + " parent" };
            parent.RelatedEntities[new Relationship("contact_customer_accounts")] = new EntityCollection([new Entity("contact") { ["lastname"] = s.Stamp + " child" }]);
            var id = client.Create(parent);
            var query = new QueryExpression("contact") { ColumnSet = new ColumnSet("lastname") };
            query.Criteria.AddCondition("parentcustomerid", ConditionOperator.Equal, id);
            Steps.Equal(s.Stamp + " child", client.RetrieveMultiple(query).Entities.Single()["lastname"]);
        });
    }
}
