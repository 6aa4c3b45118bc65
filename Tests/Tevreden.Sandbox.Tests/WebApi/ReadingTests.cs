using System.Xml;
using Microsoft.OData.Edm;
using Microsoft.OData.Edm.Csdl;
using Microsoft.Xrm.Sdk;
using Newtonsoft.Json.Linq;
using Tevreden.Sandbox.Engine;

namespace Tevreden.Sandbox.Tests.WebApi;

[TestClass]
public sealed class ReadingTests
{
    [TestMethod]
    public async Task The_model_is_one_that_the_OData_library_reads_back()
    {
        await using var here = await ServedWebApi.StartAsync();
        var response = await here.SendAsync("GET", "$metadata");
        using var reader = XmlReader.Create(await response.Content.ReadAsStreamAsync());
        var model = CsdlReader.Parse(reader);

        var account = (IEdmEntityType)model.FindDeclaredType("Microsoft.Dynamics.CRM.account");
        Assert.AreEqual("accountid", account.Key().Single().Name);
        Assert.IsNotNull(account.FindProperty("_primarycontactid_value"));
        Assert.IsInstanceOfType<IEdmNavigationProperty>(account.FindProperty("contact_customer_accounts"));
        Assert.IsNotNull(model.EntityContainer.FindEntitySet("accounts"));
        Assert.IsNotNull(model.EntityContainer.FindEntitySet("systemusers")!.EntityType.FindProperty("systemuserroles_association"), "many to many");
    }

    [TestMethod]
    [DataRow("name eq 'Alpha'", "Alpha")]
    [DataRow("name ne 'Alpha'", "Be_ta,Gam%ma")]
    [DataRow("contains(name,'_')", "Be_ta")]
    [DataRow("not contains(name,'%')", "Alpha,Be_ta")]
    [DataRow("numberofemployees ge 2 and numberofemployees le 3", "Be_ta,Gam%ma")]
    [DataRow("numberofemployees gt 2 or name eq 'Alpha'", "Alpha,Gam%ma")]
    [DataRow("telephone1 eq null", "Be_ta,Gam%ma")]
    [DataRow("donotemail", "Gam%ma")]
    [DataRow("name in ('Alpha','Gam%ma')", "Alpha,Gam%ma")]
    [DataRow("primarycontactid/lastname eq 'Jansen'", "Alpha")]
    [DataRow("contact_customer_accounts/any(c:c/lastname eq 'Jansen')", "Alpha")]
    [DataRow("contact_customer_accounts/any()", "Alpha,Be_ta")]
    [DataRow("not contact_customer_accounts/any(c:c/lastname eq 'Jansen')", "Be_ta,Gam%ma")]
    [DataRow("contact_customer_accounts/all(c:c/lastname eq 'Jansen')", "Alpha,Gam%ma")]
    [DataRow("Microsoft.Dynamics.CRM.Between(PropertyName='numberofemployees',PropertyValues=['2','3'])", "Be_ta,Gam%ma")]
    [DataRow("Microsoft.Dynamics.CRM.LastXDays(PropertyName='createdon',PropertyValue=1) and name eq 'Alpha'", "Alpha")]
    [DataRow("Microsoft.Dynamics.CRM.EqualUserId(PropertyName='ownerid')", "Alpha,Be_ta,Gam%ma")]
    public async Task A_filter_finds(string filter, string names)
    {
        await using var here = await ServedWebApi.StartAsync();
        await ThreeAccountsAsync(here);
        var found = await here.GetAsync($"accounts?$select=name&$orderby=name&$filter={Uri.EscapeDataString(filter)}");

        Assert.AreEqual(names, string.Join(',', found["value"]!.Select(row => row.Value<string>("name"))));
    }

