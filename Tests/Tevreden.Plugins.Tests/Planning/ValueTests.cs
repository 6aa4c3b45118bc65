using Tevreden.Dataverse.Plugins.Core;
using Tevreden.Dataverse.Plugins.Core.Planning;

namespace Tevreden.Plugins.Tests.Planning;

/// <summary>What is made of the values that paths lead to.</summary>
[TestClass]
internal sealed class ValueTests
{
    private static readonly SurveyFacts Survey = new(Make.Id(1), "q", true, "nl");

    private static readonly LocationFacts[] Locations =
    [
        new(Make.Id(1), "l-1", "Utrecht", ["Utrecht", "UT", "3"]),
        new(Make.Id(2), "l-2", "Amsterdam", ["Amsterdam", "Beide"]),
        new(Make.Id(3), "l-3", "Rotterdam", ["Beide"]),
    ];

    [TestMethod]
    [DataRow("nl", null, "nl")]
    [DataRow("NL", null, "nl")]
    [DataRow(" en-GB ", null, "en")]
    [DataRow("zh_Hans_CN", null, "zh")]
    [DataRow("1043", null, "nl")]
    [DataRow("1025", null, "ar")]
    [DataRow("1031", "German", "de")]
    [DataRow("100000001", "fr", "fr")]
    [DataRow("1", "nl-NL", "nl")]
    [DataRow("1024", null, null)]
    [DataRow("9", null, null)]
    [DataRow("127", null, null)]
    [DataRow("0", null, null)]
    [DataRow("-5", null, null)]
    [DataRow("99999999999", null, null)]
    [DataRow("Nederlands", null, null)]
    [DataRow("n", null, null)]
    [DataRow("nl-", null, null)]
    [DataRow("", null, null)]
    public void A_language_is_a_code_or_a_number_of_the_platform(string raw, string? formatted, string? expected) =>
        Assert.AreEqual(expected, Languages.Of(new SourceValue(raw, formatted)));

    [TestMethod]
    public void The_language_of_the_rule_comes_before_that_of_the_survey()
    {
        var rule = Make.Rule() with { LanguageSource = "primarycontactid.new_language" };
        Assert.AreEqual(new LanguageChoice("nl", null), LanguageChoice.Of(Make.Rule(), Survey, Values("primarycontactid.new_language", "de")));
        Assert.AreEqual(new LanguageChoice("nl", null), LanguageChoice.Of(rule, Survey, Values("other", "de")));
        Assert.AreEqual(new LanguageChoice("de", null), LanguageChoice.Of(rule, Survey, Values("primarycontactid.new_language", "de")));

        var unknown = LanguageChoice.Of(rule, Survey, Values("primarycontactid.new_language", "Fries", "klant@example.nl"));
        Assert.AreEqual("nl", unknown.Code);
        Assert.Contains("primarycontactid.new_language", unknown.Warning!.ToText());
        Assert.DoesNotContain("klant@example.nl", unknown.Warning!.ToText());
        Assert.Contains("'(address)'", unknown.Warning!.ToText(), "the label is what people recognise");
    }

    [TestMethod]
    [DataRow("Utrecht", null, 1)]
    [DataRow(" utrecht ", null, 1)]
    [DataRow("3", "Drie", 1)]
    [DataRow("9", " UT ", 1)]
    [DataRow("Amsterdam", null, 2)]
    [DataRow("Utrech", null, 0)]
    [DataRow("Beide", null, 0)]
    public void A_location_is_the_only_one_that_the_value_means(string raw, string? formatted, int expected)
    {
        var choice = LocationChoice.Of(Make.Rule() with { LocationSource = "new_city" }, Locations, Values("new_city", raw, formatted));
        Assert.AreEqual(expected == 0 ? null : Locations[expected - 1], choice.Location);
        Assert.AreEqual(expected == 0, choice.Warning is not null);
    }

