using Microsoft.Playwright;
using Microsoft.Xrm.Sdk;
using Tevreden.Browser.Tests.Support;

namespace Tevreden.Browser.Tests;

/// <summary>Makes the pictures of README. They go to the folder that TEVREDEN_SCREENSHOTS names (docs/images), else to a temporary one.</summary>
[TestClass]
public sealed class ScreenshotTests
{
    private static readonly string Folder = Environment.GetEnvironmentVariable("TEVREDEN_SCREENSHOTS") is { Length: > 0 } named
        ? Directory.CreateDirectory(named).FullName
        : Directory.CreateTempSubdirectory("tevreden-images-").FullName;

    [TestMethod]
    [DataRow("scorecard", "scorecard", 1033, 1100)]
    [DataRow("scorecard-nl", "scorecard", 1043, 600)]
    [DataRow("scorecard-contrast", "scorecard", 1033, 1100)]
    [DataRow("rule-contrast", "rule", 1043, 1100)]
    [DataRow("connection-contrast", "connection", 1043, 1100)]
    [DataRow("casepanel-open", "casepanel", 1033, 640)]
    [DataRow("casepanel-skipped", "casepanel", 1033, 640)]
    [DataRow("casepanel-answered", "casepanel", 1043, 640)]
    [DataRow("rule", "rule", 1033, 1100)]
    [DataRow("connection", "connection", 1033, 1100)]
    public async Task A_picture_of_each_page_is_made(string file, string name, int language, int width)
    {
        var place = await Place.GetAsync();
        var data = place.Data;
        EntityReference row = file switch
        {
            "casepanel-open" => data.OpenCase,
            "casepanel-skipped" => data.OpenCaseWithoutEmail,
            "casepanel-answered" => data.AnsweredCase,
            "rule" or "rule-contrast" => data.Rule,
            "connection" or "connection-contrast" => data.Connection,
            _ => data.Account,
        };
        var page = await place.OpenPageAsync(language == 1043 ? data.DutchAdmin : data.Admin, name, row, new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = 100 }, DeviceScaleFactor = 1.5f, ForcedColors = file.EndsWith("-contrast", StringComparison.Ordinal) ? ForcedColors.Active : null });

        if (file == "rule")
            await TryAsync(page);

        var picture = await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, file + ".png"), FullPage = true });

        Assert.IsGreaterThan(10_000, picture.Length);
    }

    private static async Task TryAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Try it" }).ClickAsync();
        await page.Locator(".tested summary").First.ClickAsync();
    }

    [TestMethod]
    [DataRow("account-form", "pagetype=entityrecord&etn=account&id={0}&tab=tvr_tevreden")]
    [DataRow("rule-form", "pagetype=entityrecord&etn=tvr_rule&id={1}")]
    [DataRow("connection-form", "pagetype=entityrecord&etn=tvr_connection&id={2}")]
    [DataRow("case-form", "pagetype=entityrecord&etn=incident&id={3}&tab=tvr_tevreden")]
    [DataRow("invitation-form", "pagetype=entityrecord&etn=tvr_invitation&id={4}")]
    [DataRow("dashboard", "")]
    [DataRow("invitations", "pagetype=entitylist&etn=tvr_invitation")]
    public async Task A_picture_of_what_the_sandbox_shows_is_made(string file, string address)
    {
        var place = await Place.GetAsync();
        var query = string.Format(System.Globalization.CultureInfo.InvariantCulture, address, place.Data.Account.Id, place.Data.Rule.Id, place.Data.Connection.Id, place.Data.AnsweredCase.Id, place.Data.SkippedInvitation.Id);
        var page = await place.OpenAsync(place.Data.Admin, $"/main.aspx?{query}", new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1400, Height = 700 }, DeviceScaleFactor = 1.5f });
        if (query.Length == 0)
            await page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = "Dashboard" }).ClickAsync();
        foreach (var frame in page.Frames.Where(frame => frame != page.MainFrame))
            await frame.Locator("[aria-busy=false]").First.WaitForAsync();

        var picture = await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, file + ".png"), FullPage = true });

        Assert.IsGreaterThan(10_000, picture.Length);
    }
}