    [TestMethod]
    [DataRow("GET", "accounts?$filter=nosuch eq 1", 400, "nosuch")]
    [DataRow("GET", "accounts?$filter=length(name) gt 3", 400, "does not know")]
    [DataRow("GET", "accounts?$apply=compute(revenue mul 2 as twice)", 400, "$apply")]
    [DataRow("GET", "accounts?$filter=Microsoft.Dynamics.CRM.Under(PropertyName='parentaccountid',PropertyValue='x')", 400, "Under")]
    [DataRow("GET", "nosuchset", 404, "nosuchset")]
    [DataRow("GET", "accounts(11111111-1111-1111-1111-111111111111)", 404, "Does Not Exist")]
    [DataRow("GET", "accounts?fetchXml=<fetch><entity name='contact'/></fetch>", 400, "contact")]
    [DataRow("PUT", "accounts", 405, "PUT")]
    [DataRow("POST", "NoSuchAction", 404, "NoSuchAction")]
    [DataRow("GET", "EntityDefinitions(LogicalName='nosuch')", 404, "nosuch")]
    public async Task What_is_not_known_is_refused_by_its_name(string method, string address, int status, string named)
    {
        await using var here = await ServedWebApi.StartAsync();
        var error = await here.ErrorAsync(method, address);

        Assert.AreEqual(status, error.Status, error.Message);
        Assert.Contains(named, error.Message);
        Assert.StartsWith("0x8", error.Code);
    }

    [TestMethod]
    public async Task Related_rows_have_addresses_of_their_own()
    {
        await using var here = await ServedWebApi.StartAsync();
        var account = await ThreeAccountsAsync(here);

        Assert.AreEqual("Jansen", (await here.GetAsync($"accounts({account})/primarycontactid?$select=lastname")).Value<string>("lastname"));
        Assert.HasCount(1, (await here.GetAsync($"accounts({account})/contact_customer_accounts?$select=lastname"))["value"]!);
        Assert.AreEqual("1", await (await here.SendAsync("GET", $"accounts({account})/contact_customer_accounts/$count")).Content.ReadAsStringAsync());
        Assert.AreEqual("3", await (await here.SendAsync("GET", "accounts/$count")).Content.ReadAsStringAsync());
        Assert.AreEqual("Alpha", (await here.GetAsync($"accounts({account})/name")).Value<string>("value"));
        Assert.AreEqual("Alpha", await (await here.SendAsync("GET", $"accounts({account})/name/$value")).Content.ReadAsStringAsync());
        Assert.Contains("/contacts(", (await here.GetAsync($"accounts({account})/primarycontactid/$ref")).Value<string>("@odata.id")!);
    }

    [TestMethod]
    public async Task Expansions_nest_with_their_own_options()
    {
        await using var here = await ServedWebApi.StartAsync();
        var account = await ThreeAccountsAsync(here);
        var row = await here.GetAsync($"accounts({account})?$select=name&$expand=contact_customer_accounts($select=lastname;$filter=lastname eq 'Jansen';$expand=parentcustomerid_account($select=name)),primarycontactid($select=lastname)");

        Assert.AreEqual("Alpha", row["contact_customer_accounts"]![0]!["parentcustomerid_account"]!.Value<string>("name"));
        Assert.AreEqual("Jansen", row["primarycontactid"]!.Value<string>("lastname"));
    }

