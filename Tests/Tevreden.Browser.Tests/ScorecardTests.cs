using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Tevreden.Browser.Tests.Support;

namespace Tevreden.Browser.Tests;

[TestClass]
public sealed class ScorecardTests
{
    [TestMethod]
    public async Task A_sales_person_sees_score_trend_and_remarks_in_four_requests_whatever_the_number_of_responses()
    {
        var place = await Place.GetAsync();
        var requests = new List<string>();
        var page = await place.OpenAsync(place.Data.Admin, "/WebResources/ClientGlobalContext.js.aspx");
        page.Request += (_, request) => requests.Add(new Uri(request.Url).AbsolutePath);
        await page.GotoAsync($"/WebResources/tvr_/pages/scorecard.html?id={place.Data.AccountWithManyResponses.Id:D}&typename=account");
        await page.Locator("main[aria-busy=false]").WaitForAsync();

        await Assertions.Expect(page.GetByText("1,000 responses in 12 months")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".trend path").First).ToHaveAttributeAsync("d", new System.Text.RegularExpressions.Regex("^M.*(L.*){11}$"));
        Assert.AreEqual(3, await page.Locator(".remarks li").CountAsync());
        Assert.IsLessThanOrEqualTo(4, requests.Count(path => path.StartsWith("/api/", StringComparison.Ordinal)), string.Join("\n", requests));
    }
}
