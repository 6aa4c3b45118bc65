using System.Text;
using Microsoft.Playwright;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Browser.Tests.Support;
using Tevreden.Dataverse.Names;
using Tevreden.Demo.Service;
using Tevreden.EndToEnd.Tests;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Hosting;

namespace Tevreden.Browser.Tests;

/// <summary>The steps of Solution/docs/admin-guide.md in a fresh environment, with what the page of the connection says before and after each.</summary>
[TestClass]
public sealed class AdminGuideTests
{
    private const string Key = "sleutel-van-de-test", Platform = "voorbeeld", Own = "beheerder@voorbeeld.nl";

    [TestMethod]
    public async Task From_zip_to_first_invitation_the_page_says_what_is_next()
    {
        var place = await Place.GetAsync();
        await using var service = await SimulatedService.StartAsync(new SimulatedServiceOptions { ApiKey = Key, Platform = Platform });
        await using var server = await SandboxServer.StartAsync(new SandboxServerOptions { Engine = new EngineOptions { KeyIndexing = KeyIndexing.WithImport } });
        var admin = server.Engine.ServiceFor(new CallerContext(server.Engine.AdministratorId));

        // 1: import.
        admin.Execute(new OrganizationRequest("ImportSolution") { ["CustomizationFile"] = await File.ReadAllBytesAsync(PackedSolution.ManagedZip) });
        var context = await place.Browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = server.Address.AbsoluteUri });
        // 3: the role of the solution, and no other.
        var person = new People(server).Make("Bea", "Beheerder", "Tevreden administrator", 1033);
        await context.AddCookiesAsync([new Cookie { Name = "sandbox-token", Value = person.Token, Url = server.Address.AbsoluteUri, HttpOnly = true, SameSite = SameSiteAttribute.Strict }]);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/main.aspx?pagetype=entitylist&etn=tvr_connection");
        await Assertions.Expect(page.GetByRole(AriaRole.Navigation, new() { Name = "Main" }).GetByRole(AriaRole.Heading, new() { Name = "Setup" })).ToBeVisibleAsync();
        await NextAsync(page, "Fill in the environment variables", done: 1);
        await Assertions.Expect(page.Locator(".steps > .next")).ToContainTextAsync("tvr_Platform, tvr_ApiKey");
        await Assertions.Expect(page.Locator(".lead")).ToHaveTextAsync("Nothing is sent yet: the connection has not been confirmed.");
        await Accessibility.CheckAsync(page);

        // 2: the variables.
        server.Engine.SetEnvironmentVariable(EnvironmentVariables.ApiBaseUrl, service.Address.AbsoluteUri);
        server.Engine.SetEnvironmentVariable(EnvironmentVariables.Platform, Platform);
        server.Engine.SetEnvironmentVariable(EnvironmentVariables.ApiKey, Key);
        await NextAsync(page, "Test the connection", done: 2);

        // 4: the first test makes the row of the connection.
        await page.GetByRole(AriaRole.Button, new() { Name = "Test connection" }).ClickAsync();
        await Assertions.Expect(page.Locator(".lead")).ToHaveTextAsync("All is well: invitations are sent.", new() { Timeout = 60_000 });
        await Assertions.Expect(page.GetByText("Everything that sending needs is good.")).ToBeVisibleAsync();
        await NextAsync(page, "Make a rule", done: 4);

        // 5: mail yourself first.
        await page.GetByLabel("Test recipient").FillAsync(Own);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText($"All mail goes to the test recipient {Own}")).ToBeVisibleAsync();

        // 6: a rule. The sandbox's forms only show, so it is made over the Web API with the same person's rights.
        var survey = admin.RetrieveMultiple(new QueryExpression(SurveyTable.Table) { TopCount = 1 }).Entities.Single().Id;
        var made = await page.APIRequest.PostAsync("/api/data/v9.2/tvr_rules", new APIRequestContextOptions
        {
            DataByte = Encoding.UTF8.GetBytes($$"""{"tvr_name":"Elke opgeloste aanvraag","tvr_order":10,"tvr_SurveyId@odata.bind":"/tvr_surveys({{survey:D}})"}"""),
            Headers = new Dictionary<string, string> { ["Content-Type"] = "application/json", ["Origin"] = server.Address.GetLeftPart(UriPartial.Authority) },
        });
        Assert.AreEqual(204, made.Status, await made.TextAsync());
        await NextAsync(page, "Map the fields to send", done: 5);
        var rule = admin.RetrieveMultiple(new QueryExpression(RuleTable.Table) { ColumnSet = new ColumnSet(RuleTable.Validity) }).Entities.Single();
        await page.GotoAsync($"/main.aspx?pagetype=entityrecord&etn=tvr_rule&id={rule.Id:D}");
        await Assertions.Expect(page.Locator(".header")).ToContainTextAsync("Valid");
        await page.GetByRole(AriaRole.Link, new() { Name = "Which cases, and test" }).ClickAsync();
        await page.FrameLocator("iframe").GetByRole(AriaRole.Button, new() { Name = "Try it" }).ClickAsync();
        await Assertions.Expect(page.FrameLocator("iframe").GetByText("There are no cases to try it on that you can see.")).ToBeVisibleAsync();

        // 7: a case is resolved, and the survey comes to the administrator.
        var cases = new SampleCases(admin);
        SampleData.Resolve(admin, cases.Make(cases.Contact("Jansen", "jan@voorbeeld.nl"), "Kapot"));
        await server.Engine.Jobs.DrainAsync();
        await page.GotoAsync("/main.aspx?pagetype=entitylist&etn=tvr_invitation");
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("tbody tr")).ToContainTextAsync("Sent");
        Assert.AreEqual(Own, service.Received.Single().Email);

        // 8: switched on.
        await page.GotoAsync("/WebResources/tvr_/pages/connection.html");
        await page.GetByRole(AriaRole.Button, new() { Name = "Clear" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Test recipient")).ToHaveValueAsync("");
        SampleData.Resolve(admin, cases.Make(cases.Contact("Pieters", "piet@voorbeeld.nl"), "Ook kapot"));
        await server.Engine.Jobs.DrainAsync();
        Assert.AreEqual("piet@voorbeeld.nl", service.Received[^1].Email);
        await context.CloseAsync();
    }

    private static async Task NextAsync(IPage page, string step, int done)
    {
        await page.GotoAsync("/WebResources/tvr_/pages/connection.html");
        await Assertions.Expect(page.Locator(".steps > [aria-current=step]")).ToContainTextAsync(step);
        await Assertions.Expect(page.Locator(".steps > .done")).ToHaveCountAsync(done);
    }
}
