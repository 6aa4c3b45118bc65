using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace Tevreden.Sandbox.Tests.Engine;

[TestClass]
public sealed class QueryConversionTests
{
    [TestMethod]
    [DataRow("<filter type='or'><condition attribute='statecode' operator='eq' value='0'/><filter><condition attribute='revenue' operator='gt' value='12.5'/><condition attribute='name' operator='like' value='A%'/></filter></filter>")]
    [DataRow("<filter><condition attribute='statuscode' operator='in'><value>1</value><value>2</value></condition></filter>")]
    [DataRow("<filter><condition attribute='createdon' operator='last-x-days' value='3'/><condition attribute='donotemail' operator='eq' value='0'/></filter>")]
    [DataRow("<link-entity name='contact' from='contactid' to='primarycontactid' link-type='outer' alias='c'><attribute name='lastname'/></link-entity><filter><condition entityname='c' attribute='lastname' operator='null'/></filter>")]
    public void A_query_there_and_back_finds_the_same_rows(string part)
    {
        using var environment = new TestEnvironment();
        foreach (var (name, revenue) in ((string, decimal)[])[("Alpha", 10), ("Beta", 20), ("Avis", 30)])
            environment.Admin.Create(new Entity("account") { ["name"] = name, ["revenue"] = new Money(revenue) });
        var fetch = $"<fetch><entity name='account'><attribute name='name'/><order attribute='name' descending='true'/>{part}</entity></fetch>";

        var expression = (QueryExpression)environment.Admin.Execute(new OrganizationRequest("FetchXmlToQueryExpression") { ["FetchXml"] = fetch }).Results["Query"];
        var back = (string)environment.Admin.Execute(new OrganizationRequest("QueryExpressionToFetchXml") { ["Query"] = expression }).Results["FetchXml"];

        var expected = Names(environment, new FetchExpression(fetch));
        Assert.IsNotEmpty(expected);
        Assert.AreEqual(expected, Names(environment, expression));
        Assert.AreEqual(expected, Names(environment, new FetchExpression(back)));
    }

    [TestMethod]
    [DataRow("WinOpportunity", 1, 3)]
    [DataRow("LoseOpportunity", 2, 4)]
    public void An_opportunity_is_closed_once(string message, int state, int status)
    {
        using var environment = new TestEnvironment();
        var opportunity = environment.Admin.Create(new Entity("opportunity") { ["name"] = "Deal", ["customerid"] = new EntityReference("account", environment.Account("A")) });
        OrganizationRequest Close() => new(message) { ["OpportunityClose"] = new Entity("opportunityclose") { ["subject"] = "Closed", ["opportunityid"] = new EntityReference("opportunity", opportunity) }, ["Status"] = new OptionSetValue(-1) };
        environment.Admin.Execute(Close());

        var row = environment.Row("opportunity", opportunity);
        Assert.AreEqual(state, row.GetAttributeValue<OptionSetValue>("statecode").Value);
        Assert.AreEqual(status, row.GetAttributeValue<OptionSetValue>("statuscode").Value);
        Assert.AreEqual(1, environment.Rows("opportunityclose").Single().GetAttributeValue<OptionSetValue>("statecode").Value);
        StringAssert.Contains(TestEnvironment.Fault(() => environment.Admin.Execute(Close())).Message, "closed already");
    }

    private static string Names(TestEnvironment environment, QueryBase query) => string.Join(',', environment.Admin.RetrieveMultiple(query).Entities.Select(row => row["name"]));
}
