using Tevreden.Dataverse.Names;

namespace Tevreden.Dataverse.Plugins.Core;

/// <summary>
/// What the choices call the outcomes of a decision, in two languages, for an answer that is no row. Solution/ holds the labels
/// of all; a test holds these to them.
/// </summary>
internal static class OutcomeLabels
{
    public static string Of(InvitationStatus status, InvitationReason? reason) => reason switch
    {
        InvitationReason.NoEmail => "No email\nGeen e-mailadres",
        InvitationReason.InvalidEmail => "Invalid email\nOngeldig e-mailadres",
        InvitationReason.OptedOut => "Opted out\nWil geen enquêtes",
        InvitationReason.QuietPeriod => "Quiet period\nRustperiode",
        InvitationReason.NoRuleMatched => "No rule matched\nGeen regel past",
        InvitationReason.RuleBroken => "Rule broken\nRegel is stuk",
        InvitationReason.SampledOut => "Sampled out\nBuiten de steekproef",
        InvitationReason.MappingIncomplete => "Mapping incomplete\nKoppeling onvolledig",
        InvitationReason.PreviewOnly => "Preview only\nAlleen voorbeeld",
        InvitationReason.TooLate => "Too late\nTe laat",
        _ => OfStatus(status),
    };

    private static string OfStatus(InvitationStatus status) => status switch
    {
        InvitationStatus.Planned => "Planned\nGepland",
        InvitationStatus.Skipped => "Skipped\nOvergeslagen",
        InvitationStatus.Failed => "Failed\nMislukt",
        _ => status.ToString(),
    };
}
