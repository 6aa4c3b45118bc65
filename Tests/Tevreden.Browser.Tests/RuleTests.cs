using Microsoft.Playwright;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Browser.Tests.Support;
using Tevreden.Dataverse.Names;

namespace Tevreden.Browser.Tests;

[TestClass]
public sealed class RuleTests
{
    private const string Page = "rule";

    [TestMethod]
    public async Task A_filter_is_taken_from_a_saved_view_and_read_in_words()
    {
        var place = await Place.GetAsync();
        var page = await place.OpenPageAsync(place.Data.Admin, Page, place.Data.Rule);

        await page.GetByLabel("View").SelectOptionAsync("Actieve aanvragen per telefoon of e-mail");
        await Assertions.Expect(page.Locator(".quote")).ToContainTextAsync("Phone, or Email");
        await Assertions.Expect(page.GetByText("Left out, since a rule is applied when the case has just been resolved")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Use this filter" }).ClickAsync();

        await Assertions.Expect(page.Locator(".words")).ToContainTextAsync("does not look like %spam%");
        var filter = Row(place).GetAttributeValue<string>(RuleTable.Filter);
        Assert.Contains("caseorigincode", filter);
        Assert.DoesNotContain("statecode", filter);

        await page.GetByRole(AriaRole.Button, new() { Name = "Remove the filter" }).ClickAsync();
        await Assertions.Expect(page.Locator(".words")).ToContainTextAsync("Every resolved case.");
        Assert.IsNull(Row(place).GetAttributeValue<string>(RuleTable.Filter));
    }

    [TestMethod]
    public async Task Origins_and_types_are_ticked_and_saved()
    {
        var place = await Place.GetAsync();
        var page = await place.OpenPageAsync(place.Data.DutchAdmin, Page, place.Data.Rule);

        await page.GetByRole(AriaRole.Group, new() { Name = "Herkomst" }).GetByLabel("Web").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sla deze keuzes op" }).ClickAsync();
        await Assertions.Expect(page.Locator(".words")).ToContainTextAsync("Herkomst is Web");
        Assert.AreEqual("3", Row(place).GetAttributeValue<string>(RuleTable.CaseOrigins));

        await page.GetByRole(AriaRole.Group, new() { Name = "Herkomst" }).GetByLabel("Web").UncheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sla deze keuzes op" }).ClickAsync();
        await Assertions.Expect(page.Locator(".words")).ToContainTextAsync("Elke opgeloste aanvraag.");
        Assert.IsNull(Row(place).GetAttributeValue<string>(RuleTable.CaseOrigins));
    }

    [TestMethod]
    public async Task Each_mapping_says_what_is_sent_and_what_happens_without_it()
    {
        var place = await Place.GetAsync();
        var page = await place.OpenPageAsync(place.Data.Admin, Page, place.Data.Rule);

        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(5);
        await Assertions.Expect(page.Locator("tbody tr", new() { HasText = "casenumber" })).ToContainTextAsync("no survey");
        await Assertions.Expect(page.Locator("tbody tr", new() { HasText = "firstname" })).ToContainTextAsync("left out");
    }

    [TestMethod]
    public async Task A_rule_is_tried_on_the_last_cases_with_the_cases_behind_each_outcome()
    {
        var place = await Place.GetAsync();
        var page = await place.OpenPageAsync(place.Data.Admin, Page, place.Data.Rule);

        await page.GetByRole(AriaRole.Button, new() { Name = "Try it" }).ClickAsync();

        await Assertions.Expect(page.GetByText("cases tried.")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".tested").First).ToBeVisibleAsync();
        await page.Locator(".tested summary", new() { HasText = "No email" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { NameRegex = new("Onderdeel ontbreekt") })).ToBeVisibleAsync();
        await Accessibility.CheckAsync(page);
    }

