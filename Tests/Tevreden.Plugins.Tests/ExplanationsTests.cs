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
            var lines = text.Split('\n');
            Assert.HasCount(2, lines, name);
            Assert.IsFalse(lines.Any(string.IsNullOrWhiteSpace), name);
            Assert.AreNotEqual(lines[0], lines[1], name);
            Assert.AreEqual(lines[0], Explanations.In(text, dutch: false), name);
            Assert.AreEqual(lines[1], Explanations.In(text, dutch: true), name);
        }
    }

    [TestMethod]
    public void Every_reason_why_a_case_is_no_longer_current_has_its_own_sentence()
    {
        InvitationReason[] reasons = [InvitationReason.CaseReopened, InvitationReason.CaseCancelled, InvitationReason.CaseMerged, InvitationReason.CaseDeleted];
        Assert.HasCount(4, reasons.Select(Explanations.NotCurrent).Distinct().ToList());
    }

    [TestMethod]
    public void A_text_of_one_line_serves_both() => Assert.AreEqual("one", Explanations.In("one", dutch: true));

    [TestMethod]
    public void Several_are_told_together_each_language_by_itself()
    {
        Assert.IsNull(Explanations.Together(null, null));
        Assert.AreEqual("a\nb", Explanations.Together(null, "a\nb"));
        Assert.AreEqual("a c\nb d", Explanations.Together("a\nb", null, "c\nd"));
    }

    [TestMethod]
    public void What_others_wrote_does_not_part_the_languages() =>
        Assert.AreEqual("The service refused this invitation: a b c\nDe dienst weigerde deze uitnodiging: a b c", Explanations.Rejected("a\r\nb\nc"));

    [TestMethod]
    public void A_sentence_within_a_sentence_is_told_in_the_same_language()
    {
        var lines = Explanations.RuleBroken("R", Explanations.RuleWithoutSurvey).Split('\n');
        Assert.Contains("It has no survey", lines[0]);
        Assert.Contains("Zij heeft geen enquête", lines[1]);
        Assert.DoesNotContain("Zij heeft", lines[0]);
    }

    [TestMethod]
    public void What_is_too_long_is_cut_in_both()
    {
        Assert.IsNull(Explanations.Shorten(null, 10));
        Assert.AreEqual("aaaa\nbbbbb", Explanations.Shorten("aaaa\nbbbbb", 10));
        Assert.AreEqual("aaaa\nb", Explanations.Shorten("aaaaaaaaaaaaaaaaaaaa\nb", 10));
        Assert.AreEqual("a\nbbbb", Explanations.Shorten("a\nbbbbbbbbbbbbbbbbbbbb", 9));
    }

    private static IEnumerable<(string Name, string Text)> Sentences()
    {
        foreach (var field in typeof(Explanations).GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.IsLiteral && f.FieldType == typeof(string)))
        {
            yield return (field.Name, (string)field.GetRawConstantValue()!);
        }

        string[] noSentences = [nameof(Explanations.In), nameof(Explanations.Together), nameof(Explanations.Shorten), nameof(Explanations.Cut), nameof(Explanations.WithoutAddresses)];
        foreach (var method in typeof(Explanations).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Where(m => !noSentences.Contains(m.Name)))
        {
            if (method.Invoke(null, [.. method.GetParameters().Select(p => Sample(p.ParameterType))]) is string text)
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
