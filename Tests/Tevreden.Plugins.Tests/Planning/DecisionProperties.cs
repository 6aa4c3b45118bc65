using FsCheck;
using FsCheck.Fluent;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core;
using Tevreden.Dataverse.Plugins.Core.Planning;
using Outcome = Tevreden.Dataverse.Plugins.Core.Planning.Outcome;

namespace Tevreden.Plugins.Tests.Planning;

/// <summary>Whatever the case, its people, its values and the rules: one outcome, the same each time, and nothing more than was mapped.</summary>
[TestClass]
internal sealed class DecisionProperties
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(3000).WithReplay(20260310, 20261125).WithQuietOnSuccess(true);

    private static readonly string[] Sources = ["title", "ticketnumber", "customerid.accountnumber", "customerid.telephone1", "ownerid.fullname", "new_x.y", "createdon"];
    private static readonly string?[] Emails = [null, "", " ", "klant@example.nl", "wrong", "jürgen@example.nl", "a@b@c.nl"];
    private static readonly string?[] Typed = [null, "", "nl", "Utrecht", "1043", "Fries", "a\r\nb", "x@example.nl"];

    [TestMethod]
    public void The_same_facts_give_the_same_outcome() => Prop.ForAll(Situations(), s => Text(s.Decide()) == Text(s.Decide())).Check(Thorough);

    [TestMethod]
    public void The_order_in_which_rules_and_mappings_are_read_does_not_matter() =>
        Prop.ForAll(Situations(), s => Text(s.Decide()) == Text(s.Reversed().Decide())).Check(Thorough);

    [TestMethod]
    public void Every_resolution_has_exactly_one_outcome_which_says_why_in_two_languages() => Prop.ForAll(Situations(), s =>
    {
        var outcome = s.Decide();
        return outcome.Status switch
        {
            InvitationStatus.Planned => outcome is { Reason: null, Email: not null, Content: not null, DueOn: not null, ContactId: not null, RuleId: not null, SurveyId: not null } && outcome.ExpiresOn > outcome.DueOn,
            InvitationStatus.Skipped => outcome is { Reason: not null and not InvitationReason.RuleBroken, Explanation: not null },
            InvitationStatus.Failed => outcome is { Reason: InvitationReason.RuleBroken, RuleId: not null, BrokenBecause: not null, Explanation: not null, Email: null, Content: null },
            _ => false,
        } && outcome.Explanation is null or { English.Length: > 0, Dutch.Length: > 0 };
    }).Check(Thorough);

    [TestMethod]
    public void Nothing_goes_out_that_no_mapping_names() => Prop.ForAll(Situations(), s =>
    {
        var outcome = s.Decide();
        var targets = s.Rules.Where(r => r.Id == outcome.RuleId).SelectMany(r => r.Mappings).Select(m => m.Target).ToHashSet();
        return outcome.Content is null || outcome.Content.Fields.Keys.Concat(outcome.Content.Moments.Keys).All(targets.Contains);
    }).Check(Thorough);

    [TestMethod]
    public void Nobody_who_said_no_is_asked() => Prop.ForAll(Situations(), s =>
    {
        var outcome = s.Decide();
        var rule = s.Rules.FirstOrDefault(r => r.Id == outcome.RuleId);
        return outcome.Status != InvitationStatus.Planned
            || (Recipients.ContactOf(s.Case, rule!.Recipient) is { DoNotSurvey: false } contact
                && s.Case.CustomerAccount is null or { DoNotSurvey: false }
                && !(contact.DoNotEmail && rule.Honours.DoNotEmail)
                && !(contact.DoNotBulkEmail && rule.Honours.DoNotBulkEmail)
                && !(contact.DoNotSendMarketing && rule.Honours.DoNotSendMarketing));
    }).Check(Thorough);

    [TestMethod]
    public void No_explanation_or_warning_holds_an_address() => Prop.ForAll(Situations(), s =>
    {
        var outcome = s.Decide();
        return !$"{outcome.Explanation} {outcome.Warning}".Contains('@', StringComparison.Ordinal);
    }).Check(Thorough);

    [TestMethod]
    public void No_rule_is_asked_after_the_one_that_decides() => Prop.ForAll(Situations(), s =>
    {
        var asked = new List<Guid>();
        var outcome = s.Decide(rule => asked.Add(rule.Id));
        var place = outcome.RuleId is { } decides ? asked.IndexOf(decides) : -1;
        return !asked.Where(id => id != outcome.RuleId).Any(s.Matching.Contains) && (place < 0 || place == asked.Count - 1);
    }).Check(Thorough);

    private static Arbitrary<Situation> Situations() => (
        from people in Gen.ArrayOf(Contacts(), 3)
        from account in Gen.Elements(false, true)
        from accountSaysNo in Gen.Frequency((5, Gen.Constant(false)), (1, Gen.Constant(true)))
        from rules in Gen.ListOf(Rules(), 3)
        from count in Gen.Choose(0, 3)
        from values in Gen.ListOf(Values(), Sources.Length + 2)
        from matching in Gen.Choose(0, 7)
        from hours in Gen.Choose(0, 24 * 9)
        from digits in Gen.Choose(0, int.MaxValue)
        select new Situation(
            Make.Case() with
            {
                PrimaryContact = people[0],
                CustomerContact = account ? null : people[1],
                CustomerAccount = account ? new AccountFacts(Make.Id(600), accountSaysNo, people[2]) : null,
            },
            [.. rules.Take(count).Select((r, i) => r with { Id = Make.Id(i + 1) })],
            Sources.Concat(["a", "b"]).Zip(values).Where(pair => pair.Second is not null).ToDictionary(pair => pair.First, pair => pair.Second!),
            [.. Enumerable.Range(1, 3).Where(i => (matching & (1 << (i - 1))) != 0).Select(Make.Id)],
            Make.Now.AddHours(-hours),
            digits.ToString("x8", System.Globalization.CultureInfo.InvariantCulture) + Make.Reference[8..])).ToArbitrary();

    private static Gen<ContactFacts?> Contacts() =>
        from exists in Gen.Frequency((4, Gen.Constant(true)), (1, Gen.Constant(false)))
        from email in Gen.Frequency((3, Gen.Constant<string?>("klant@example.nl")), (2, Gen.Elements(Emails)))
        from no in Gen.Frequency((4, Gen.Constant(0)), (1, Gen.Choose(0, 15)))
        select exists
            ? new ContactFacts(Make.Id(500), [null, email, "later@example.nl"], (no & 1) != 0, (no & 2) != 0) { DoNotBulkEmail = (no & 4) != 0, DoNotSendMarketing = (no & 8) != 0 }
            : null;

    private static Gen<SourceValue?> Values() =>
        from raw in Gen.Elements(Typed)
        from formatted in Gen.Elements(Typed)
        from moment in Gen.Frequency((5, Gen.Constant(false)), (1, Gen.Constant(true)))
        select raw is null ? null : new SourceValue(raw, formatted) { Moment = moment ? Make.Now : null };

    private static Gen<RuleFacts> Rules() =>
        from order in Gen.Choose(1, 2)
        from mappings in Gen.ListOf(Mappings(), 3)
        from mapped in Gen.Choose(0, 3)
        from survey in Gen.Frequency((6, Gen.Constant(0)), (1, Gen.Choose(1, 2)))
        from flags in Gen.Choose(0, 63)
        from percent in Gen.Frequency((4, Gen.Constant<int?>(null)), (1, Gen.Choose(0, 100).Select(p => (int?)p)))
        from broken in Gen.Frequency((8, Gen.Constant<string?>(null)), (1, Gen.Constant<string?>("It lost a column.\nZij is een kolom kwijt.")))
        from delay in Gen.Choose(0, 48)
        from period in Gen.Frequency((5, Gen.Constant(0)), (1, Gen.Choose(1, 200)))
        select Make.Rule([.. mappings.Take(mapped)]) with
        {
            Order = order,
            Survey = survey switch { 0 => Make.Rule().Survey, 1 => null, _ => Make.Rule().Survey! with { Active = false } },
            Recipient = (flags & 1) != 0 ? Recipient.PrimaryContact : Recipient.Contact,
            PreviewOnly = (flags & 6) == 6,
            LanguageSource = (flags & 8) != 0 ? "a" : null,
            LocationSource = (flags & 16) != 0 ? "b" : null,
            Honours = (flags & 32) != 0 ? OptOutsHonoured.Usual : new OptOutsHonoured(false, true, true),
            Window = (flags & 2) != 0 ? new SendWindow(SendDays.MondayToFriday, 9, 17, "UTC") : SendWindow.Always,
            SamplingPercent = percent,
            BrokenBecause = broken is null ? null : Words.OfOthers(broken),
            Delay = TimeSpan.FromHours(delay),
            ActiveUntil = period == 0 ? null : Make.Now.AddHours(-period),
        };

    private static Gen<MappingFacts> Mappings() =>
        from source in Gen.Frequency((9, Gen.Elements(Sources.Where(s => s != "new_x.y").ToArray())), (1, Gen.Constant("new_x.y")))
        from target in Gen.Elements("t1", "t2", "t3", "t4", "t5", "t6")
        from required in Gen.Elements(false, true)
        from fallback in Gen.Elements(null, "", "default")
        select new MappingFacts(source, target, required, fallback);

    private static string Text(Outcome outcome) => $"{outcome with { Content = null }} {outcome.Content?.ToJson()}";

    private sealed record Situation(
        CaseFacts Case, IReadOnlyList<RuleFacts> Rules, IReadOnlyDictionary<string, SourceValue> Values, IReadOnlyList<Guid> Matching, DateTime ResolvedOn, string Reference)
    {
        private static readonly LocationFacts[] Locations = [new(Make.Id(1), "l-1", "Utrecht", ["Utrecht"]), new(Make.Id(2), "l-2", "Twee", ["1043"]), new(Make.Id(3), "l-3", "Drie", ["1043"])];

        public Outcome Decide(Action<RuleFacts>? asked = null) => InvitationDecision.Decide(
            new DecisionFacts(Case, new Configuration(Rules, Locations, false), Reference, ResolvedOn, Make.Now),
            rule =>
            {
                asked?.Invoke(rule);
                return Matching.Contains(rule.Id) ? new RuleReading.Matches(Values) : rule.Order == 2 && Matching.Count == 0 ? new RuleReading.Unreadable("no column") : new RuleReading.DoesNotMatch();
            });

        public Situation Reversed() => this with { Rules = [.. Rules.Reverse().Select(r => r with { Mappings = [.. r.Mappings.Reverse()] })] };
    }
}
