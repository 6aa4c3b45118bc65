using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Newtonsoft.Json.Linq;

namespace Tevreden.Sandbox.Tests.WebApi;

[TestClass]
public sealed class WritingTests
{
    private const string Root = "/api/data/v9.2/";

    [TestMethod]
    public async Task An_upsert_by_key_answers_with_the_key_and_conditions_hold()
    {
        await using var here = await ServedWebApi.StartAsync();
        await TreesAsync(here);
        var first = await here.SendAsync("PATCH", "new_trees(new_name='Oak')", """{"new_height":1}""");

        Assert.AreEqual(HttpStatusCode.NoContent, first.StatusCode);
        Assert.EndsWith("new_trees(new_name='Oak')", first.Headers.GetValues("OData-EntityId").Single());
        Assert.AreEqual(412, (await here.ErrorAsync("PATCH", "new_trees(new_name='Oak')", "{}", ("If-None-Match", "*"))).Status);
        Assert.AreEqual(404, (await here.ErrorAsync("PATCH", "new_trees(new_name='Elm')", "{}", ("If-Match", "*"))).Status);
        var second = await here.SendAsync("PATCH", "new_trees(new_name='Oak')?$select=new_height", """{"new_height":2}""", ("Prefer", "return=representation"));
        Assert.AreEqual(HttpStatusCode.OK, second.StatusCode);
        Assert.AreEqual(2, JObject.Parse(await second.Content.ReadAsStringAsync()).Value<int>("new_height"));
    }

    [TestMethod]
    public async Task UpsertMultiple_takes_keys_and_is_all_or_nothing()
    {
        await using var here = await ServedWebApi.StartAsync();
        await TreesAsync(here);
        const string Address = "new_trees/Microsoft.Dynamics.CRM.UpsertMultiple";
        static string Target(string name, int height) => $$"""{"@odata.type":"Microsoft.Dynamics.CRM.new_tree","@odata.id":"new_trees(new_name='{{name}}')","new_height":{{height}}}""";
        Assert.AreEqual(HttpStatusCode.NoContent, (await here.SendAsync("POST", Address, $$"""{"Targets":[{{Target("Oak", 1)}},{{Target("Elm", 2)}}]}""")).StatusCode);
        Assert.AreEqual(400, (await here.ErrorAsync("POST", Address, $$"""{"Targets":[{{Target("Oak", 5)}},{{Target("Ash", 1000)}}]}""")).Status);

        var rows = (await here.GetAsync("new_trees?$select=new_name,new_height&$orderby=new_name"))["value"]!;
        Assert.AreEqual("Elm 2,Oak 1", string.Join(',', rows.Select(row => $"{row["new_name"]} {row["new_height"]}")));
    }

    [TestMethod]
    public async Task A_file_column_takes_content_gives_it_back_and_is_emptied()
    {
        await using var here = await ServedWebApi.StartAsync();
        await TreesAsync(here);
        Assert.IsTrue((await here.SendAsync("POST", "EntityDefinitions(LogicalName='new_tree')/Attributes", """{"@odata.type":"Microsoft.Dynamics.CRM.FileAttributeMetadata","SchemaName":"new_Photo"}""")).IsSuccessStatusCode);
        var id = await here.CreateAsync("new_trees", """{"new_name":"Oak"}""");
        var content = new ByteArrayContent([1, 2, 3]) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
        Assert.AreEqual(HttpStatusCode.NoContent, (await here.SendAsync("PATCH", $"new_trees({id})/new_photo", content, ("x-ms-file-name", "oak.jpg"))).StatusCode);

        var back = await here.SendAsync("GET", $"new_trees({id})/new_photo/$value");
        CollectionAssert.AreEqual(new byte[] { 1, 2, 3 }, await back.Content.ReadAsByteArrayAsync());
        Assert.AreEqual("oak.jpg", back.Headers.GetValues("x-ms-file-name").Single());
        Assert.AreEqual(HttpStatusCode.NoContent, (await here.SendAsync("DELETE", $"new_trees({id})/new_photo")).StatusCode);
        Assert.AreEqual(404, (await here.ErrorAsync("GET", $"new_trees({id})/new_photo/$value")).Status);
    }

    [TestMethod]
    public async Task Rows_are_related_and_parted_by_their_addresses()
    {
        await using var here = await ServedWebApi.StartAsync();
        var account = await here.CreateAsync("accounts", """{"name":"A"}""");
        var contact = await here.CreateAsync("contacts", """{"lastname":"B"}""");
        await here.SendAsync("PUT", $"accounts({account})/primarycontactid/$ref", $$"""{"@odata.id":"{{here.Server.Address}}api/data/v9.2/contacts({{contact}})"}""");
        Assert.AreEqual(contact.ToString(), (await here.GetAsync($"accounts({account})?$select=_primarycontactid_value")).Value<string>("_primarycontactid_value"));
        await here.SendAsync("DELETE", $"accounts({account})/primarycontactid/$ref");
        Assert.AreEqual(JTokenType.Null, (await here.GetAsync($"accounts({account})?$select=_primarycontactid_value"))["_primarycontactid_value"]!.Type);

        await here.SendAsync("POST", $"accounts({account})/contact_customer_accounts/$ref", $$"""{"@odata.id":"contacts({{contact}})"}""");
        Assert.HasCount(1, (await here.GetAsync($"accounts({account})/contact_customer_accounts"))["value"]!);
        await here.SendAsync("DELETE", $"accounts({account})/contact_customer_accounts({contact})/$ref");
        Assert.IsEmpty((await here.GetAsync($"accounts({account})/contact_customer_accounts"))["value"]!);
    }

