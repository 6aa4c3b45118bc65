using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Tevreden.Browser.Tests.Support;

/// <summary>What axe finds on a page.</summary>
internal static class Accessibility
{
    public static async Task CheckAsync(IPage page)
    {
        var result = await page.RunAxe();
        Assert.IsEmpty(result.Violations, string.Join("\n", result.Violations.Select(violation => $"{violation.Id}: {violation.Help} at {string.Join("; ", violation.Nodes.Select(node => node.Html))}")));
    }
}
