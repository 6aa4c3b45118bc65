using System.Net;
using System.Text;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Hosting;

namespace Tevreden.Sandbox.Tests.Pages;

[TestClass]
public sealed class WebResourceTests
{
    [TestMethod]
    [DataRow("new_/pages/card.html", 1, "text/html", "<p>é</p>")]
    [DataRow("new_/styles/card.css", 2, "text/css", "p { color: red }")]
    [DataRow("new_/scripts/card.js", 3, "text/javascript", "let a = 1;")]
    [DataRow("new_/icons/card.svg", 11, "image/svg+xml", "<svg/>")]
    public async Task A_web_resource_is_served_by_its_name_as_what_it_is(string name, int type, string mediaType, string content)
    {
        await using var server = await SandboxServer.StartAsync(new SandboxServerOptions());
        Add(server, name, type, content);
        using var http = Browser(server, server.Token);

        using var response = await http.GetAsync($"WebResources/{name}");

        Assert.AreEqual(HttpStatusCode.OK, response.StatusCode);
        Assert.AreEqual(mediaType, response.Content.Headers.ContentType!.MediaType);
        Assert.AreEqual(content, Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync()));
    }

    [TestMethod]
    public async Task A_web_resource_that_is_not_there_is_not_found_and_one_without_token_is_refused()
    {
        await using var server = await SandboxServer.StartAsync(new SandboxServerOptions());
        using var http = Browser(server, server.Token);
        using var nobody = new HttpClient { BaseAddress = server.Address };

        using var missing = await http.GetAsync("WebResources/new_/none.html");
        using var refused = await nobody.GetAsync("WebResources/ClientGlobalContext.js.aspx");

        Assert.AreEqual(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.AreEqual(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [TestMethod]
    public async Task Pages_learn_the_language_that_their_reader_chose()
    {
        await using var server = await SandboxServer.StartAsync(new SandboxServerOptions());
        var admin = Admin(server);
        var reader = admin.Create(new Entity("systemuser") { ["firstname"] = "Jo", ["lastname"] = "</script>" });
        admin.Update(new Entity("usersettings", reader) { ["uilanguageid"] = 1043 });
        using var http = Browser(server, server.IssueToken(reader));

        var script = await http.GetStringAsync("WebResources/ClientGlobalContext.js.aspx");

        Assert.Contains("\"languageId\":1043", script);
        Assert.Contains(reader.ToString("D").ToUpperInvariant(), script);
        Assert.DoesNotContain("</script>", script);
    }

    private static void Add(SandboxServer server, string name, int type, string content) => Admin(server).Create(new Entity("webresource")
    {
        ["name"] = name,
        ["webresourcetype"] = new OptionSetValue(type),
        ["content"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(content)),
    });

    private static IOrganizationService Admin(SandboxServer server) => server.Engine.ServiceFor(new CallerContext(server.Engine.AdministratorId));

    private static HttpClient Browser(SandboxServer server, string token) =>
        new() { BaseAddress = server.Address, DefaultRequestHeaders = { Authorization = new("Bearer", token) } };
}
