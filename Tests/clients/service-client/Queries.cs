using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace ServiceClientDrive;

internal static class Queries
{
    public static int Run(Steps s)
    {
        var client = s.Client;
        var account = client.Create(new Entity("account") { ["name"] = s.Stamp + " queries" });
        for (var i = 0; i < 7; i++)
            client.Create(new Entity("task") { ["subject"] = $"{s.Stamp} {i}", ["regardingobjectid"] = new EntityReference("account", account), ["actualdurationminutes"] = i });

        return s.Step("QueryExpression with a link, pages and a total", () =>
        {
            var query = new QueryExpression("task") { ColumnSet = new ColumnSet("subject"), PageInfo = new PagingInfo { Count = 3, PageNumber = 1, ReturnTotalRecordCount = true } };
            query.Criteria.AddCondition("subject", ConditionOperator.BeginsWith, s.Stamp + " ");
            query.AddOrder("subject", OrderType.Descending);
            var link = query.AddLink("account", "regardingobjectid", "accountid");
            link.EntityAlias = "customer";
            link.Columns = new ColumnSet("name");
            link.LinkCriteria.AddCondition("name", ConditionOperator.Equal, s.Stamp + " queries");
            var seen = new List<string>();
            for (EntityCollection page; ; query.PageInfo.PageNumber++, query.PageInfo.PagingCookie = page.PagingCookie)
            {
                page = client.RetrieveMultiple(query);
                Steps.Equal(7, page.TotalRecordCount);
                seen.AddRange(page.Entities.Select(row => (string)row["subject"]));
                Steps.Equal(s.Stamp + " queries", ((AliasedValue)page.Entities[0]["customer.name"]).Value);
                if (!page.MoreRecords)
                    break;
            }

            Steps.Equal(string.Join(',', Enumerable.Range(0, 7).Reverse()), string.Join(',', seen.Select(subject => subject[^1])));
        })
        + s.Step("FetchXML: outer join, aggregate with groups, any and not any", () =>
        {
            var sum = client.RetrieveMultiple(new FetchExpression($"<fetch aggregate='true'><entity name='task'><attribute name='actualdurationminutes' alias='minutes' aggregate='sum'/><attribute name='regardingobjectid' alias='about' groupby='true'/><filter><condition attribute='regardingobjectid' operator='eq' value='{account}'/></filter></entity></fetch>")).Entities.Single();
            Steps.Equal(21, ((AliasedValue)sum["minutes"]).Value);
            var outer = client.RetrieveMultiple(new FetchExpression($"<fetch><entity name='account'><attribute name='name'/><filter><condition attribute='accountid' operator='eq' value='{account}'/></filter><link-entity name='contact' from='parentcustomerid' to='accountid' link-type='outer' alias='c'><attribute name='lastname'/></link-entity></entity></fetch>"));
            Steps.Equal(1, outer.Entities.Count);
            string Question(string kind) => $"<fetch><entity name='account'><attribute name='name'/><filter><condition attribute='accountid' operator='eq' value='{account}'/><link-entity name='task' from='regardingobjectid' to='accountid' link-type='{kind}'><filter><condition attribute='actualdurationminutes' operator='gt' value='5'/></filter></link-entity></filter></entity></fetch>";
            Steps.Equal(1, client.RetrieveMultiple(new FetchExpression(Question("any"))).Entities.Count);
            Steps.Equal(0, client.RetrieveMultiple(new FetchExpression(Question("not any"))).Entities.Count);
        })
        + s.Step("FetchXML pages by the cookie of the page before", () =>
        {
            var fetch = $"<fetch count='4' page='PAGE'COOKIE><entity name='task'><attribute name='subject'/><order attribute='subject'/><filter><condition attribute='regardingobjectid' operator='eq' value='{account}'/></filter></entity></fetch>";
            var first = client.RetrieveMultiple(new FetchExpression(fetch.Replace("PAGE", "1").Replace("COOKIE", "")));
            var second = client.RetrieveMultiple(new FetchExpression(fetch.Replace("PAGE", "2").Replace("COOKIE", $" paging-cookie='{System.Security.SecurityElement.Escape(first.PagingCookie)}'")));
            Steps.Equal(true, first.MoreRecords);
            Steps.Equal(3, second.Entities.Count);
        });
    }
}
