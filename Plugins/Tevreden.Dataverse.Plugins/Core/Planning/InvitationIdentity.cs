using System;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Tevreden.Dataverse.Plugins.Core.Planning;

/// <summary>
/// The texts that make an invitation unique. All hold letters, digits and <c>-</c> only, so that an alternate key in a
/// URL can carry them.
/// </summary>
internal static class InvitationIdentity
{
    /// <summary>Resolution id of a case found Resolved that has no resolution row at all.</summary>
    public const string NoResolution = "none";

    private const int ReferenceBytes = 16;

    public static string Text(Guid id) => id.ToString("D", CultureInfo.InvariantCulture);

    /// <summary>Resolution id of a direct update: <c>u</c> and the event's time to the second, UTC.</summary>
    public static string DirectUpdate(DateTime on) => "u" + on.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);

    /// <summary>
    /// What makes an invitation the only one of its resolution. A resolution row is known by its own id alone: a merge moves
    /// it, so that two workers may find it with either case. What stands in for such a row belongs to its case.
    /// </summary>
    public static string Key(Guid caseId, string resolutionId) =>
        Guid.TryParseExact(resolutionId, "D", out _) ? resolutionId : Text(caseId) + "-" + resolutionId;

    /// <summary>
    /// Our reference at the service: 32 hexadecimal digits. It depends on the organisation too, so that a copy of an
    /// environment never speaks of the original's invitations.
    /// </summary>
    public static string Reference(Guid organisationId, Guid caseId, string resolutionId) =>
        Hash($"{Text(organisationId)}|{Text(caseId)}|{resolutionId}");

    /// <summary>
    /// The reference to go on with where the service did something with this one that is over, such as a mail that came back:
    /// it would take the next for the same, and tell of the first when asked about it.
    /// </summary>
    public static string After(string reference) => Hash(reference);

    private static string Hash(string source)
    {
        using var sha = SHA256.Create();
        var hash = sha.ComputeHash(Encoding.UTF8.GetBytes(source));
        var text = new StringBuilder(2 * ReferenceBytes);
        for (var i = 0; i < ReferenceBytes; i++)
        {
            text.Append(hash[i].ToString("x2", CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }
}
