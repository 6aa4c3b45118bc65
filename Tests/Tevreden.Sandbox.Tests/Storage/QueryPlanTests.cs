using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Sandbox.Metadata;
using Tevreden.Sandbox.Standard;
using Tevreden.Sandbox.Storage;

namespace Tevreden.Sandbox.Tests.Storage;

/// <summary>Questions by id, key or lookup read no whole table, however many rows it has.</summary>
[TestClass]
public sealed class QueryPlanTests
{
    private const string Entity = "<fetch><entity name='account'><attribute name='name'/>";

    [TestMethod]
    [DataRow(Entity + "<filter><condition attribute='accountid' operator='eq' value='11111111-1111-1111-1111-111111111111'/></filter></entity></fetch>")]
    [DataRow(Entity + "<filter><condition attribute='accountnumber' operator='eq' value='A-17'/></filter></entity></fetch>")]
    [DataRow(Entity + "<filter><condition attribute='accountnumber' operator='in'><value>A-17</value><value>A-18</value></condition></filter></entity></fetch>")]
    [DataRow(Entity + "<filter><condition attribute='primarycontactid' operator='eq' value='11111111-1111-1111-1111-111111111111'/></filter></entity></fetch>")]
    [DataRow("<fetch><entity name='contact'><attribute name='lastname'/><link-entity name='account' from='accountid' to='parentcustomerid'><filter><condition attribute='accountnumber' operator='eq' value='A-17'/></filter></link-entity></entity></fetch>")]
    [DataRow("<fetch aggregate='true'><entity name='contact'><attribute name='contactid' alias='n' aggregate='count'/><filter><condition attribute='parentcustomerid' operator='eq' value='11111111-1111-1111-1111-111111111111'/></filter></entity></fetch>")]
    public void A_question_by_id_key_or_lookup_scans_no_table(string fetch)
    {
        using var store = Filled();
        using var transaction = store.BeginTransaction();
        var statements = new List<string>();
        store.Statements.Prepared = statements.Add;
        transaction.Query(new FetchExpression(fetch), new QueryContext(Guid.Empty, default));
        store.Statements.Prepared = null;

        Assert.IsNotEmpty(statements);
        foreach (var statement in statements)
            Assert.DoesNotContain("SCAN", string.Join("; ", Plan(store, statement).Where(step => !step.Contains("SUBQUERY", StringComparison.Ordinal) && !step.Contains("(subquery", StringComparison.Ordinal))), statement);
    }

    [TestMethod]
    public void A_key_is_found_over_its_index()
    {
        using var store = Filled();
        using var transaction = store.BeginTransaction();
        var statements = new List<string>();
        store.Statements.Prepared = statements.Add;
        Assert.IsNotNull(transaction.FindByKey("account", store.Catalog.FindTable("account")!.Keys.Single(), new Dictionary<string, object?> { ["accountnumber"] = "A-17" }));

        StringAssert.Contains(Plan(store, statements.Single()).Single(), "key_account_numbers");
    }

    [TestMethod]
    public void A_question_without_an_index_shows_that_this_test_can_fail()
    {
        using var store = Filled();
        Assert.Contains("SCAN", string.Join("; ", Plan(store, "SELECT 1 FROM account WHERE telephone1 = 'x'")));
    }

    private static SqliteRowStore Filled()
    {
        var catalog = StandardCatalog.Create();
        var key = new KeyDefinition { LogicalName = "numbers", SchemaName = "Numbers", Columns = ["accountnumber"] };
        var store = SqliteRowStore.Open(null, new MetadataCatalog(
            catalog.Tables.Select(table => table.LogicalName == "account" ? table with { Keys = [key] } : table), catalog.Relationships, catalog.ManyToManyRelationships, catalog.GlobalOptionSets));
        using var transaction = store.BeginTransaction();
        for (var i = 0; i < 1000; i++)
        {
            var account = Guid.NewGuid();
            transaction.Insert(new Entity("account", account) { ["name"] = $"Account {i}", ["accountnumber"] = $"A-{i}" });
            transaction.Insert(new Entity("contact", Guid.NewGuid()) { ["lastname"] = $"Contact {i}", ["parentcustomerid"] = new EntityReference("account", account) });
        }

        transaction.Commit();
        return store;
    }

    private static List<string> Plan(SqliteRowStore store, string statement)
    {
        var steps = new List<string>();
        var parameters = Enumerable.Range(0, statement.Count(sign => sign == '$')).Select(_ => (object?)"x").ToList();
        store.Statements.Read("EXPLAIN QUERY PLAN " + statement, parameters, row => steps.Add(row.GetString(3)));
        return steps;
    }
}