    [TestMethod]
    public async Task More_subjects_than_fit_are_searched_and_saving_drops_none_that_is_ticked()
    {
        var place = await Place.GetAsync();
        var subjects = Enumerable.Range(1, 45).Select(number => place.Admin.Create(new Entity("subject") { ["title"] = $"Onderwerp {number:00}" })).ToList();
        place.Admin.Update(new Entity(RuleTable.Table, place.Data.Rule.Id) { [RuleTable.CaseSubjects] = "Onderwerp 44;Onderwerp 02;Onderwerp 03" });
        place.Admin.Delete("subject", subjects[2]);
        try
        {
            var page = await place.OpenPageAsync(place.Data.DutchAdmin, Page, place.Data.Rule);
            var group = page.GetByRole(AriaRole.Group, new() { Name = "Onderwerp" });
            await Assertions.Expect(group.GetByRole(AriaRole.Checkbox)).ToHaveCountAsync(50);
            await Assertions.Expect(group.GetByRole(AriaRole.Checkbox).Nth(0)).ToBeCheckedAsync();
            await Assertions.Expect(group.Locator(".tick").First).ToContainTextAsync("Onderwerp 03 (hier niet gevonden)");

            await group.GetByLabel("Zoek in Onderwerp").FillAsync("ONDERWERP 31");
            await Assertions.Expect(group.GetByRole(AriaRole.Checkbox)).ToHaveCountAsync(1);
            await Assertions.Expect(group.GetByText("1 van 50")).ToBeVisibleAsync();
            await Accessibility.CheckAsync(page);
            await group.GetByLabel("Onderwerp 31").CheckAsync();
            await group.GetByLabel("Zoek in Onderwerp").FillAsync("onderwerp 03");
            await group.GetByLabel("Onderwerp 03").UncheckAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Sla deze keuzes op" }).ClickAsync();

            await Assertions.Expect(page.Locator(".words")).ToContainTextAsync("Onderwerp 31");
            CollectionAssert.AreEquivalent(new[] { "Onderwerp 02", "Onderwerp 31", "Onderwerp 44" }, Row(place).GetAttributeValue<string>(RuleTable.CaseSubjects).Split(';'));
        }
        finally
        {
            place.Admin.Update(new Entity(RuleTable.Table, place.Data.Rule.Id) { [RuleTable.CaseSubjects] = null });
            subjects.Where(subject => subject != subjects[2]).ToList().ForEach(subject => place.Admin.Delete("subject", subject));
        }
    }

    [TestMethod]
    [DataRow(false, "refresh false", DisplayName = "A form without changes is read again")]
    [DataRow(true, "tvr_caseorigins=2", DisplayName = "A form with changes keeps them, and takes over what was saved")]
    public async Task What_the_page_saves_the_open_form_does_not_put_back(bool isDirty, string told)
    {
        var place = await Place.GetAsync();
        var form = $$"""
            if (window === window.top) {
              window.told = [];
              const attribute = (name) => ({ setValue: (value) => window.told.push(`${name}=${value}`) });
              window.Xrm = { Page: { getAttribute: attribute, data: { refresh: async (save) => { window.told.push(`refresh ${save}`); }, entity: { getId: () => "{{place.Data.Rule.Id.ToString("B").ToUpperInvariant()}}", getIsDirty: () => {{(isDirty ? "true" : "false")}} } } } };
            }
            """;
        var page = await place.OpenAsync(place.Data.Admin, $"/main.aspx?pagetype=entityrecord&etn=tvr_rule&id={place.Data.Rule.Id:D}&tab=cases", script: form);
        var frame = page.FrameLocator("iframe");

        await frame.GetByRole(AriaRole.Group, new() { Name = "Origin" }).GetByLabel("Email").CheckAsync();
        await frame.GetByRole(AriaRole.Button, new() { Name = "Save these choices" }).ClickAsync();
        await Assertions.Expect(frame.Locator(".words")).ToContainTextAsync("Origin is Email");
        await frame.GetByRole(AriaRole.Group, new() { Name = "Origin" }).GetByLabel("Email").UncheckAsync();
        var first = await page.EvaluateAsync<string[]>("window.told");
        await frame.GetByRole(AriaRole.Button, new() { Name = "Save these choices" }).ClickAsync();
        await Assertions.Expect(frame.Locator(".words")).ToContainTextAsync("Every resolved case.");

        Assert.Contains(told, first);
    }

    private static Entity Row(Place place) => place.Admin.Retrieve(RuleTable.Table, place.Data.Rule.Id, new ColumnSet(true));
}