    [TestMethod]
    public async Task A_batch_stops_at_the_first_error_unless_it_is_told_to_go_on()
    {
        await using var here = await ServedWebApi.StartAsync();
        string[] parts = [Part("POST", "accounts", """{"name":"one"}"""), Part("POST", "accounts", """{"nosuch":1}"""), Part("POST", "accounts", """{"name":"two"}""")];
        var stopped = await BatchAsync(here, parts);
        Assert.AreEqual(400, (int)stopped.StatusCode);
        Assert.HasCount(1, (await here.GetAsync("accounts?$select=name"))["value"]!);

        var went = await BatchAsync(here, parts, ("Prefer", "odata.continue-on-error"));
        Assert.AreEqual(200, (int)went.StatusCode);
        var text = await went.Content.ReadAsStringAsync();
        Assert.AreEqual(3, text.Split("HTTP/1.1 ").Length - 1);
        Assert.HasCount(3, (await here.GetAsync("accounts?$select=name"))["value"]!);
    }

    [TestMethod]
    public async Task A_change_set_refers_to_its_own_rows_and_leaves_nothing_when_one_fails()
    {
        await using var here = await ServedWebApi.StartAsync();
        string Set(string second) => $"Content-Type: multipart/mixed; boundary=set\r\n\r\n--set\r\n{Part("POST", "accounts", """{"name":"parent"}""", 1)}--set\r\n{second}--set--\r\n";
        var good = await BatchAsync(here, [Set(Part("POST", "contacts", """{"lastname":"child","parentcustomerid_account@odata.bind":"$1"}""", 2))]);
        Assert.AreEqual(200, (int)good.StatusCode, await good.Content.ReadAsStringAsync());
        Assert.AreEqual("parent", (await here.GetAsync("contacts?$select=lastname&$expand=parentcustomerid_account($select=name)"))["value"]![0]!["parentcustomerid_account"]!.Value<string>("name"));

        var bad = await BatchAsync(here, [Set(Part("PATCH", "$7", """{"name":"never"}""", 2))]);
        Assert.AreEqual(400, (int)bad.StatusCode);
        Assert.HasCount(1, (await here.GetAsync("accounts?$select=name"))["value"]!);
    }

    private static string Part(string method, string address, string json, int? contentId = null) =>
        $"Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n{(contentId is { } id ? $"Content-ID: {id}\r\n" : "")}\r\n{method} {(address.StartsWith('$') ? "" : Root)}{address} HTTP/1.1\r\nContent-Type: application/json\r\n\r\n{json}\r\n";

    private static Task<HttpResponseMessage> BatchAsync(ServedWebApi here, string[] parts, params (string Name, string Value)[] headers)
    {
        var content = new StringContent(string.Concat(parts.Select(part => $"--b\r\n{part}")) + "--b--\r\n", Encoding.UTF8);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/mixed; boundary=b");
        return here.SendAsync("POST", "$batch", content, headers);
    }

    private static async Task TreesAsync(ServedWebApi here)
    {
        const string Label = """{"LocalizedLabels":[{"Label":"Tree","LanguageCode":1033}]}""";
        string[] definitions =
        [
            $$"""{"SchemaName":"new_Tree","DisplayName":{{Label}},"DisplayCollectionName":{{Label}},"OwnershipType":"UserOwned","Attributes":[{"@odata.type":"Microsoft.Dynamics.CRM.StringAttributeMetadata","SchemaName":"new_Name","IsPrimaryName":true,"MaxLength":50}]}""",
            """{"@odata.type":"Microsoft.Dynamics.CRM.IntegerAttributeMetadata","SchemaName":"new_Height","MinValue":0,"MaxValue":100}""",
            """{"SchemaName":"new_ByName","KeyAttributes":["new_name"]}""",
        ];
        foreach (var (address, definition) in new[] { "EntityDefinitions", "EntityDefinitions(LogicalName='new_tree')/Attributes", "EntityDefinitions(LogicalName='new_tree')/Keys" }.Zip(definitions))
        {
            var response = await here.SendAsync("POST", address, definition);
            Assert.AreEqual(HttpStatusCode.NoContent, response.StatusCode, await response.Content.ReadAsStringAsync());
        }

        here.Server.Engine.BuildKeyIndexes();
    }

    [TestMethod]
    [DataRow("/accounts({0})")]
    [DataRow("accounts({0})")]
    [DataRow("/api/data/v9.1/accounts({0})")]
    [DataRow("{1}api/data/v9.0/accounts({0})")]
    [DataRow("127.0.0.1/api/data/v9.2/accounts({0})")]
    public async Task A_row_is_named_in_a_body_as_clients_name_it(string form)
    {
        await using var here = await ServedWebApi.StartAsync();
        var account = await here.CreateAsync("accounts", """{"name":"A"}""");
        var address = string.Format(System.Globalization.CultureInfo.InvariantCulture, form, account, here.Server.Address);
        var contact = await here.CreateAsync("contacts", $$"""{"lastname":"J","parentcustomerid_account@odata.bind":"{{address}}"}""");

        Assert.AreEqual(account.ToString("D"), (await here.GetAsync($"contacts({contact})?$select=_parentcustomerid_value")).Value<string>("_parentcustomerid_value"));
    }
}
