using Microsoft.Playwright;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Hosting;

namespace Tevreden.Browser.Tests.Support;

/// <summary>The sandbox with the packed zip and sample rows, and a browser: made once, for all tests of the run.</summary>
internal sealed class Place
{
    private static readonly Lazy<Task<Place>> Shared = new(StartAsync);

    private readonly IPlaywright _playwright;
    private IBrowserContext? _open;

    private Place(SandboxServer server, SampleData data, IPlaywright playwright, IBrowser browser)
    {
        Server = server;
        Data = data;
        _playwright = playwright;
        Browser = browser;
    }

    public SandboxServer Server { get; }

    public SampleData Data { get; }

    public IBrowser Browser { get; }

    public IOrganizationService Admin => Server.Engine.ServiceFor(new CallerContext(Server.Engine.AdministratorId));

    /// <summary>Reports the test as skipped where the machine has no browser.</summary>
    public static async Task<Place> GetAsync()
    {
        if (BrowserFinder.Find() is null)
            throw new AssertInconclusiveException(BrowserFinder.Missing);
        return await Shared.Value;
    }

    /// <summary>A page of somebody who has signed in. The one before is closed, so that a test has one open and the browser stays small.</summary>
    /// <param name="person">Who looks.</param>
    /// <param name="address">Below the server's address.</param>
    /// <param name="options">Of the browser.</param>
    /// <param name="script">Runs in each document before its own scripts do.</param>
    public async Task<IPage> OpenAsync(Person person, string address, BrowserNewContextOptions? options = null, string? script = null)
    {
        options ??= new BrowserNewContextOptions();
        options.BaseURL = Server.Address.AbsoluteUri;
        if (_open is not null)
            await _open.CloseAsync();
        var context = _open = await Browser.NewContextAsync(options);
        await context.AddCookiesAsync([new Cookie { Name = "sandbox-token", Value = person.Token, Url = Server.Address.AbsoluteUri, HttpOnly = true, SameSite = SameSiteAttribute.Strict }]);
        if (script is not null)
            await context.AddInitScriptAsync(script);
        var page = await context.NewPageAsync();
        await page.GotoAsync(address);
        return page;
    }

    /// <summary>A web resource alone, as a form shows it for one row; ready when it has loaded what it shows.</summary>
    public async Task<IPage> OpenPageAsync(Person person, string name, EntityReference row, BrowserNewContextOptions? options = null)
    {
        var page = await OpenAsync(person, $"/WebResources/tvr_/pages/{name}.html?id=%7b{row.Id:D}%7d&typename={row.LogicalName}", options);
        await page.Locator("main > [aria-busy=false]").WaitForAsync();
        return page;
    }

    public static async Task StopAsync()
    {
        if (!Shared.IsValueCreated || !Shared.Value.IsCompletedSuccessfully)
            return;
        var place = await Shared.Value;
        await place.Browser.DisposeAsync();
        place._playwright.Dispose();
        await place.Server.DisposeAsync();
        await place.Data.Service.DisposeAsync();
    }

    private static async Task<Place> StartAsync()
    {
        var server = await SandboxServer.StartAsync(new SandboxServerOptions { Engine = new EngineOptions { KeyIndexing = KeyIndexing.WithImport } });
        var data = await SampleData.WriteAsync(server);
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = BrowserFinder.Find(), Args = ["--no-sandbox", "--disable-gpu"] });
        return new Place(server, data, playwright, browser);
    }
}

/// <summary>A user of the environment with a token to sign in with.</summary>
internal sealed record Person(Guid UserId, string Token);
