using System.Reflection;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core;
using Tevreden.Dataverse.Plugins.Core.Alerts;
using Tevreden.Dataverse.Plugins.Core.Planning;

namespace Tevreden.Plugins.Tests;

/// <summary>What people read, where a value or a choice goes into it.</summary>
[TestClass]
internal sealed class TextTests
{
    [TestMethod]
    [DataRow(1043, "twee")]
    [DataRow(2067, "twee", DisplayName = "Flanders")]
    [DataRow(1033, "one")]
    [DataRow(1031, "one")]
    [DataRow(0, "one")]
    public void Who_reads_Dutch_gets_Dutch_and_everybody_else_English(int language, string expected)
    {
        Assert.AreEqual(expected, new Words("one", "twee").In(language));
        Assert.AreEqual(expected == "twee", Words.IsDutch(language));
    }

    [TestMethod]
    public void Every_alert_is_there_in_English_and_in_Dutch()
    {
        var texts = typeof(AlertTexts).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => f.GetValue(null))
            .Concat(typeof(AlertTexts).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
                .Select(m => m.Invoke(null, [.. m.GetParameters().Select(p => Sample(p.ParameterType))])))
            .OfType<AlertText>()
            .ToList();

        Assert.IsGreaterThan(5, texts.Count);
        foreach (var words in texts.SelectMany(t => new[] { t.Title, t.Body }))
        {
            Assert.IsFalse(string.IsNullOrWhiteSpace(words.English) || string.IsNullOrWhiteSpace(words.Dutch));
            Assert.AreNotEqual(words.English, words.Dutch);
        }
    }

    [TestMethod]
    public void What_an_alert_is_about_is_in_it()
    {
        foreach (var body in new[] { AlertTexts.Suspended("wrong key").Body, AlertTexts.ServiceUnavailable("wrong key").Body })
        {
            Assert.Contains("wrong key", body.English);
            Assert.Contains("wrong key", body.Dutch);
        }

        Assert.DoesNotContain("(", AlertTexts.Suspended(" ").Body.English);
        Assert.Contains("24 hours 5 invitations", AlertTexts.NothingSent(24, 5).Body.English);
        Assert.Contains("24 uur kwamen 5", AlertTexts.NothingSent(24, 5).Body.Dutch);
        Assert.Contains("67%", AlertTexts.ShareOfSkippedDoubled(2 / 3.0, 0.1).Body.English);
        Assert.Contains("10%", AlertTexts.ShareOfSkippedDoubled(2 / 3.0, 0.1).Body.Dutch);
        var broken = AlertTexts.RuleBroken("Urgent", Explanations.RuleWithoutSurvey);
        Assert.Contains("'Urgent'", broken.Title.English);
        Assert.Contains("'Urgent'", broken.Title.Dutch);
        Assert.Contains("It has no survey", broken.Body.English);
        Assert.Contains("Zij heeft geen enquête", broken.Body.Dutch);
    }

    [TestMethod]
    public void A_moment_a_day_and_a_number_are_written_alike_for_everybody()
    {
        Assert.AreEqual("Goes out at 2026-03-10 12:00 UTC or soon after.\nWordt verstuurd om 2026-03-10 12:00 UTC of kort daarna.", Explanations.Due(Make.Now).ToText());
        Assert.Contains("2026-03-10, less than the rule's 30 days", Explanations.QuietPeriod(Make.Now, 30).ToText());
        Assert.Contains("more than 1.5 days", Explanations.TooLate(TimeSpan.FromHours(36)).ToText());
        Assert.Contains("asks about 25 in 100", Explanations.SampledOut(25).ToText());
        Assert.Contains("vraagt naar 25 op de 100", Explanations.SampledOut(25).ToText());
    }

    [TestMethod]
    public void What_the_service_said_stands_beside_without_addresses_and_without_it_nothing_does()
    {
        Assert.AreEqual("The service refused this invitation: no (address)\nDe dienst weigerde deze uitnodiging: no (address)", Explanations.Rejected("no klant@example.nl").ToText());
        Assert.Contains("without saying why", Explanations.Rejected(" ").ToText());
        Assert.Contains("zonder te zeggen waarom", Explanations.Rejected(null).ToText());
        Assert.AreEqual("the service refuses the API key (no)\nde dienst weigert de API-sleutel (no)", Explanations.KeyRefused("no").ToText());
        Assert.AreEqual("the service refuses the API key\nde dienst weigert de API-sleutel", Explanations.KeyRefused("").ToText());
        Assert.AreEqual("The connection is suspended: a. Correct that and press Test connection.\nDe verbinding is opgeschort: b. Verhelp dat en kies Verbinding testen.", Explanations.Suspended(new("a", "b")).ToText());
        Assert.AreEqual("The connection is suspended. Correct that and press Test connection.\nDe verbinding is opgeschort. Verhelp dat en kies Verbinding testen.", Explanations.Suspended(Words.OfText("")).ToText());
        Assert.Contains("Attempt 2 failed (a)", Explanations.Retry("a", Make.Now, 2).English);
        Assert.Contains("Poging 2 mislukte (a)", Explanations.Retry("a", Make.Now, 2).Dutch);
        Assert.AreEqual("Nothing can be sent: a\nEr kan niets worden verstuurd: b", Explanations.SettingsIncomplete(new("a", "b")).ToText());
        Assert.AreEqual("This can't be saved. a\nDit kan niet worden opgeslagen. b", Explanations.NotSaved(new("a", "b")).ToText());
        Assert.Contains("doesn't have: a, b.", Explanations.MappingIncomplete("R", ["a", "b"]).ToText());
        Assert.Contains("niet heeft: a, b.", Explanations.MappingIncomplete("R", ["a", "b"]).ToText());
        Assert.Contains("(a, b). Leave", Explanations.LocationAmbiguous("s", "v", ["a", "b"]).ToText());
        Assert.Contains("(a, b). Laat", Explanations.LocationAmbiguous("s", "v", ["a", "b"]).ToText());
    }

    [TestMethod]
    public void Why_a_resolution_no_longer_stands_is_told_for_each_reason()
    {
        Assert.AreEqual("The case was cancelled after this resolution.\nDe aanvraag is na deze oplossing geannuleerd.", Explanations.NotCurrent(InvitationReason.CaseCancelled).ToText());
        Assert.AreEqual("The case was merged into another one after this resolution.\nDe aanvraag is na deze oplossing met een andere samengevoegd.", Explanations.NotCurrent(InvitationReason.CaseMerged).ToText());
        Assert.AreEqual("The case was deleted.\nDe aanvraag is verwijderd.", Explanations.NotCurrent(InvitationReason.CaseDeleted).ToText());
        Assert.AreEqual("The case was reopened after this resolution.\nDe aanvraag is na deze oplossing heropend.", Explanations.NotCurrent(InvitationReason.CaseReopened).ToText());
    }

    [TestMethod]
    public void An_id_is_written_as_text_that_fits_a_key()
    {
        Assert.AreEqual("00000001-0000-0000-0000-000000000000", InvitationIdentity.Text(Make.Id(1)));
        Assert.AreEqual("00000001-0000-0000-0000-000000000000-none", InvitationIdentity.Key(Make.Id(1), "none"));
        Assert.AreEqual("u20260310120000", InvitationIdentity.DirectUpdate(Make.Now));
    }

    private static object Sample(Type type) => type.Name switch
    {
        nameof(String) => "x",
        nameof(Int32) => 3,
        nameof(Double) => (object)0.5,
        nameof(Words) => new Words("an x", "een x"),
        _ => throw new NotSupportedException(type.Name),
    };
}
