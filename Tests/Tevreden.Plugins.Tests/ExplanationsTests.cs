using System.Reflection;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core;

namespace Tevreden.Plugins.Tests;

[TestClass]
internal sealed class ExplanationsTests
{
    [TestMethod]
    public void Every_sentence_is_there_in_English_and_in_Dutch()
    {
        foreach (var (name, text) in Sentences())
        {
            Assert.IsFalse(string.IsNullOrWhiteSpace(text.English) || string.IsNullOrWhiteSpace(text.Dutch), name);
            Assert.AreNotEqual(text.English, text.Dutch, name);
            Assert.AreEqual(text, Words.OfText(text.ToText()), name);
            Assert.HasCount(2, text.ToText().Split('\n'), name);
            Assert.AreEqual(text.English, text.In(dutch: false), name);
            Assert.AreEqual(text.Dutch, text.In(dutch: true), name);
        }
    }

    [TestMethod]
    public void Every_reason_why_a_case_is_no_longer_current_has_its_own_sentence()
    {
        InvitationReason[] reasons = [InvitationReason.CaseReopened, InvitationReason.CaseCancelled, InvitationReason.CaseMerged, InvitationReason.CaseDeleted];
        Assert.HasCount(4, reasons.Select(Explanations.NotCurrent).Distinct().ToList());
    }

    [TestMethod]
    public void A_text_of_one_line_serves_both() => Assert.AreEqual("one", Words.OfText("one")!.In(dutch: true));

    [TestMethod]
    public void Several_are_told_together_each_language_by_itself()
    {
        Assert.IsNull(Words.Together(null, null));
        Assert.AreEqual(new("a", "b"), Words.Together(null, new("a", "b")));
        Assert.AreEqual(new("a c", "b d"), Words.Together(new("a", "b"), null, new("c", "d")));
    }

    [TestMethod]
    public void What_others_wrote_does_not_part_the_languages() =>
        Assert.AreEqual("The service refused this invitation: a b c\nDe dienst weigerde deze uitnodiging: a b c", Explanations.Rejected("a\r\nb\nc").ToText());

    [TestMethod]
    public void A_sentence_within_a_sentence_is_told_in_the_same_language()
    {
        var words = Explanations.RuleBroken("R", Explanations.RuleWithoutSurvey);
        Assert.Contains("It has no survey", words.English);
        Assert.Contains("Zij heeft geen enquête", words.Dutch);
        Assert.DoesNotContain("Zij heeft", words.English);
    }

    [TestMethod]
    public void What_is_too_long_is_cut_in_both()
    {
        Assert.AreEqual("aaaa\nbbbbb", new Words("aaaa", "bbbbb").ToText(10));
        Assert.AreEqual("aaaa\nb", new Words("aaaaaaaaaaaaaaaaaaaa", "b").ToText(10));
        Assert.AreEqual("a\nbbbb", new Words("a", "bbbbbbbbbbbbbbbbbbbb").ToText(9));
        Assert.AreEqual("aaa", Words.Cut("aaa\U0001F600", 4), "never half a sign");
    }

    private static IEnumerable<(string Name, Words Text)> Sentences()
    {
        foreach (var field in typeof(Explanations).GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.FieldType == typeof(Words)))
        {
            yield return (field.Name, (Words)field.GetValue(null)!);
        }

        foreach (var method in typeof(Explanations).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Where(m => m.ReturnType == typeof(Words)))
        {
            if (method.Invoke(null, [.. method.GetParameters().Select(p => Sample(p.ParameterType))]) is Words text)
            {
                yield return (method.Name, text);
            }
        }
    }

    private static object? Sample(Type type) =>
        type == typeof(string) ? "x"
        : type == typeof(int) ? 3
        : type == typeof(DateTime) ? Make.Now
        : type == typeof(TimeSpan) ? TimeSpan.FromDays(7)
        : type == typeof(IEnumerable<string>) ? new[] { "a", "b" }
        : type == typeof(Words) ? new Words("an x", "een x")
        : type == typeof(InvitationReason) ? InvitationReason.CaseReopened
        : throw new NotSupportedException(type.Name);
}
