using System;

namespace Tevreden.Dataverse.Plugins.Core.Planning;

/// <summary>One resolution of a case, however it came about.</summary>
/// <param name="Id">Id of the resolution row as text, or what stands in for it where there is none.</param>
/// <param name="CreatedOn">What orders resolutions, UTC.</param>
/// <param name="Version">Orders resolutions of one second: the platform keeps no fractions.</param>
/// <param name="ResolvedOn">When the customer's case was resolved, UTC.</param>
internal sealed record Resolution(string Id, DateTime CreatedOn, long Version, DateTime ResolvedOn) : IComparable<Resolution>
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public static Resolution Of(ResolutionFacts row) =>
        new(InvitationIdentity.Text(row.Id), row.CreatedOn, row.Version, EarlierOf(row.ActualEnd, row.CreatedOn));

    /// <summary>A resolution without a row of its own.</summary>
    public static Resolution At(string id, DateTime on) => new(id, on, 0, on);

    public int CompareTo(Resolution? other)
    {
        if (other is null)
        {
            return 1;
        }

        var byTime = CreatedOn.CompareTo(other.CreatedOn);
        if (byTime != 0)
        {
            return byTime;
        }

        var byVersion = Version.CompareTo(other.Version);
        return byVersion != 0 ? byVersion : string.CompareOrdinal(Id, other.Id);
    }

    // actualend is a date without a time (standard-tables.md 6): midnight, in some time zone, of the day itself. Taken as
    // a time it would put every resolution before a connection that was made the same day.
    private static DateTime EarlierOf(DateTime? actualEnd, DateTime createdOn) =>
        actualEnd is { } end && end < createdOn && !(IsDate(end) && createdOn - end < Day) ? end : createdOn;

    private static bool IsDate(DateTime end) => end.TimeOfDay.Ticks % TimeSpan.FromMinutes(15).Ticks == 0;
}
