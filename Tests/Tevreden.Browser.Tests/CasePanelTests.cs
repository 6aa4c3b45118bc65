using Microsoft.Playwright;
using Tevreden.Browser.Tests.Support;

namespace Tevreden.Browser.Tests;

[TestClass]
public sealed class CasePanelTests
{
    private const string Page = "casepanel";

    [TestMethod]
    public async Task On_an_open_case_an_agent_reads_which_survey_would_go_to_whom()
    {
        var place = await Place.GetAsync();
        var page = await place.OpenPageAsync(place.Data.Admin, Page, place.Data.OpenCase);

        await Assertions.Expect(page.Locator(".lead")).ToContainTextAsync("Survey “Na afhandeling van uw aanvraag” goes to e***@voorbeeld.nl");
        await Assertions.Expect(page.Locator("main")).Not.ToContainTextAsync("els.visser");
        await Accessibility.CheckAsync(page);
    }

    [TestMethod]
    public async Task On_an_open_case_of_somebody_without_email_an_agent_reads_why_not_and_gets_to_the_contact()
    {
        var place = await Place.GetAsync();
        var page = await place.OpenPageAsync(place.Data.DutchAdmin, Page, place.Data.OpenCaseWithoutEmail);

        await Assertions.Expect(page.Locator(".lead")).ToHaveTextAsync("Er zou geen enquête uitgaan.");
        await page.GetByRole(AriaRole.Link, new() { Name = "Open de contactpersoon" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Bakker");
    }

    [TestMethod]
    public async Task On_a_resolved_case_an_agent_reads_the_outcome()
    {
        var place = await Place.GetAsync();
        var page = await place.OpenPageAsync(place.Data.DutchAdmin, Page, place.Data.ResolvedCase);

        await Assertions.Expect(page.Locator(".lead")).ToContainTextAsync("Verstuurd");
        await Assertions.Expect(page.GetByText("Nog geen antwoord")).ToBeVisibleAsync();
    }

    [TestMethod]
    public async Task Somebody_without_a_role_gets_one_quiet_sentence()
    {
        var place = await Place.GetAsync();
        var page = await place.OpenPageAsync(place.Data.Nobody, Page, place.Data.OpenCase);

        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("You can't see this");
    }
}
