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

    private static Entity Row(Place place) => place.Admin.Retrieve(RuleTable.Table, place.Data.Rule.Id, new ColumnSet(true));
}
