using Microsoft.Playwright;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Browser.Tests.Support;
using Tevreden.Dataverse.Names;

namespace Tevreden.Browser.Tests;

[TestClass]
public sealed class ConnectionTests
{
    private const string Page = "connection";

    [TestMethod]
    public async Task An_administrator_tests_the_connection_and_reads_the_result()
    {
        var place = await Place.GetAsync();
        var page = await place.OpenPageAsync(place.Data.Admin, Page, place.Data.Connection);
        var before = Row(place).GetAttributeValue<DateTime>(ConnectionTable.TestedOn);

        await page.GetByRole(AriaRole.Button, new() { Name = "Test connection" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Test connection" })).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator(".checks li").First).ToBeVisibleAsync();
        Assert.IsGreaterThan(before, Row(place).GetAttributeValue<DateTime>(ConnectionTable.TestedOn));
    }

    [TestMethod]
    public async Task Pausing_and_a_test_recipient_are_written_and_shown()
    {
        var place = await Place.GetAsync();
        var page = await place.OpenPageAsync(place.Data.Admin, Page, place.Data.Connection);

        await page.GetByRole(AriaRole.Button, new() { Name = "Pause sending" }).ClickAsync();
        await Assertions.Expect(page.Locator(".lead")).ToHaveTextAsync("Sending is paused. Invitations wait.");
        Assert.IsTrue(Row(place).GetAttributeValue<bool>(ConnectionTable.Paused));
        await page.GetByRole(AriaRole.Button, new() { Name = "Resume sending" }).ClickAsync();
        await Assertions.Expect(page.Locator(".lead")).ToHaveTextAsync("All is well: invitations are sent.");

        await page.GetByLabel("Test recipient").FillAsync("test@voorbeeld.nl");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("All mail goes to the test recipient test@voorbeeld.nl")).ToBeVisibleAsync();
        Assert.AreEqual("test@voorbeeld.nl", Row(place).GetAttributeValue<string>(ConnectionTable.TestRecipient));
        await page.GetByRole(AriaRole.Button, new() { Name = "Clear" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Test recipient")).ToHaveValueAsync("");
        Assert.IsNull(Row(place).GetAttributeValue<string>(ConnectionTable.TestRecipient));
    }

    [TestMethod]
    public async Task The_steps_say_what_is_done_and_what_is_next()
    {
        var place = await Place.GetAsync();
        var page = await place.OpenPageAsync(place.Data.DutchAdmin, Page, place.Data.Connection);

        await Assertions.Expect(page.Locator(".steps > li")).ToHaveCountAsync(8);
        await Assertions.Expect(page.Locator(".steps > [aria-current=step]")).ToContainTextAsync("Laat de taak draaien");
        await Assertions.Expect(page.Locator(".steps > .done")).ToHaveCountAsync(7);
    }

    private static Entity Row(Place place) => place.Admin.Retrieve(ConnectionTable.Table, place.Data.Connection.Id, new ColumnSet(true));
}
