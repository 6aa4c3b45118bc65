using Microsoft.Crm.Sdk.Messages;
using Microsoft.Playwright;
using Microsoft.Xrm.Sdk;
using Tevreden.Browser.Tests.Support;
using Tevreden.Dataverse.Names;

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
    public async Task On_an_answered_case_an_agent_reads_the_answer_and_what_came_before()
    {
        var place = await Place.GetAsync();
        var page = await place.OpenPageAsync(place.Data.Admin, Page, place.Data.AnsweredCase);

        await Assertions.Expect(page.Locator(".lead")).ToContainTextAsync("Answered");
        var answer = page.Locator(".card", new() { HasText = "The answer" });
        await Assertions.Expect(answer.Locator("strong")).ToHaveTextAsync(["9", "10"]);
        await Assertions.Expect(answer.Locator("blockquote")).ToHaveTextAsync("Snel en netjes geholpen.");
        await page.GetByText("Earlier resolutions of this case").ClickAsync();
        await Assertions.Expect(page.Locator("details li")).ToContainTextAsync("Resolution 1");
        await Accessibility.CheckAsync(page);
    }

    [TestMethod]
    public async Task On_a_resolved_case_that_was_not_asked_about_an_agent_reads_why()
    {
        var place = await Place.GetAsync();
        var page = await place.OpenPageAsync(place.Data.DutchAdmin, Page, place.Data.SkippedCase);

        await Assertions.Expect(page.Locator(".lead")).ToHaveTextAsync("Overgeslagen Geen e-mailadres");
        await Assertions.Expect(page.Locator(".card")).ToContainTextAsync("heeft geen e-mailadres");
        // The row holds the reason in both languages; a reader gets the one.
        await Assertions.Expect(page.Locator(".card")).Not.ToContainTextAsync("has no e-mail");
    }

    [TestMethod]
    public async Task On_a_case_resolved_before_the_connection_an_agent_reads_that_nothing_comes()
    {
        var place = await Place.GetAsync();
        var old = new EntityReference("incident", place.Admin.Create(new Entity("incident") { ["title"] = "Oud", ["customerid"] = place.Data.Account }));
        place.Admin.Execute(new CloseIncidentRequest
        {
            IncidentResolution = new Entity("incidentresolution") { ["subject"] = "Opgelost", ["incidentid"] = old, ["actualend"] = new DateTime(2020, 1, 1, 9, 0, 0, DateTimeKind.Utc) },
            Status = new OptionSetValue(-1),
        });
        await place.Server.Engine.Jobs.DrainAsync();

        var page = await place.OpenPageAsync(place.Data.Admin, Page, old);

        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("No outcome yet");
    }

    [TestMethod]
    public async Task The_page_knows_outcomes_and_reasons_by_the_values_of_the_solution()
    {
        var place = await Place.GetAsync();
        var page = await place.OpenPageAsync(place.Data.Admin, Page, place.Data.OpenCase);
        var (status, reason) = (await page.EvaluateAsync<Dictionary<string, int>>("status"), await page.EvaluateAsync<Dictionary<string, int>>("reason"));

        CollectionAssert.AreEquivalent(Enum.GetValues<InvitationStatus>().ToDictionary(value => value.ToString().ToLowerInvariant(), value => (int)value), status);
        foreach (var (name, value) in reason)
            Assert.AreEqual(value, (int)Enum.Parse<InvitationReason>(name, ignoreCase: true), name);
    }

    [TestMethod]
    public async Task Somebody_without_a_role_gets_one_quiet_sentence()
    {
        var place = await Place.GetAsync();
        var page = await place.OpenPageAsync(place.Data.Nobody, Page, place.Data.OpenCase);

        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("You can't see this");
    }
}
