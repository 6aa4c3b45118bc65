using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core;
using Tevreden.Dataverse.Plugins.Core.Planning;
using Tevreden.Dataverse.Plugins.Core.Sending;

namespace Tevreden.Plugins.Tests;

/// <summary>Facts in which everything is in order; a test changes what it is about.</summary>
internal static class Make
{
    public static readonly DateTime Now = new(2026, 3, 10, 12, 0, 0, DateTimeKind.Utc);
    public static readonly DateTime Connected = Now.AddDays(-30);
    public static readonly Guid Organisation = new("0a000000-0000-0000-0000-000000000001");
    public const string Reference = "00000000ffffffffffffffffffffffff";

    public static readonly Guid CaseId = new("ca5e0000-0000-0000-0000-000000000001");

    public static Guid Id(int number) => new(number, 0, 0, new byte[8]);

    public static ResolutionFacts Resolution(int number, DateTime? createdOn = null, DateTime? actualEnd = null, long? version = null) =>
        new(Id(number), createdOn ?? Now.AddMinutes(number), actualEnd, version ?? number);

    public static ContactFacts Contact(string? email = "klant@example.nl") => new(Id(500), [email, null, null], false, false);

    public static CaseFacts Case(CaseState state = CaseState.Resolved, params ResolutionFacts[] resolutions) => new(
        CaseId, state, false, Now, "CAS-01", resolutions, Contact(), null, new AccountFacts(Id(600), false, null));

    public static RuleFacts Rule(params MappingFacts[] mappings) => new(
        Id(700), "Everybody", 1, new SurveyFacts(Id(800), "q-1", true, "nl"), TimeSpan.Zero, TimeSpan.FromDays(7), TimeSpan.FromDays(14), null, null, mappings);

    public static PlanFacts Plan(CaseFacts theCase, PlanEvent? happened = null, params InvitationFacts[] invitations) => new(
        Organisation, Connected, theCase, invitations, happened ?? PlanEvent.ResolutionCreated, Configuration(Rule()), _ => Matches(), Now.AddHours(1));

    public static Configuration Configuration(params RuleFacts[] rules) => new(rules, [], false);

    public static RuleReading Matches(params (string Source, SourceValue Value)[] values) => new RuleReading.Matches(values.ToDictionary(v => v.Source, v => v.Value));

    /// <summary>Decides about the case, resolved an hour ago, by rules that all match.</summary>
    public static Outcome Decide(CaseFacts theCase, params RuleFacts[] rules) => Decide(theCase, Matches(), rules);

    public static Outcome Decide(CaseFacts theCase, RuleReading reading, params RuleFacts[] rules) => InvitationDecision.Decide(
        new DecisionFacts(theCase, Configuration(rules.Length == 0 ? [Rule()] : rules), Reference, Now.AddHours(-1), Now), _ => reading);

    public static InvitationFacts Invitation(
        int resolution,
        InvitationStatus status = InvitationStatus.Planned,
        InvitationReason? reason = null,
        bool reopened = false,
        int attempts = 0) => new(
        Id(1000 + resolution),
        "1",
        InvitationIdentity.Text(CaseId),
        InvitationIdentity.Text(Id(resolution)),
        Now.AddMinutes(resolution),
        status,
        reason,
        attempts,
        reopened);

    public static SendFacts Row(InvitationStatus status = InvitationStatus.Planned) => new(
        status, null, null, true, Now.AddMinutes(-1), Now.AddDays(14), null, null, 0, false, null);

    public static ConnectionFacts Connection() =>
        new(InvitationIdentity.Text(Organisation), "api.tevreden.nl", "zorg", false, null, false, null, null);
}
