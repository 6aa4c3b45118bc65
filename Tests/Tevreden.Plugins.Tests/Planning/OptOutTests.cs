using Tevreden.Dataverse.Plugins.Core;

namespace Tevreden.Plugins.Tests.Planning;

/// <summary>Who said no, and where the explanation says that it stands.</summary>
[TestClass]
internal sealed class OptOutTests
{
    private static readonly OptOutsHonoured All = new(true, true, true);

    [TestMethod]
    [DataRow(true, false, false, false, "not wanting surveys")]
    [DataRow(false, true, false, false, "not wanting e-mail")]
    [DataRow(false, false, true, false, "bulk e-mail")]
    [DataRow(false, false, false, true, "marketing material")]
    public void What_a_merged_contact_had_said_counts_and_the_explanation_says_so(bool survey, bool email, bool bulk, bool marketing, string named)
    {
        var contact = Make.Contact() with { Merged = new MergedOptOuts(survey, email, bulk, marketing) };

        var said = OptOut.Of(contact, null, All);

        Assert.Contains(named, said!.In(dutch: false));
        Assert.Contains("merged into this one", said!.In(dutch: false));
        Assert.Contains("samengevoegd", said!.In(dutch: true));
        Assert.AreEqual(survey, OptOut.Of(contact, null, new OptOutsHonoured(false, false, false)) is not null, "our own is always honoured, Dataverse's as the rule says");
    }

    [TestMethod]
    public void What_the_one_that_stays_says_itself_is_told_first()
    {
        var contact = Make.Contact() with { DoNotEmail = true, Merged = new MergedOptOuts(true, true, true, true) };
        Assert.AreEqual(Explanations.ContactDoesNotWantEmail, OptOut.Of(contact, null, All));
    }

    [TestMethod]
    public void A_merged_account_and_the_account_that_the_contact_belongs_to_count_as_well()
    {
        Assert.Contains("account that was merged", OptOut.Of(Make.Contact(), new AccountFacts(Make.Id(1), false, null) { MergedDoesNotWantSurveys = true }, All)!.ToText());
        Assert.AreEqual(Explanations.EmployerDoesNotWantSurveys, OptOut.Of(Make.Contact() with { EmployerDoesNotWantSurveys = true }, null, All));
        Assert.IsNull(OptOut.Of(Make.Contact(), new AccountFacts(Make.Id(1), false, null), All));
    }
}
