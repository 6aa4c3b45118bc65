using Microsoft.Playwright;
using Microsoft.Xrm.Sdk;
using Tevreden.Browser.Tests.Support;
using Tevreden.Dataverse.Names;

namespace Tevreden.Browser.Tests;

/// <summary>The sandbox shows what the zip brings, at the platform's own address.</summary>
[TestClass]
public sealed class SandboxPageTests
{
    [TestMethod]
    public async Task The_account_form_has_our_tab_with_the_scorecard_of_that_account_in_it()
    {
        var place = await Place.GetAsync();
        var page = await place.OpenAsync(place.Data.DutchAdmin, $"/main.aspx?pagetype=entityrecord&etn=account&id={place.Data.Account.Id:D}");

        await page.GetByRole(AriaRole.Link, new() { Name = "Tevreden", Exact = true }).First.ClickAsync();

        await Assertions.Expect(page.FrameLocator("iframe").GetByText("48 reacties in 12 maanden")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".problem")).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByRole(AriaRole.Table).First).ToBeVisibleAsync();
        await Accessibility.CheckAsync(page);
    }

    [TestMethod]
    public async Task A_form_of_the_customer_s_own_shows_the_quick_view_of_the_score()
    {
        const string Form =
            """
            <form><tabs><tab name="own" id="{5a1f0000-0000-4000-8000-0000000000b1}"><labels><label description="Own" languagecode="1033" /></labels><columns><column width="100%"><sections>
              <section name="s" showlabel="false" columns="1"><rows><row><cell id="{5a1f0000-0000-4000-8000-0000000000b2}" showlabel="false"><control id="score" classid="{5C5600E0-1D6E-4205-A272-BE80DA87FD42}" datafieldname="tvr_scoreid">
                <parameters><QuickForms>&lt;QuickFormIds&gt;&lt;QuickFormId entityname="tvr_score"&gt;700849a1-9440-5fba-8d45-ee8029a08d5a&lt;/QuickFormId&gt;&lt;/QuickFormIds&gt;</QuickForms></parameters></control></cell></row></rows></section>
            </sections></column></columns></tab></tabs></form>
            """;
        var place = await Place.GetAsync();
        var form = place.Admin.Create(new Entity("systemform") { ["name"] = "Own form", ["objecttypecode"] = "account", ["type"] = new OptionSetValue(2), ["formxml"] = Form });
        try
        {
            var page = await place.OpenAsync(place.Data.DutchAdmin, $"/main.aspx?pagetype=entityrecord&etn=account&id={place.Data.Account.Id:D}&formid={form:D}");

            await Assertions.Expect(page.Locator(".part").First).ToContainTextAsync("Gemiddeld cijfer7.50");
            await Assertions.Expect(page.Locator(".problem")).ToHaveCountAsync(0);
        }
        finally
        {
            place.Admin.Delete("systemform", form);
        }
    }

    [TestMethod]
    public async Task Somebody_without_our_roles_works_with_the_form_as_before_and_our_tab_says_one_quiet_sentence()
    {
        var place = await Place.GetAsync();
        var agent = new People(place.Server).With("prvReadAccount", "prvReadActivity");
        var page = await place.OpenAsync(agent, $"/main.aspx?pagetype=entityrecord&etn=account&id={place.Data.Account.Id:D}");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Bakkerij De Korenaar");
        await Assertions.Expect(page.Locator("body")).Not.ToContainTextAsync("prv");

        await page.GetByRole(AriaRole.Navigation, new() { Name = "Tabs" }).GetByRole(AriaRole.Link, new() { Name = "Tevreden" }).ClickAsync();

        await Assertions.Expect(page.FrameLocator("iframe").GetByRole(AriaRole.Status)).ToContainTextAsync("You can't see this");
        await Assertions.Expect(page.FrameLocator("iframe").GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator(".problem")).ToHaveCountAsync(0);
    }

    [TestMethod]
    public async Task The_dashboard_draws_the_response_rate_as_shares_by_outcome()
    {
        var place = await Place.GetAsync();
        var page = await place.OpenAsync(place.Data.DutchAdmin, "/main.aspx?pagetype=dashboard&id=e4f9ebbd-c622-5835-b794-fc3d7a9bf7af");
        var tile = page.Locator(".tile", new() { HasText = "Respons per maand" });

        await Assertions.Expect(tile.Locator("thead")).ToContainTextAsync("Beantwoord");
        await Assertions.Expect(tile.Locator("tbody tr").First).ToContainTextAsync("%");
        await Assertions.Expect(page.Locator(".problem")).ToHaveCountAsync(0);
        await Accessibility.CheckAsync(page);
    }

    [TestMethod]
    [DataRow(SurveyTable.Table)]
    [DataRow(LocationTable.Table)]
    [DataRow(RuleTable.Table)]
    [DataRow(InvitationTable.Table)]
    [DataRow(ResponseTable.Table)]
    [DataRow(ScoreTable.Table)]
    [DataRow(ConnectionTable.Table)]
    [DataRow(AlertTable.Table)]
    [DataRow(SyncRunTable.Table)]
    public async Task Lists_and_forms_of_our_tables_show_no_part_that_is_missing(string table)
    {
        var place = await Place.GetAsync();
        var page = await place.OpenAsync(place.Data.Admin, $"/main.aspx?pagetype=entitylist&etn={table}");
        await Assertions.Expect(page.Locator(".problem")).ToHaveCountAsync(0);
        var record = page.Locator("tbody a[href*=entityrecord]").First;
        if (await record.CountAsync() == 0)
            return;

        await record.ClickAsync();

        await Assertions.Expect(page.Locator(".part").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".problem")).ToHaveCountAsync(0);
    }
}
