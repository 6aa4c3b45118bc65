using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace Tevreden.Sandbox.Tests.Engine;

[TestClass]
public sealed class QueryLimitTests
{
    private const int TooManyLinkEntities = unchecked((int)0x8004430D);
    private const int TooManyConditions = unchecked((int)0x8004430C);

    [TestMethod]
    [DataRow(15, 0, null)]
    [DataRow(16, 0, TooManyLinkEntities)]
    [DataRow(10, 5, null)]
    [DataRow(10, 6, TooManyLinkEntities)]
    public void A_query_joins_15_tables_those_within_filters_included(int joins, int questions, int? expected)
    {
        var links = string.Concat(Enumerable.Range(1, joins).Select(i => $"<link-entity name='contact' from='contactid' to='primarycontactid' link-type='outer' alias='c{i}'/>"));
        var asked = string.Concat(Enumerable.Range(1, questions).Select(_ => "<link-entity name='contact' from='parentcustomerid' to='accountid' link-type='not any'/>"));
        Ends(expected, new FetchExpression($"<fetch><entity name='account'><attribute name='name'/>{links}<filter>{asked}</filter></entity></fetch>"));
    }

    [TestMethod]
    [DataRow(500, null)]
    [DataRow(501, TooManyConditions)]
    public void A_query_has_500_conditions_at_most(int conditions, int? expected)
    {
        var query = new QueryExpression("account") { ColumnSet = new ColumnSet("name") };
        var either = query.Criteria.AddFilter(LogicalOperator.Or);
        for (var i = 0; i < conditions; i++)
            either.AddCondition("name", ConditionOperator.NotEqual, $"Name {i}");
        Ends(expected, query);
    }

    [TestMethod]
    public void Joins_count_among_the_conditions_and_the_values_of_one_do_not()
    {
        var query = new QueryExpression("account") { ColumnSet = new ColumnSet("name") };
        query.Criteria.AddCondition("name", ConditionOperator.NotIn, [.. Enumerable.Range(0, 700).Select(i => (object)$"Name {i}")]);
        for (var i = 0; i < 498; i++)
            query.Criteria.AddCondition("name", ConditionOperator.NotEqual, $"Name {i}");
        query.AddLink("contact", "primarycontactid", "contactid", JoinOperator.LeftOuter);
        Ends(null, query);
        query.AddLink("contact", "primarycontactid", "contactid", JoinOperator.LeftOuter);
        Ends(TooManyConditions, query);
    }

    private static void Ends(int? fault, QueryBase query)
    {
        using var environment = new TestEnvironment();
        environment.Account("A");
        if (fault is { } code)
            Assert.AreEqual(code, TestEnvironment.Fault(() => environment.Admin.RetrieveMultiple(query)).ErrorCode);
        else
            Assert.HasCount(1, environment.Admin.RetrieveMultiple(query).Entities);
    }
}
