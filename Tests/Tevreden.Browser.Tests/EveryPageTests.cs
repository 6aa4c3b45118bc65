using Microsoft.Playwright;
using Microsoft.Xrm.Sdk;
using Tevreden.Browser.Tests.Support;

namespace Tevreden.Browser.Tests;

/// <summary>What holds for each of the pages.</summary>
[TestClass]
public sealed class EveryPageTests
{
    private const int MostBytes = 40 * 1024;

    private const string Scorecard = "scorecard", Responses = "responses", CasePanel = "casepanel", Rule = "rule", Connection = "connection";

    private static IEnumerable<object[]> Pages => [[Scorecard], [Responses], [CasePanel], [Rule], [Connection]];

    [TestMethod]
    [DynamicData(nameof(Pages))]
    public async Task Axe_finds_nothing_wrong(string name)
    {
        var place = await Place.GetAsync();
        await Accessibility.CheckAsync(await place.OpenPageAsync(place.Data.Admin, name, RowOf(place.Data, name)));
    }

    [TestMethod]
    [DynamicData(nameof(Pages))]
    public async Task A_keyboard_reaches_every_control_and_shows_where_it_is(string name)
    {
        var place = await Place.GetAsync();
        var page = await place.OpenPageAsync(place.Data.Admin, name, RowOf(place.Data, name));
        // What is there to press: links, fields, buttons, and the headings of what can be folded out.
        var controls = await page.Locator("a[href], button:enabled, select, input, summary").CountAsync();

        var reached = new HashSet<int>();
        for (var press = 0; press < controls + 5; press++)
        {
            await page.Keyboard.PressAsync("Tab");
            var index = await page.EvaluateAsync<int>("[...document.querySelectorAll('a[href], button:enabled, select, input, summary')].indexOf(document.activeElement)");
            if (index < 0)
                continue;
            reached.Add(index);
            Assert.AreNotEqual("none", await page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle"));
        }

        Assert.HasCount(controls, reached);
    }

    [TestMethod]
    [DynamicData(nameof(Pages))]
    public async Task At_200_percent_on_a_small_screen_nothing_is_cut_off(string name)
    {
        var place = await Place.GetAsync();
        var small = new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 320, Height = 480 } };
        var page = await place.OpenPageAsync(place.Data.DutchAdmin, name, RowOf(place.Data, name), small);

        Assert.IsLessThanOrEqualTo(320, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [TestMethod]
    [DynamicData(nameof(Pages))]
    public async Task With_colours_of_the_reader_s_own_axe_finds_nothing_wrong_either(string name)
    {
        var place = await Place.GetAsync();
        var page = await place.OpenPageAsync(place.Data.DutchAdmin, name, RowOf(place.Data, name), new BrowserNewContextOptions { ForcedColors = ForcedColors.Active });

        Assert.IsTrue(await page.EvaluateAsync<bool>("matchMedia('(forced-colors: active)').matches"));
        await Accessibility.CheckAsync(page);
    }

    [TestMethod]
    [DynamicData(nameof(Pages))]
    public async Task Each_text_is_there_in_both_languages_with_the_same_places_to_fill_in(string name)
    {
        var place = await Place.GetAsync();
        var page = await place.OpenPageAsync(place.Data.Admin, name, RowOf(place.Data, name));

        var differing = await page.EvaluateAsync<string[]>(
            """
            const holes = (text) => (text?.match(/\{\d\}/g) ?? []).sort().join();
            [...new Set([...Object.keys(texts.en), ...Object.keys(texts.nl)])].filter((key) => !texts.en[key] || !texts.nl[key] || holes(texts.en[key]) !== holes(texts.nl[key]));
            """);

        Assert.IsEmpty(differing, string.Join(", ", differing));
    }

    [TestMethod]
    [DynamicData(nameof(Pages))]
    public async Task A_page_with_all_that_it_loads_weighs_less_than_40_KB(string name)
    {
        var place = await Place.GetAsync();
        var page = await place.OpenAsync(place.Data.Admin, "/WebResources/ClientGlobalContext.js.aspx");
        var sizes = new Dictionary<string, int>();
        foreach (var file in (string[])[$"pages/{name}.html", "scripts/tevreden.js", "styles/tevreden.css"])
        {
            var response = await page.APIRequest.GetAsync($"/WebResources/tvr_/{file}");
            Assert.AreEqual(200, response.Status, file);
            sizes[file] = (await response.BodyAsync()).Length;
        }

        Assert.IsLessThan(MostBytes, sizes.Values.Sum(), string.Join(", ", sizes));
    }

    private static EntityReference RowOf(SampleData data, string name) => name switch
    {
        Scorecard or Responses => data.Account,
        CasePanel => data.ResolvedCase,
        Rule => data.Rule,
        _ => data.Connection,
    };
}
