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

    // Times are kept in whole seconds: the test that connected must lie in an earlier one.
    private static Task LastSecondIsOver() => Task.Delay(TimeSpan.FromSeconds(1.1));
}
