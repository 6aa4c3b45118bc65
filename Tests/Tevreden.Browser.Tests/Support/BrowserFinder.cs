namespace Tevreden.Browser.Tests.Support;

/// <summary>A browser of the machine that Playwright can drive; none is downloaded.</summary>
internal static class BrowserFinder
{
    private const string Variable = "TEVREDEN_BROWSER";

    private static readonly string[] Places =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable", "/usr/bin/microsoft-edge", "/snap/bin/chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge", "/Applications/Chromium.app/Contents/MacOS/Chromium",
        @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe", @"C:\Program Files\Microsoft\Edge\Application\msedge.exe", @"C:\Program Files\Google\Chrome\Application\chrome.exe",
    ];

    public static string Missing =>
        $"No Chromium, Chrome or Edge was found, so nothing was tried in a browser. Install one (Debian: apt-get install chromium; ./test.sh does), or name its file in {Variable}. Looked at: {string.Join(", ", Places)}.";

    /// <summary>Null where there is none.</summary>
    public static string? Find() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : Array.Find(Places, File.Exists);
}
