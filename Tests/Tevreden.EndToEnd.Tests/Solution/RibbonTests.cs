using Tevreden.Dataverse.Names;

namespace Tevreden.EndToEnd.Tests.Solution;

/// <summary>Who sees which button, when it can be pressed, and that hiding it is not what protects.</summary>
[TestClass]
public sealed class RibbonTests
{
    private const int MostRows = 250;

    private static readonly Ribbon Packed = Ribbon.Of(PackedSolution.ManagedZip);

    private static readonly string[] SendPlanCancel = ["send", "plan", "cancel", "sendSelected", "planSelected", "cancelSelected"];

    [TestMethod]
    public void Every_button_that_the_guide_names_is_on_its_form_and_its_lists()
    {
        var functions = Packed.Buttons.GroupBy(button => button.IsOnForm).ToDictionary(place => place.Key, place => place.Select(button => button.Function).Order(StringComparer.Ordinal).ToList());

        CollectionAssert.AreEqual(new[] { "cancel", "plan", "preview", "send", "testConnection" }, functions[true]);
        // Over a list of its own, and over one on a form.
        CollectionAssert.AreEqual(new[] { "cancelSelected", "cancelSelected", "planSelected", "planSelected", "sendSelected", "sendSelected", "testConnectionOfList" }, functions[false]);
    }

    [TestMethod]
    public void An_administrator_sees_all_a_reader_only_the_preview_and_somebody_without_a_role_none()
    {
        Assert.IsTrue(Packed.Buttons.All(button => button.IsShownTo(Users.Administrator)));
        CollectionAssert.AreEqual(new[] { "preview" }, Packed.Buttons.Where(button => button.IsShownTo(Users.Reader)).Select(button => button.Function).ToList());
        Assert.IsFalse(Packed.Buttons.Any(button => button.IsShownTo()));
    }

    [TestMethod]
    public void On_a_list_they_take_from_one_to_250_rows_and_on_a_form_a_row_that_is_saved()
    {
        foreach (var button in Packed.Buttons.Where(button => SendPlanCancel.Contains(button.Function)))
        {
            if (button.IsOnForm)
            {
                Assert.IsTrue(button.IsEnabled(), button.Id);
                Assert.IsFalse(button.IsEnabled(isNew: true), button.Id);
                continue;
            }

            Assert.IsFalse(button.IsEnabled(selected: 0), button.Id);
            Assert.IsTrue(button.IsEnabled(selected: 1), button.Id);
            Assert.IsTrue(button.IsEnabled(selected: MostRows), button.Id);
            Assert.IsFalse(button.IsEnabled(selected: MostRows + 1), button.Id);
        }

        Assert.IsTrue(Packed.Buttons.Single(button => button.Function == "testConnectionOfList").IsEnabled(selected: 0), "Before the first test there is no row to select.");
    }

    [TestMethod]
    public async Task Whoever_does_not_see_a_button_is_refused_when_calling_past_it()
    {
        await using var product = await Product.StartAsync();
        product.Resolve(product.Case(product.Contact()));
        await product.Engine.Jobs.DrainAsync();
        var (invitation, incident, connection) = (product.Invitations().Single().Id, product.Case(product.Contact()), product.Rows(ConnectionTable.Table).Single().Id);

        foreach (var roles in (string[][])[[], [Users.Reader], [Users.Service]])
        {
            var user = Users.Make(product.Engine, roles);
            foreach (var button in Packed.Buttons.Where(button => !button.IsShownTo(roles)))
            {
                using var bar = new CommandBar(product.Engine, user);
                var row = button.Function switch { "preview" => incident, "testConnection" => connection, _ => invitation };
                if (button.IsOnForm)
                    bar.OnForm(button.Function, row);
                else
                    bar.OnList(button.Function, row);

                StringAssert.Contains(bar.Said.Single(), "prv", $"{button.Id} for {string.Join(", ", roles)}");
                Assert.AreEqual(0, bar.Refreshed, button.Id);
            }
        }
    }
}
