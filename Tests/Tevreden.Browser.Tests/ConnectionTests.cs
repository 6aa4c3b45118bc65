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
    public async Task A_keyboard_alone_pauses_resumes_and_names_a_test_recipient_and_keeps_its_place()
    {
        var place = await Place.GetAsync();
        var page = await place.OpenPageAsync(place.Data.Admin, Page, place.Data.Connection);
        for (var press = 0; press < 40 && await page.EvaluateAsync<string>("document.activeElement.id") != "pause"; press++)
            await page.Keyboard.PressAsync("Tab");

        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Resume sending" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Pause sending" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("toets@voorbeeld.nl");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByText("All mail goes to the test recipient toets@voorbeeld.nl")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("Test recipient")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Clear" })).ToBeFocusedAsync();
        await Assertions.Expect(page.GetByLabel("Test recipient")).ToHaveValueAsync("");
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

    [TestMethod]
    public async Task What_is_wrong_stands_first_with_what_to_do_and_what_is_good_is_folded_away()
    {
        var place = await Place.GetAsync();
        var before = Row(place).GetAttributeValue<string>(ConnectionTable.TestResult);
        const string Result =
            """[{"name":"a","ok":true,"text":"The address is known."},{"name":"b","ok":false,"warning":true,"text":"No runner was seen.","fix":"Schedule the job."},{"name":"c","ok":false,"text":"The key <b>is refused</b>.","fix":"Put the right key in Key Vault."}]""";
        place.Admin.Update(new Entity(ConnectionTable.Table, place.Data.Connection.Id) { [ConnectionTable.TestResult] = Result });
        try
        {
            var page = await place.OpenPageAsync(place.Data.Admin, Page, place.Data.Connection);

            await Assertions.Expect(page.GetByText("1 check asks for attention.")).ToBeVisibleAsync();
            await Assertions.Expect(page.Locator(".checks > li").Nth(0)).ToHaveTextAsync("To mend The key <b>is refused</b>.What to do: Put the right key in Key Vault.");
            await Assertions.Expect(page.Locator(".checks > li").Nth(1)).ToContainTextAsync("Note No runner was seen.");
            await Assertions.Expect(page.GetByText("The address is known.")).ToBeHiddenAsync();
            await page.GetByText("1 check is good").ClickAsync();
            await Assertions.Expect(page.GetByText("The address is known.")).ToBeVisibleAsync();
            await Accessibility.CheckAsync(page);
        }
        finally
        {
            place.Admin.Update(new Entity(ConnectionTable.Table, place.Data.Connection.Id) { [ConnectionTable.TestResult] = before });
        }
    }

    [TestMethod]
    public async Task Alerts_that_are_not_resolved_are_listed_with_since_when_and_how_often()
    {
        var place = await Place.GetAsync();
        var alert = place.Admin.Create(new Entity(AlertTable.Table)
        {
            [AlertTable.Name] = "Regel werkt niet", [AlertTable.Key] = "browser-test", [AlertTable.Text] = "The column new_taal is no longer there.\nDe kolom new_taal bestaat niet meer.", [AlertTable.Since] = new DateTime(2026, 11, 2, 9, 0, 0, DateTimeKind.Utc), [AlertTable.Count] = 3,
        });
        try
        {
            var page = await place.OpenPageAsync(place.Data.DutchAdmin, Page, place.Data.Connection);
            var card = page.Locator(".card", new() { HasText = "Meldingen" });
            await Assertions.Expect(card).ToContainTextAsync("Regel werkt nietDe kolom new_taal bestaat niet meer.");
            await Assertions.Expect(card).ToContainTextAsync("3 keer gezien");
            await Accessibility.CheckAsync(page);

            place.Admin.Update(new Entity(AlertTable.Table, alert) { [AlertTable.ResolvedOn] = new DateTime(2026, 11, 3, 9, 0, 0, DateTimeKind.Utc) });
            page = await place.OpenPageAsync(place.Data.DutchAdmin, Page, place.Data.Connection);
            await Assertions.Expect(page.GetByText("Er is niets dat aandacht vraagt.")).ToBeVisibleAsync();
        }
        finally
        {
            place.Admin.Delete(AlertTable.Table, alert);
        }
    }

    [TestMethod]
    public async Task Who_may_not_see_the_connection_is_told_so()
    {
        var place = await Place.GetAsync();
        var page = await place.OpenPageAsync(place.Data.Reader, Page, place.Data.Connection);

        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("U kunt dit niet zien");
        await Assertions.Expect(page.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        await Accessibility.CheckAsync(page);
    }

    private static Entity Row(Place place) => place.Admin.Retrieve(ConnectionTable.Table, place.Data.Connection.Id, new ColumnSet(true));
}
