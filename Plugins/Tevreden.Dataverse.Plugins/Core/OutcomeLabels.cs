using Tevreden.Dataverse.Names;

namespace Tevreden.Dataverse.Plugins.Core;

/// <summary>
/// What the choices call the outcomes of a decision, in two languages, for an answer that is no row. Solution/ holds the labels
/// of all; a test holds these to them.
/// </summary>
internal static class OutcomeLabels
{
    public static Words Of(InvitationStatus status, InvitationReason? reason) => reason switch
    {
        InvitationReason.NoEmail => new("No email", "Geen e-mailadres"),
        InvitationReason.InvalidEmail => new("Invalid email", "Ongeldig e-mailadres"),
        InvitationReason.OptedOut => new("Opted out", "Wil geen enquêtes"),
        InvitationReason.QuietPeriod => new("Quiet period", "Rustperiode"),
        InvitationReason.NoRuleMatched => new("No rule matched", "Geen regel past"),
        InvitationReason.RuleBroken => new("Rule broken", "Regel is stuk"),
        InvitationReason.SampledOut => new("Sampled out", "Buiten de steekproef"),
        InvitationReason.MappingIncomplete => new("Mapping incomplete", "Koppeling onvolledig"),
        InvitationReason.PreviewOnly => new("Preview only", "Alleen voorbeeld"),
        InvitationReason.TooLate => new("Too late", "Te laat"),
        _ => OfStatus(status),
    };

    private static Words OfStatus(InvitationStatus status) => status switch
    {
        InvitationStatus.Planned => new("Planned", "Gepland"),
        InvitationStatus.Skipped => new("Skipped", "Overgeslagen"),
        InvitationStatus.Failed => new("Failed", "Mislukt"),
        _ => Words.OfOthers(status.ToString()),
    };
}
