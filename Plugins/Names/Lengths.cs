namespace Tevreden.Dataverse.Names;

/// <summary>
/// How long a text of others may be in the column that takes it: a longer one would fail the whole write, and what came of a
/// call would be lost with it. A test holds these to Solution/.
/// </summary>
internal static class Lengths
{
    public const int InvitationExplanation = 4000, InvitationLastError = 2000, InvitationPayload = 100_000;
    public const int InvitationExternalId = 100, InvitationStatusLocation = 500;
    public const int ConnectionStateReason = 2000, ConnectionTestResult = 20_000;
    public const int RuleBrokenBecause = 4000;
    public const int AlertName = 200, AlertText = 4000;
    public const int OfferedName = 200, OfferedId = 100, OfferedLanguage = 20;
}
