using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace Tevreden.Sandbox.Tests.OrganizationService;

[TestClass]
public sealed class QueryTests
{
    [TestMethod]
    public async Task A_query_goes_over_the_wire_with_filter_link_and_order()
    {
        await using var served = await ServedEnvironment.StartAsync();
        using var client = served.Client();
        var account = served.Environment.Account("Contoso");
        foreach (var title in new[] { "B", "A", "C" })
            served.Environment.Case(account, title);
        var query = new QueryExpression("incident") { ColumnSet = new ColumnSet("title"), TopCount = 2 };
        query.Criteria.AddCondition("title", ConditionOperator.In, "A", "B", "C");
        query.Criteria.AddCondition("statecode", ConditionOperator.Equal, 0);
        query.AddOrder("title", OrderType.Descending);
        var link = query.AddLink("account", "customerid", "accountid");
        link.Columns = new ColumnSet("name");
        link.EntityAlias = "customer";

        var rows = (await client.RetrieveMultipleAsync(query)).Entities;

        CollectionAssert.AreEqual(new[] { "C", "B" }, rows.Select(row => row["title"]).ToList());
        Assert.AreEqual("Contoso", rows[0].GetAttributeValue<AliasedValue>("customer.name").Value);
    }

    [TestMethod]
    public async Task FetchXml_pages_by_its_cookie_to_the_last_row()
    {
        await using var served = await ServedEnvironment.StartAsync();
        using var client = served.Client();
        for (var i = 0; i < 7; i++)
            served.Environment.Account($"Account {i}");

        var names = new List<string>();
        string? cookie = null;
        for (var page = 1; page < 10; page++)
        {
            var attribute = cookie is null ? "" : $"paging-cookie=\"{System.Security.SecurityElement.Escape(cookie)}\"";
            var found = await client.RetrieveMultipleAsync(new FetchExpression(
                $"""<fetch count="3" page="{page}" {attribute}><entity name="account"><attribute name="name" /><order attribute="name" /></entity></fetch>"""));
            names.AddRange(found.Entities.Select(row => (string)row["name"]));
            if (!found.MoreRecords)
                break;
            cookie = found.PagingCookie;
        }

        CollectionAssert.AreEqual(Enumerable.Range(0, 7).Select(i => $"Account {i}").ToList(), names);
    }

    [TestMethod]
    public async Task An_aggregate_comes_back_as_a_value_with_an_alias()
    {
        await using var served = await ServedEnvironment.StartAsync();
        using var client = served.Client();
        served.Environment.Account("A");
        served.Environment.Account("B");

        var found = await client.RetrieveMultipleAsync(new FetchExpression(
            """<fetch aggregate="true"><entity name="account"><attribute name="accountid" aggregate="count" alias="number" /></entity></fetch>"""));

        Assert.AreEqual(2, found.Entities.Single().GetAttributeValue<AliasedValue>("number").Value);
    }

    [TestMethod]
    [DataRow("Café ☕ 日本 \U0001F600")]
    [DataRow(" leading, trailing and\ttab ")]
    [DataRow("line\nline\r\nline")]
    [DataRow("<b>&amp;\"'</b>]]>")]
    [DataRow("control \u0001 character")]
    public async Task Text_comes_back_as_it_went(string text)
    {
        await using var served = await ServedEnvironment.StartAsync();
        using var client = served.Client();

        var id = client.Create(new Entity("account") { ["name"] = "A", ["description"] = text });

        Assert.AreEqual(text, client.Retrieve("account", id, new ColumnSet("description"))["description"]);
    }
}