    [TestMethod]
    public async Task A_view_is_run_by_its_id_and_a_cookie_leads_to_the_next_page()
    {
        await using var here = await ServedWebApi.StartAsync();
        await ThreeAccountsAsync(here);
        var view = here.Server.Engine.ServiceFor(new CallerContext(here.Server.Engine.AdministratorId)).Create(new Entity("savedquery")
        {
            ["name"] = "By name", ["returnedtypecode"] = "account", ["fetchxml"] = "<fetch><entity name='account'><attribute name='name'/><order attribute='name'/></entity></fetch>",
        });
        Assert.AreEqual("Alpha", (await here.GetAsync($"accounts?savedQuery={view}"))["value"]![0]!.Value<string>("name"));

        var page = await here.GetAsync("accounts?fetchXml=<fetch count='2'><entity name='account'><attribute name='name'/></entity></fetch>", ("Prefer", "odata.include-annotations=\"*\""));
        Assert.IsTrue(page.Value<bool>("@Microsoft.Dynamics.CRM.morerecords"));
        var cookie = System.Xml.Linq.XElement.Parse(page.Value<string>("@Microsoft.Dynamics.CRM.fetchxmlpagingcookie")!);
        Assert.AreEqual("2", cookie.Attribute("pagenumber")!.Value);
        Assert.StartsWith("<cookie page=\"1\">", Uri.UnescapeDataString(Uri.UnescapeDataString(cookie.Attribute("pagingcookie")!.Value)));
    }

    [TestMethod]
    public async Task A_row_that_has_not_changed_is_not_sent_again()
    {
        await using var here = await ServedWebApi.StartAsync();
        var account = await ThreeAccountsAsync(here);
        var etag = (await here.GetAsync($"accounts({account})?$select=name")).Value<string>("@odata.etag")!;

        Assert.AreEqual(304, (int)(await here.SendAsync("GET", $"accounts({account})?$select=name", (string?)null, ("If-None-Match", etag))).StatusCode);
        Assert.AreEqual(200, (int)(await here.SendAsync("GET", $"accounts({account})?$select=name", (string?)null, ("If-None-Match", "null"))).StatusCode);
    }

    [TestMethod]
    public async Task FetchXML_may_leave_out_the_columns_of_a_join_when_only_one_relationship_fits()
    {
        await using var here = await ServedWebApi.StartAsync();
        const string Fetch = "<fetch><entity name='role'><attribute name='name'/><link-entity name='systemuserroles'><attribute name='systemuserid' alias='who'/></link-entity></entity></fetch>";
        Assert.IsNotEmpty((await here.GetAsync($"roles?fetchXml={Uri.EscapeDataString(Fetch)}"))["value"]!);

        const string Many = "<fetch><entity name='account'><link-entity name='systemuser'/></entity></fetch>";
        var refusal = await here.ErrorAsync("GET", $"accounts?fetchXml={Uri.EscapeDataString(Many)}");
        Assert.Contains("'from' and 'to'", refusal.Message);
    }

    [TestMethod]
    public async Task Functions_take_arguments_and_aliases()
    {
        await using var here = await ServedWebApi.StartAsync();
        await ThreeAccountsAsync(here);
        var counts = await here.GetAsync("RetrieveTotalRecordCount(EntityNames=@p)?@p=['account','contact']");
        Assert.AreEqual("account,contact", string.Join(',', counts["EntityRecordCountCollection"]!["Keys"]!));
        var detail = (await here.GetAsync("RetrieveCurrentOrganization(AccessType=Microsoft.Dynamics.CRM.EndpointAccessType'Default')"))["Detail"]!;
        Assert.AreEqual("sandbox", detail.Value<string>("UniqueName"));
    }

    private static async Task<Guid> ThreeAccountsAsync(ServedWebApi here)
    {
        var alpha = await here.CreateAsync("accounts", """{"name":"Alpha","numberofemployees":1,"telephone1":"1","primarycontactid":{"lastname":"Jansen"}}""");
        var jansen = (await here.GetAsync($"accounts({alpha})?$select=_primarycontactid_value")).Value<string>("_primarycontactid_value");
        await here.SendAsync("PATCH", $"contacts({jansen})", $$"""{"parentcustomerid_account@odata.bind":"/accounts({{alpha}})"}""");
        await here.CreateAsync("accounts", """{"name":"Be_ta","numberofemployees":2,"contact_customer_accounts":[{"lastname":"Pietersen"},{"lastname":"Jansens"}]}""");
        await here.CreateAsync("accounts", """{"name":"Gam%ma","numberofemployees":3,"donotemail":true}""");
        return alpha;
    }
}
