using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Tevreden.Browser.Tests.Support;

/// <summary>What axe finds on a page.</summary>
internal static class Accessibility
{
    /// <param name="page">Frames within it are left out: the pages in them are checked by themselves.</param>
    public static async Task CheckAsync(IPage page)
    {
        var result = await page.RunAxe(new AxeRunOptions { Iframes = false });
        Assert.IsEmpty(result.Violations, string.Join("\n", result.Violations.Select(violation => $"{violation.Id}: {violation.Help} at {string.Join("; ", violation.Nodes.Select(node => node.Html))}")));
    }
}