    [TestMethod]
    public void Why_there_is_no_location_says_what_to_look_at()
    {
        var rule = Make.Rule() with { LocationSource = "new_city" };
        Assert.AreEqual(new LocationChoice(null, null), LocationChoice.Of(Make.Rule(), Locations, Values("new_city", "Utrecht")));
        Assert.AreEqual(Explanations.LocationEmpty("new_city"), LocationChoice.Of(rule, Locations, Values("other", "x")).Warning);
        Assert.AreEqual(Explanations.LocationUnknown("new_city", "Breda"), LocationChoice.Of(rule, Locations, Values("new_city", "Breda")).Warning);
        Assert.AreEqual(Explanations.LocationUnknown("new_city", "Breda"), LocationChoice.Of(rule, Locations, Values("new_city", "7", "Breda")).Warning);
        Assert.Contains("Amsterdam, Rotterdam", LocationChoice.Of(rule, Locations, Values("new_city", "Beide")).Warning!.ToText());
        Assert.Contains("Amsterdam, Rotterdam", LocationChoice.Of(rule, Locations, Values("new_city", "7", "Beide")).Warning!.ToText());
    }

    [TestMethod]
    public void What_is_known_of_language_and_location_is_on_the_outcome_with_both_warnings()
    {
        var rule = Make.Rule() with { LanguageSource = "a", LocationSource = "b" };
        var facts = new DecisionFacts(Make.Case(), new Configuration([rule], Locations, false), Make.Reference, Make.Now.AddHours(-1), Make.Now);

        var good = InvitationDecision.Decide(facts, _ => Make.Matches(("a", new("de", null)), ("b", new("UT", null))));
        Assert.AreEqual("de", good.Language);
        Assert.AreEqual(Make.Id(1), good.LocationId);
        Assert.AreEqual("l-1", good.Content!.LocationId);
        Assert.IsNull(good.Warning);

        var bad = InvitationDecision.Decide(facts, _ => Make.Matches(("a", new("Fries", null)), ("b", new("Breda", null))));
        Assert.AreEqual("nl", bad.Language);
        Assert.IsNull(bad.LocationId);
        Assert.AreEqual(Words.Together(Explanations.LanguageUnknown("a", "Fries"), Explanations.LocationUnknown("b", "Breda")), bad.Warning);
    }

    [TestMethod]
    public void A_moment_travels_as_one_unless_the_stored_value_is_asked_for()
    {
        var values = Make.Matches(("createdon", Moment()), ("createdon:raw", Moment()), ("followupby", new("2026-03-10", null)));
        var content = Make.Decide(
            Make.Case(), values, Make.Rule(new("createdon", "created", true, null), new("createdon:raw", "iso", true, null), new("followupby", "day", true, null))).Content!;

        Assert.AreEqual(Make.Now, content.Moments["created"]);
        Assert.AreEqual("2026-03-10T12:00:00Z", content.Fields["iso"]);
        Assert.AreEqual("2026-03-10", content.Fields["day"]);
        Assert.HasCount(2, content.Fields);

        var read = InvitationContent.FromJson((content with { LocationId = "l-1" }).ToJson());
        Assert.AreEqual(Make.Now, read.Moments["created"]);
        Assert.AreEqual(DateTimeKind.Utc, read.Moments["created"].Kind);
        Assert.AreEqual("l-1", read.LocationId);
        Assert.IsEmpty(InvitationContent.FromJson("{\"fields\":{}}").Moments);
        Assert.IsEmpty(InvitationContent.FromJson("{}").Fields);
        Assert.AreEqual("{\"fields\":{\"a\":\"b\"}}", new InvitationContent(null, null, new Dictionary<string, string> { ["a"] = "b" }).ToJson());
    }

    [TestMethod]
    [DataRow("{\"fields\":{},\"moments\":{\"a\":\"yesterday\"}}")]
    [DataRow("null")]
    [DataRow("{")]
    public void Content_that_is_not_ours_is_refused(string json) =>
        Assert.Throws<System.Runtime.Serialization.SerializationException>(() => InvitationContent.FromJson(json));

    private static SourceValue Moment() => new("2026-03-10T12:00:00Z", null) { Moment = Make.Now };

    private static Dictionary<string, SourceValue> Values(string source, string raw, string? formatted = null) => new() { [source] = new SourceValue(raw, formatted) };
}
