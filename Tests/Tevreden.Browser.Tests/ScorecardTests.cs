using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Tevreden.Browser.Tests.Support;

namespace Tevreden.Browser.Tests;

[TestClass]
public sealed partial class ScorecardTests
{
    private const string Page = "scorecard";

    [TestMethod]
    public async Task A_sales_person_sees_score_trend_and_remarks_in_four_requests_whatever_the_number_of_responses()
    {
        var place = await Place.GetAsync();
        var requests = new List<string>();
        var page = await place.OpenAsync(place.Data.Admin, "/WebResources/ClientGlobalContext.js.aspx");
        page.Request += (_, request) => requests.Add(new Uri(request.Url).AbsolutePath);
        await page.GotoAsync($"/WebResources/tvr_/pages/scorecard.html?id={place.Data.AccountWithManyResponses.Id:D}&typename=account");
        await page.Locator("main > [aria-busy=false]").WaitForAsync();

        await Assertions.Expect(page.GetByText("1,000 responses in 12 months")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".trend path").First).ToHaveAttributeAsync("d", TwelvePoints());
        Assert.AreEqual(3, await page.Locator(".remarks li").CountAsync());
        Assert.IsLessThanOrEqualTo(4, requests.Count(path => path.StartsWith("/api/", StringComparison.Ordinal)), string.Join("\n", requests));
    }

    [TestMethod]
    public async Task The_figures_are_those_of_the_score_row_and_the_trend_those_of_the_responses()
    {
        var place = await Place.GetAsync();
        var page = await place.OpenPageAsync(place.Data.Admin, Page, place.Data.Account);

        await Assertions.Expect(page.Locator(".figure strong")).ToHaveTextAsync(["7.5", "+2", "8"]);
        await page.GetByText("Show as table").First.ClickAsync();
        await Assertions.Expect(page.Locator("details[open] tbody tr").Last).ToContainTextAsync("9.04");
        await Assertions.Expect(page.Locator(".trend .end").First).ToHaveTextAsync("9.0");
        await Assertions.Expect(page.Locator(".bars li")).ToHaveCountAsync(11);
        // What a screen reader says of the drawing and of a bar.
        await Assertions.Expect(page.GetByRole(AriaRole.Img, new() { NameRegex = new("^Score by month, from 6\\.0 \\(\\w+ \\d{4}\\) to 9\\.0 \\(\\w+ \\d{4}\\)\\.$") })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Img, new() { NameRegex = new("^NPS by month, from -50 ") })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".bars li .hidden").Nth(9)).ToHaveTextAsync("13 times 9");
    }

    [TestMethod]
    public async Task With_colours_of_the_reader_s_own_every_bar_has_the_colour_of_the_text()
    {
        var place = await Place.GetAsync();
        var page = await place.OpenPageAsync(place.Data.Admin, Page, place.Data.Account, new BrowserNewContextOptions { ForcedColors = ForcedColors.Active });

        var colours = await page.EvaluateAsync<string[]>("[...new Set([...document.querySelectorAll('.bars .bar')].map((bar) => getComputedStyle(bar).backgroundColor))]");

        Assert.AreEqual(await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('h2')).color"), colours.Single());
    }

    [TestMethod]
    public async Task Open_follow_ups_are_listed_with_the_late_ones_marked_and_done_ones_left_out()
    {
        var place = await Place.GetAsync();
        var page = await place.OpenPageAsync(place.Data.Admin, Page, place.Data.Account);
        var tasks = page.Locator(".card", new() { HasText = "Open follow-ups" }).Locator("li");

        await Assertions.Expect(tasks).ToHaveCountAsync(2);
        await Assertions.Expect(tasks.First).ToContainTextAsync("Bel over de late levering overdue since");
        await Assertions.Expect(tasks.Last).ToContainTextAsync("due");
    }

    [TestMethod]
    public async Task A_Dutch_user_with_the_reader_s_role_alone_reads_the_scorecard_in_Dutch()
    {
        var place = await Place.GetAsync();
        var page = await place.OpenPageAsync(place.Data.Reader, Page, place.Data.Account);

        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "nl");
        await Assertions.Expect(page.GetByText("Gemiddeld cijfer")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".figure strong").First).ToHaveTextAsync("7,5");
        await Assertions.Expect(page.GetByText("48 reacties in 12 maanden")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".remarks li")).ToHaveCountAsync(3);
    }

    [TestMethod]
    public async Task A_remark_with_a_script_in_it_stays_text()
    {
        var place = await Place.GetAsync();
        var page = await place.OpenPageAsync(place.Data.Admin, Page, place.Data.AccountWithScript);

        await Assertions.Expect(page.Locator("blockquote")).ToHaveTextAsync(SampleData.ScriptRemark);
        Assert.AreEqual(0, await page.Locator("main img, main script").CountAsync());
        Assert.IsNull(await page.EvaluateAsync<int?>("window.fired ?? null"));
    }

    [TestMethod]
    public async Task A_customer_without_responses_gets_a_sentence_and_not_an_empty_page()
    {
        var place = await Place.GetAsync();
        var page = await place.OpenPageAsync(place.Data.Admin, Page, place.Data.AccountWithoutResponses);

        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("No responses yet");
    }

    [TestMethod]
    public async Task Somebody_without_a_role_is_told_which_one_to_ask_for()
    {
        var place = await Place.GetAsync();
        var page = await place.OpenPageAsync(place.Data.Nobody, Page, place.Data.Account);

        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Tevreden reader");
        Assert.AreEqual(0, await page.Locator(".card").CountAsync());
        await Accessibility.CheckAsync(page);
    }

    [TestMethod]
    public async Task A_server_that_fails_is_told_and_asked_again_on_request()
    {
        var place = await Place.GetAsync();
        var page = await place.OpenAsync(place.Data.Admin, "/WebResources/ClientGlobalContext.js.aspx");
        await page.RouteAsync("**/api/data/**", route => route.AbortAsync());
        await page.GotoAsync($"/WebResources/tvr_/pages/scorecard.html?id={place.Data.Account.Id:D}&typename=account");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The server did not answer");

        await page.UnrouteAsync("**/api/data/**");
        await page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();

        await Assertions.Expect(page.GetByText("48 responses in 12 months")).ToBeVisibleAsync();
    }

    [TestMethod]
    public async Task All_responses_are_those_of_this_customer_fifty_at_a_time()
    {
        var place = await Place.GetAsync();
        var page = await place.OpenPageAsync(place.Data.Reader, Page, place.Data.AccountWithManyResponses);

        await page.GetByRole(AriaRole.Link, new() { Name = "Alle reacties" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 2 })).ToHaveTextAsync("Alle reacties");
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(50);
        await Accessibility.CheckAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Toon meer" }).ClickAsync();
        await Assertions.Expect(page.GetByText("100 getoond, de nieuwste eerst.")).ToBeVisibleAsync();
        for (var press = 0; press < 18; press++)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Toon meer" }).ClickAsync();
            await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(150 + (press * 50));
        }

        await Assertions.Expect(page.GetByText("1.000 getoond, en dat zijn ze allemaal.")).ToBeFocusedAsync();

        page = await place.OpenPageAsync(place.Data.Admin, Page, place.Data.Account);
        await page.GetByRole(AriaRole.Link, new() { Name = "All responses" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 2 })).ToHaveTextAsync("All responses of Bakkerij De Korenaar");
        await Assertions.Expect(page.GetByText("48 shown, and that is all.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Show more" })).ToBeHiddenAsync();
    }

    [TestMethod]
    public async Task In_Dynamics_all_responses_open_over_the_form()
    {
        var place = await Place.GetAsync();
        var page = await place.OpenAsync(
            place.Data.Admin, $"/main.aspx?pagetype=entityrecord&etn=account&id={place.Data.Account.Id:D}&tab=tvr_tevreden", script: "if (window === window.top) window.Xrm = { Navigation: { navigateTo: (input, options) => { window.asked = [input, options]; } } };");

        await page.FrameLocator("iframe").GetByRole(AriaRole.Link, new() { Name = "All responses" }).ClickAsync();

        Assert.AreEqual("webresource tvr_/pages/responses.html 2", await page.EvaluateAsync<string>("`${window.asked[0].pageType} ${window.asked[0].webresourceName} ${window.asked[1].target}`"));
        Assert.AreEqual($"id={place.Data.Account.Id:D}&typename=account", await page.EvaluateAsync<string>("window.asked[0].data"));
        // What the platform makes of it.
        var opened = await place.OpenAsync(place.Data.Admin, $"/main.aspx?pagetype=webresource&webresourceName=tvr_/pages/responses.html&data={Uri.EscapeDataString($"id={place.Data.Account.Id:D}&typename=account")}");
        await Assertions.Expect(opened.FrameLocator("iframe").GetByText("48 shown, and that is all.")).ToBeVisibleAsync();
    }

    [TestMethod]
    public async Task A_contact_has_a_scorecard_of_its_own_and_where_only_scores_are_asked_those_are_distributed()
    {
        var place = await Place.GetAsync();
        var page = await place.OpenPageAsync(place.Data.Reader, Page, place.Data.ContactWithScoresOnly);

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Gegeven cijfers" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".bars li")).ToHaveCountAsync(10);
        await Assertions.Expect(page.Locator(".bars li").Nth(7)).ToContainTextAsync("2 keer een 8");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "NPS per maand" })).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator(".trend path")).ToHaveCountAsync(1);
        await Accessibility.CheckAsync(page);
    }

    [TestMethod]
    public async Task A_response_that_does_not_say_whether_they_recommend_us_is_no_zero()
    {
        var place = await Place.GetAsync();
        var page = await place.OpenPageAsync(place.Data.Admin, Page, place.Data.AccountWithMixedSurveys);

        await Assertions.Expect(page.Locator(".bars li").Nth(0)).ToHaveClassAsync("none");
        await Assertions.Expect(page.Locator(".bars li:not(.none)")).ToHaveCountAsync(2);
    }

    [TestMethod]
    public async Task Figures_and_classes_stay_where_the_responses_can_not_be_read()
    {
        var place = await Place.GetAsync();
        var page = await place.OpenAsync(place.Data.Admin, "/WebResources/ClientGlobalContext.js.aspx");
        await page.RouteAsync("**/api/data/v9.2/tvr_responses**", route => route.FulfillAsync(new RouteFulfillOptions { Status = 403, ContentType = "application/json", Body = """{"error":{"code":"0x80040220","message":"prvReadtvr_Response"}}""" }));
        await page.GotoAsync($"/WebResources/tvr_/pages/scorecard.html?id={place.Data.Account.Id:D}&typename=account");

        await Assertions.Expect(page.Locator(".figure strong").First).ToHaveTextAsync("7.5");
        await Assertions.Expect(page.Locator(".card", new() { HasText = "Would they recommend us?" })).ToContainTextAsync("15 Promoters");
        await Assertions.Expect(page.GetByText("You can't see this")).ToHaveCountAsync(5);
        await Accessibility.CheckAsync(page);
    }

    [GeneratedRegex("^M[^L]+(L[^L]+){11}$")]
    private static partial Regex TwelvePoints();
}
