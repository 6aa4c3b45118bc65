using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;

namespace Tevreden.EndToEnd.Tests.Solution;

/// <summary>The buttons, from the script in the zip down to the service: what is asked, and what is said about it.</summary>
[TestClass]
public sealed class CommandTests
{
    [TestMethod]
    public async Task Test_connection_says_what_was_found_on_the_form_and_on_the_list()
    {
        await using var product = await Product.StartAsync();
        await LastSecondIsOver();
        using var bar = new CommandBar(product.Engine, Users.Make(product.Engine, Users.Administrator), wait: () => product.Engine.Jobs.DrainAsync().GetAwaiter().GetResult());

        bar.OnForm("testConnection", product.Rows(ConnectionTable.Table).Single().Id);
        await LastSecondIsOver();
        bar.OnList("testConnectionOfList");

        Assert.HasCount(2, bar.Said);
        foreach (var said in bar.Said)
            StringAssert.Contains(said, product.Service.Address.Authority);
        Assert.AreEqual(2, bar.Refreshed);
    }

    [TestMethod]
    public async Task A_test_that_gives_no_result_says_so_and_does_not_wait_for_ever()
    {
        await using var product = await Product.StartAsync();
        await LastSecondIsOver();
        var polls = 0;
        using var bar = new CommandBar(product.Engine, Users.Make(product.Engine, Users.Administrator), Users.Dutch, () => polls++);

        bar.OnForm("testConnection", product.Rows(ConnectionTable.Table).Single().Id);

        StringAssert.Contains(bar.Said.Single(), "nog geen resultaat");
        Assert.IsInRange(10, 60, polls);
    }

    [TestMethod]
    public async Task A_button_pressed_without_the_right_says_which_right_is_missing()
    {
        await using var product = await Product.StartAsync();
        using var bar = new CommandBar(product.Engine, Users.Make(product.Engine, Users.Reader));

        bar.OnForm("testConnection", Guid.NewGuid());

        StringAssert.Contains(bar.Said.Single(), "prvWritetvr_Connection");
        Assert.AreEqual(0, bar.Refreshed);
    }

    [TestMethod]
    public async Task Nothing_selected_asks_for_nothing()
    {
        await using var product = await Product.StartAsync();
        using var bar = new CommandBar(product.Engine, Users.Make(product.Engine, Users.Administrator));

        bar.OnList("sendSelected");

        Assert.AreEqual("Select one or more invitations first.", bar.Said.Single());
    }

    [TestMethod]
    public async Task Cancel_asks_first_and_then_says_what_was_asked()
    {
        await using var product = await Product.StartAsync();
        var waiting = await Waiting(product);
        using var bar = new CommandBar(product.Engine, Users.Make(product.Engine, Users.Administrator)) { Answer = false };
        bar.OnForm("cancel", waiting);
        Assert.HasCount(0, bar.Said);

        bar.Answer = true;
        bar.OnForm("cancel", waiting);
        await product.Engine.Jobs.DrainAsync();

        Assert.HasCount(2, bar.Questions);
        StringAssert.StartsWith(bar.Said.Single(), "Asked for: 1 of 1.");
        Assert.AreEqual(InvitationStatus.Cancelled, Status(product, waiting));
        Assert.AreEqual(1, bar.Refreshed);
    }

    [TestMethod]
    public async Task Send_on_a_list_asks_for_those_that_can_be_sent_and_says_why_the_others_cannot()
    {
        await using var product = await Product.StartAsync();
        product.Resolve(product.Case(product.Contact()));
        await product.Engine.Jobs.DrainAsync();
        var sent = product.Invitations().Single().Id;
        var waiting = await Waiting(product);
        product.Admin.Update(new Entity(ConnectionTable.Table, product.Rows(ConnectionTable.Table).Single().Id) { [ConnectionTable.Paused] = false });
        using var bar = new CommandBar(product.Engine, Users.Make(product.Engine, Users.Administrator), Users.Dutch);

        bar.OnList("sendSelected", sent, waiting);
        await product.Engine.Jobs.DrainAsync();

        var said = bar.Said.Single().Split('\n');
        StringAssert.StartsWith(said[0], "Gevraagd: 1 van 2.");
        Assert.AreEqual("Niet mogelijk: 1.", said[1]);
        Assert.IsGreaterThan(10, said[2].Length);
        Assert.AreEqual(InvitationStatus.Sent, Status(product, waiting));
    }

    [TestMethod]
    public async Task A_reader_who_gets_past_the_button_is_refused()
    {
        await using var product = await Product.StartAsync();
        var waiting = await Waiting(product);
        using var bar = new CommandBar(product.Engine, Users.Make(product.Engine, Users.Reader));

        bar.OnList("cancelSelected", waiting);
        bar.OnForm("send", waiting);
        bar.OnForm("plan", waiting);

        Assert.HasCount(3, bar.Said);
        foreach (var said in bar.Said)
            StringAssert.Contains(said, "prvWritetvr_Rule");
    }

    [TestMethod]
    public async Task Preview_shows_what_would_be_sent_and_to_whom_without_sending()
    {
        await using var product = await Product.StartAsync();
        var incident = product.Case(product.Contact("jan@voorbeeld.nl"));
        using var bar = new CommandBar(product.Engine, Users.Make(product.Engine, Users.Administrator), Users.Dutch);

        bar.OnForm("preview", incident);

        var said = bar.Said.Single();
        StringAssert.Contains(said, "Enquête: ");
        StringAssert.Contains(said, "Aan: j***@voorbeeld.nl");
        StringAssert.Contains(said, "Regel: Elke opgeloste aanvraag");
        Assert.DoesNotContain("jan@", said);
        Assert.HasCount(0, product.Invitations());
    }

    [TestMethod]
    public async Task Preview_of_a_customer_who_cannot_be_asked_says_why()
    {
        await using var product = await Product.StartAsync();
        using var bar = new CommandBar(product.Engine, Users.Make(product.Engine, Users.Administrator));

        bar.OnForm("preview", product.Case(product.Contact(email: null)));

        StringAssert.Contains(bar.Said.Single(), "no e-mail address");
        Assert.DoesNotContain("To: ", bar.Said.Single());
    }

    private static async Task<Guid> Waiting(Product product)
    {
        product.Admin.Update(new Entity(ConnectionTable.Table, product.Rows(ConnectionTable.Table).Single().Id) { [ConnectionTable.Paused] = true });
        product.Resolve(product.Case(product.Contact()));
        await product.Engine.Jobs.DrainAsync();
        return product.Invitations().Single(row => Status(row) == InvitationStatus.Planned).Id;
    }

    private static InvitationStatus Status(Product product, Guid id) => Status(product.Invitations().Single(row => row.Id == id));

    private static InvitationStatus Status(Entity row) => (InvitationStatus)row.GetAttributeValue<OptionSetValue>(InvitationTable.Status).Value;

    // Times are kept in whole seconds: the test that connected must lie in an earlier one.
    private static Task LastSecondIsOver() => Task.Delay(TimeSpan.FromSeconds(1.1));
}
