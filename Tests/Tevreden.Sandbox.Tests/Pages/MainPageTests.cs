using System.Net;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Hosting;
using Tevreden.Sandbox.Tests.Import;

namespace Tevreden.Sandbox.Tests.Pages;

/// <summary>The platform's own address for forms and lists, over a small solution with one form and one view.</summary>
[TestClass]
public sealed class MainPageTests
{
    private const string Form =
        """
        <FormXml><forms type="main"><systemform><formid>{5a1f0000-0000-4000-8000-0000000000a1}</formid><form>
          <tabs><tab name="first" id="{5a1f0000-0000-4000-8000-0000000000a2}"><labels><label description="First" languagecode="1033" /><label description="Eerste" languagecode="1043" /></labels>
            <columns><column width="100%"><sections><section name="s" columns="11"><labels><label description="About" languagecode="1033" /></labels><rows>
              <row><cell><labels><label description="Its name" languagecode="1033" /><label description="De naam" languagecode="1043" /></labels><control id="new_name" classid="{4273EDBD-AC1D-40D3-9FB2-095C621B552D}" datafieldname="new_name" /></cell></row>
              <row><cell><control id="page" classid="{9FDF5F91-88B1-47F4-AD53-C11EFC01A01D}"><parameters><Url>new_/page.html</Url><PassParameters>true</PassParameters></parameters></control></cell></row>
            </rows></section></sections></column></columns></tab></tabs></form>
          <LocalizedNames><LocalizedName description="Information" languagecode="1033" /></LocalizedNames></systemform></forms></FormXml>
        <SavedQueries><savedqueries><savedquery><savedqueryid>{5a1f0000-0000-4000-8000-0000000000a3}</savedqueryid><querytype>0</querytype><isdefault>1</isdefault>
          <layoutxml><grid name="resultset"><row name="result" id="new_thingid"><cell name="new_name" width="100" /><cell name="owner.name" width="100" /></row></grid></layoutxml>
          <fetchxml><fetch><entity name="new_thing"><attribute name="new_name" /><link-entity name="account" from="accountid" to="new_accountid" link-type="outer" alias="owner"><attribute name="name" /></link-entity></entity></fetch></fetchxml>
          <LocalizedNames><LocalizedName description="All things" languagecode="1033" /><LocalizedName description="Alle dingen" languagecode="1043" /></LocalizedNames></savedquery></savedqueries></SavedQueries>
        """;

    [TestMethod]
    public async Task A_row_is_shown_in_its_form_with_labels_in_the_reader_s_language_and_values_as_text()
    {
        await using var place = await StartAsync();

        var html = await place.Http.GetStringAsync($"main.aspx?pagetype=entityrecord&etn=new_thing&id={place.Thing:D}");

        Assert.Contains("De naam", html);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", html);
        Assert.DoesNotContain("<script>", html);
        Assert.Contains($"/WebResources/new_/page.html?id=%7B{place.Thing:D}%7D&amp;typename=new_thing", html);
        Assert.Contains("userlcid=1043", html);
    }

    [TestMethod]
    public async Task A_list_shows_a_view_with_joined_columns_and_links_to_the_rows()
    {
        await using var place = await StartAsync();

        var html = await place.Http.GetStringAsync("main.aspx?pagetype=entitylist&etn=new_thing");

        Assert.Contains("Alle dingen", html);
        Assert.Contains("Bakkerij", html);
        Assert.Contains($"/main.aspx?pagetype=entityrecord&amp;etn=new_thing&amp;id={place.Thing:D}", html);
    }

    [TestMethod]
    public async Task A_table_without_a_form_shows_its_filled_columns_and_says_so()
    {
        await using var place = await StartAsync();

        var html = await place.Http.GetStringAsync($"main.aspx?pagetype=entityrecord&etn=systemuser&id={await AdministratorAsync(place.Http)}");

        Assert.Contains("This environment has no form of the platform for this table", html);
        Assert.Contains("Sandbox Administrator", html);
    }

    private static async Task<string> AdministratorAsync(HttpClient http) =>
        Newtonsoft.Json.Linq.JObject.Parse(await http.GetStringAsync("api/data/v9.2/WhoAmI"))["UserId"]!.ToString();

    [TestMethod]
    [DataRow("pagetype=entityrecord&etn=new_nothing&id=5a1f0000-0000-4000-8000-0000000000ff", HttpStatusCode.NotFound)]
    [DataRow("pagetype=entityrecord&etn=new_thing&id=5a1f0000-0000-4000-8000-0000000000ff", HttpStatusCode.Forbidden)]
    [DataRow("pagetype=entitylist&etn=new_thing&viewid=5a1f0000-0000-4000-8000-0000000000ff", HttpStatusCode.NotFound)]
    [DataRow("pagetype=search", HttpStatusCode.NotFound)]
    public async Task An_address_that_names_nothing_says_so(string query, HttpStatusCode expected)
    {
        await using var place = await StartAsync();

        using var response = await place.Http.GetAsync($"main.aspx?{query}");

        Assert.AreEqual(expected, response.StatusCode);
    }

    private static async Task<Served> StartAsync()
    {
        var server = await SandboxServer.StartAsync(new SandboxServerOptions());
        server.Engine.ImportSolution(new SmallSolution
        {
            Change = text => text.Replace("</EntityInfo></Entity>", $"</EntityInfo>{Form}</Entity>", StringComparison.Ordinal),
        }.Zip());
        var admin = server.Engine.ServiceFor(new CallerContext(server.Engine.AdministratorId));
        var account = admin.Create(new Entity("account") { ["name"] = "Bakkerij" });
        var thing = admin.Create(new Entity("new_thing") { ["new_name"] = "<script>alert(1)</script>", ["new_accountid"] = new EntityReference("account", account) });
        admin.Update(new Entity("usersettings", server.Engine.AdministratorId) { ["uilanguageid"] = 1043 });
        return new Served(server, account, thing);
    }

    private sealed class Served(SandboxServer server, Guid account, Guid thing) : IAsyncDisposable
    {
        public Guid Account => account;

        public Guid Thing => thing;

        public HttpClient Http { get; } = new() { BaseAddress = server.Address, DefaultRequestHeaders = { Authorization = new("Bearer", server.Token) } };

        public async ValueTask DisposeAsync()
        {
            Http.Dispose();
            await server.DisposeAsync();
        }
    }
}
