using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core;
using Tevreden.Dataverse.Plugins.Core.Planning;

namespace Tevreden.Plugins.Tests.Planning;

[TestClass]
internal sealed class RuleShapeTests
{
    [TestMethod]
    public void A_rule_in_order_has_no_problem() => Assert.IsNull(RuleShape.Problem(Make.Rule(new MappingFacts("title", "a", false, null), new MappingFacts("title", "b", false, null)) with
    {
        EmailColumn = "emailaddress2",
        LanguageSource = "primarycontactid.new_language",
        LocationSource = "customerid.address1_city",
        Window = new SendWindow(SendDays.MondayToFriday, 9, 17, "UTC"),
        Filter = CaseFilter.Every with { Origins = "1" },
    }));

    [TestMethod]
    public void Each_part_of_a_rule_is_looked_at()
    {
        Assert.AreEqual(Explanations.FilterNeedsNumbers("x"), RuleShape.Problem(Make.Rule() with { Filter = CaseFilter.Every with { Origins = "x" } }));
        Assert.AreEqual(Explanations.WindowEmpty(9, 9), RuleShape.Problem(Make.Rule() with { Window = new SendWindow(SendDays.EveryDay, 9, 9, "UTC") }));
        Assert.AreEqual(Explanations.EmailColumn("contact.mail"), RuleShape.Problem(Make.Rule() with { EmailColumn = "contact.mail" }));
        Assert.AreEqual(Explanations.EmailColumn("mail:raw"), RuleShape.Problem(Make.Rule() with { EmailColumn = "mail:raw" }));
        Assert.AreEqual(Explanations.EmailColumn("no column"), RuleShape.Problem(Make.Rule() with { EmailColumn = "no column" }));
        Assert.AreEqual(Explanations.Path("new_a.b"), RuleShape.Problem(Make.Rule(new MappingFacts("new_a.b", "t", false, null))));
        Assert.AreEqual(Explanations.Path("new_l.b"), RuleShape.Problem(Make.Rule() with { LanguageSource = "new_l.b" }));
        Assert.AreEqual(Explanations.Path("new_p.b"), RuleShape.Problem(Make.Rule() with { LocationSource = "new_p.b" }));
        Assert.AreEqual(Explanations.TargetTwice("t"), RuleShape.Problem(Make.Rule(new MappingFacts("title", "t", false, null), new MappingFacts("ticketnumber", "t", false, null))));
    }

    [TestMethod]
    [DataRow(12, true)]
    [DataRow(13, false)]
    public void Twelve_joins_are_enough(int joins, bool fits)
    {
        var links = string.Concat(Enumerable.Repeat("<link-entity name='task' from='regardingobjectid' to='incidentid' link-type='any'/>", joins - 3));
        var rule = Make.Rule(new("ownerid.fullname", "a", false, null), new("customerid.telephone1", "b", false, null)) with { Filter = CaseFilter.Every with { Xml = $"<filter>{links}</filter>" } };
        Assert.AreEqual(fits ? null : Explanations.TooManyJoins(13, 12), RuleShape.Problem(rule));
        Assert.AreEqual(fits ? null : Explanations.TooManyJoins(13, 12), RuleShape.JoinProblem(rule));
    }

    [TestMethod]
    public void Everything_that_deciding_reads_is_a_source_of_the_rule() => CollectionAssert.AreEquivalent(
        new[] { "title", "a", "b", "primarycontactid.mail", "customerid:contact.mail", "customerid:account.primarycontactid.mail" },
        RuleShape.Sources(Make.Rule(new("title", "x", false, null), new("title", "y", false, null)) with { LanguageSource = "a", LocationSource = "b", EmailColumn = "mail" }).ToList());
}
