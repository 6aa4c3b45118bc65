using System.Net;
using Microsoft.Xrm.Sdk;
using Newtonsoft.Json.Linq;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Hosting;

namespace Tevreden.Sandbox.Tests.Pages;

/// <summary>What pages read over the Web API besides rows by query: FetchXML, and what columns and choices are called.</summary>
[TestClass]
public sealed class PageReadsTests
{
    [TestMethod]
    public async Task FetchXml_gives_sums_by_their_aliases()
    {
        await using var server = await SandboxServer.StartAsync(new SandboxServerOptions());
        var admin = server.Engine.ServiceFor(new CallerContext(server.Engine.AdministratorId));
        foreach (var employees in (int[])[3, 4, 10])
            admin.Create(new Entity("account") { ["name"] = employees > 5 ? "Groot" : "Klein", ["numberofemployees"] = employees });
        using var http = Browser(server);

        var body = await GetAsync(http, "accounts?fetchXml=" + Uri.EscapeDataString("""<fetch aggregate="true"><entity name="account"><attribute name="numberofemployees" alias="total" aggregate="sum" /><attribute name="name" alias="kind" groupby="true" /></entity></fetch>"""));

        CollectionAssert.AreEquivalent(new[] { "Groot 10", "Klein 7" }, body["value"]!.Select(row => $"{row["kind"]} {row["total"]}").ToArray());
    }

    [TestMethod]
    public async Task FetchXml_of_another_table_than_the_address_is_refused()
    {
        await using var server = await SandboxServer.StartAsync(new SandboxServerOptions());
        using var http = Browser(server);

        using var response = await http.GetAsync("api/data/v9.2/accounts?fetchXml=" + Uri.EscapeDataString("""<fetch><entity name="contact" /></fetch>"""));

        Assert.AreEqual(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [TestMethod]
    public async Task Definitions_say_what_columns_choices_and_lookups_are()
    {
        await using var server = await SandboxServer.StartAsync(new SandboxServerOptions());
        server.Engine.ServiceFor(new CallerContext(server.Engine.AdministratorId)).Update(new Entity("usersettings", server.Engine.AdministratorId) { ["uilanguageid"] = 1043 });
        using var http = Browser(server);

        var columns = await GetAsync(http, "EntityDefinitions(LogicalName='incident')/Attributes?$select=LogicalName,DisplayName");
        var choices = await GetAsync(http, "EntityDefinitions(LogicalName='incident')/Attributes/Microsoft.Dynamics.CRM.PicklistAttributeMetadata?$select=LogicalName&$expand=OptionSet($select=Options)");
        var lookups = await GetAsync(http, "EntityDefinitions(LogicalName='incident')/Attributes/Microsoft.Dynamics.CRM.LookupAttributeMetadata?$select=LogicalName,Targets");

        Assert.AreEqual("Titel van aanvraag", Of(columns, "title").SelectToken("DisplayName.UserLocalizedLabel.Label")!.Value<string>());
        Assert.AreEqual("Telefoon", Of(choices, "caseorigincode")["OptionSet"]!["Options"]!.Single(option => option.Value<int>("Value") == 1).SelectToken("Label.UserLocalizedLabel.Label")!.Value<string>());
        CollectionAssert.Contains(Of(lookups, "primarycontactid")["Targets"]!.Values<string>().ToArray(), "contact");
    }

    private static JToken Of(JObject body, string column) => body["value"]!.Single(one => one.Value<string>("LogicalName") == column);

    private static async Task<JObject> GetAsync(HttpClient http, string address) => JObject.Parse(await http.GetStringAsync("api/data/v9.2/" + address));

    private static HttpClient Browser(SandboxServer server) => new() { BaseAddress = server.Address, DefaultRequestHeaders = { Authorization = new("Bearer", server.Token) } };
}
