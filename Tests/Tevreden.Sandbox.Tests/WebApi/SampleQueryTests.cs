using Newtonsoft.Json.Linq;

namespace Tevreden.Sandbox.Tests.WebApi;

/// <summary>What the samples of Microsoft's documentation ask of the Web API besides plain reading and writing.</summary>
[TestClass]
public sealed class SampleQueryTests
{
    private const string Annotated = "odata.include-annotations=\"*\"";

    [TestMethod]
    public async Task Aggregates_over_the_rows_of_a_relationship_come_with_formatted_values()
    {
        await using var here = await ServedWebApi.StartAsync();
        var account = await AccountWithContactsAsync(here);
        var row = (await here.GetAsync($"accounts({account})/contact_customer_accounts?$apply=aggregate(annualincome with average as average,annualincome with sum as total,annualincome with min as least,annualincome with max as most,$count as count)", ("Prefer", Annotated)))["value"]!.Single();

        Assert.AreEqual(20000m, row.Value<decimal>("average"));
        Assert.AreEqual("€60,000.00", row.Value<string>("total@OData.Community.Display.V1.FormattedValue"));
        Assert.AreEqual(10000m, row.Value<decimal>("least"));
        Assert.AreEqual(30000m, row.Value<decimal>("most"));
        Assert.AreEqual(3, row.Value<int>("count"));
    }

    [TestMethod]
    [DataRow("groupby((jobtitle),aggregate($count as n))&$orderby=n desc", "Buyer 2;Seller 1")]
    [DataRow("filter(annualincome gt 10000)/groupby((jobtitle),aggregate($count as n))&$orderby=jobtitle", "Buyer 1;Seller 1")]
    [DataRow("filter(annualincome lt 30000)/groupby((jobtitle),aggregate(annualincome with countdistinct as n))&$orderby=jobtitle", "Buyer 2")]
    public async Task Rows_are_grouped(string apply, string expected)
    {
        await using var here = await ServedWebApi.StartAsync();
        await AccountWithContactsAsync(here);
        var found = await here.GetAsync("contacts?$apply=" + apply);

        Assert.AreEqual(expected, string.Join(';', found["value"]!.Select(row => $"{row["jobtitle"]} {row["n"]}")));
    }

    [TestMethod]
    public async Task Parameter_aliases_stand_for_columns_and_values()
    {
        await using var here = await ServedWebApi.StartAsync();
        await AccountWithContactsAsync(here);
        var found = await here.GetAsync("contacts?$select=fullname&$filter=contains(@p1,'@p3') or (annualincome gt @p2 and Microsoft.Dynamics.CRM.LastXHours(PropertyName=@p4,PropertyValue=@p5))&$orderby=@p1 desc&@p1=fullname&@p2=15000&@p3='x'&@p4='createdon'&@p5='1'");

        Assert.AreEqual("C,B", string.Join(',', found["value"]!.Select(row => row.Value<string>("fullname"))));
    }

    [TestMethod]
    public async Task The_account_of_a_contact_can_be_filtered_over_a_task()
    {
        await using var here = await ServedWebApi.StartAsync();
        var account = await AccountWithContactsAsync(here);
        var contact = (await here.GetAsync("contacts?$select=contactid&$filter=lastname eq 'A'"))["value"]!.Single().Value<string>("contactid");
        await here.CreateAsync("tasks", $$"""{"subject":"Call","regardingobjectid_contact_task@odata.bind":"/contacts({{contact}})"}""");
        var found = await here.GetAsync($"tasks?$select=subject&$filter=regardingobjectid_contact_task/_accountid_value eq {account}&$expand=regardingobjectid_contact_task($select=fullname;$expand=parentcustomerid_account($select=name;$expand=createdby($select=fullname)))");

        Assert.AreEqual("Sandbox Administrator", found["value"]!.Single()["regardingobjectid_contact_task"]!["parentcustomerid_account"]!["createdby"]!.Value<string>("fullname"));
    }

    [TestMethod]
    public async Task The_view_Active_Accounts_is_there_and_runs()
    {
        await using var here = await ServedWebApi.StartAsync();
        await here.CreateAsync("accounts", """{"name":"A","telephone1":"1"}""");
        var view = (await here.GetAsync("savedqueries?$select=savedqueryid&$filter=name eq 'Active Accounts'"))["value"]!.Single().Value<string>("savedqueryid");

        Assert.AreEqual("1", (await here.GetAsync($"accounts?savedQuery={view}"))["value"]!.Single().Value<string>("telephone1"));
    }

    [TestMethod]
    public async Task An_email_is_made_with_its_parties_and_shows_them()
    {
        await using var here = await ServedWebApi.StartAsync();
        var contact = await here.CreateAsync("contacts", """{"lastname":"Jansen","emailaddress1":"j@example.org"}""");
        var email = await here.CreateAsync("emails", $$"""{"subject":"Hello","directioncode":true,"email_activity_parties":[{"partyid_contact@odata.bind":"/contacts({{contact}})","participationtypemask":2}]}""");
        var row = await here.GetAsync($"emails({email})?$select=subject&$expand=email_activity_parties($select=participationtypemask,_partyid_value)");

        var party = row["email_activity_parties"]!.Single();
        Assert.AreEqual(2, party.Value<int>("participationtypemask"));
        Assert.AreEqual(contact.ToString("D"), party.Value<string>("_partyid_value"));
    }

    private static async Task<Guid> AccountWithContactsAsync(ServedWebApi here)
    {
        var account = await here.CreateAsync("accounts", """{"name":"Contoso"}""");
        foreach (var (name, title, income) in ((string, string, int)[])[("A", "Buyer", 10000), ("B", "Buyer", 20000), ("C", "Seller", 30000)])
            await here.CreateAsync("contacts", new JObject { ["lastname"] = name, ["jobtitle"] = title, ["annualincome"] = income, ["parentcustomerid_account@odata.bind"] = $"/accounts({account})" }.ToString());
        return account;
    }
}
