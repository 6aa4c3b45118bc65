using System;
using Tevreden.Dataverse.Names;

namespace Tevreden.Dataverse.Plugins.Core.Planning;

/// <summary>Days and hours at which invitations go out, in the time zone of the people who get them.</summary>
/// <param name="Days">Days of the week.</param>
/// <param name="FromHour">From this hour on, 0 to 23.</param>
/// <param name="ToHour">Before this hour, 1 to 24.</param>
/// <param name="TimeZoneId">Windows id of the time zone: .NET Framework knows no other.</param>
internal sealed record SendWindow(SendDays Days, int FromHour, int ToHour, string TimeZoneId)
{
    public const string UsualTimeZone = "W. Europe Standard Time";

    private const int WholeDay = 24;
    private const int MostDaysAhead = 8;

    public static SendWindow Always { get; } = new(SendDays.EveryDay, 0, WholeDay, UsualTimeZone);

    /// <summary>What is wrong with it; null for nothing.</summary>
    public Words? Problem()
    {
        if (FromHour >= ToHour)
        {
            return Explanations.WindowEmpty(FromHour, ToHour);
        }

        return Zone() is null ? Explanations.TimeZoneUnknown(TimeZoneId) : null;
    }

    /// <summary>The first moment, from this one on, at which it is open, UTC. Only for one without <see cref="Problem"/>.</summary>
    public DateTime Next(DateTime utc)
    {
        if (Days == SendDays.EveryDay && FromHour == 0 && ToHour == WholeDay)
        {
            return utc;
        }

        var zone = Zone()!;
        var local = TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), zone);
        if (IsOpen(local))
        {
            return utc;
        }

        for (var ahead = 0; ahead < MostDaysAhead; ahead++)
        {
            var opens = local.Date.AddDays(ahead).AddHours(FromHour);
            if (IsDay(opens.DayOfWeek) && opens >= local)
            {
                return ToUtc(opens, zone);
            }
        }

        return utc;
    }

    private bool IsOpen(DateTime local) => IsDay(local.DayOfWeek) && local.TimeOfDay >= TimeSpan.FromHours(FromHour) && local.TimeOfDay < TimeSpan.FromHours(ToHour);

    private bool IsDay(DayOfWeek day) => Days switch
    {
        SendDays.MondayToFriday => day is not (DayOfWeek.Saturday or DayOfWeek.Sunday),
        SendDays.MondayToSaturday => day is not DayOfWeek.Sunday,
        _ => true,
    };

    // An hour that the clock skips begins with the one after it; one that it repeats is taken the second time, by the platform.
    private static DateTime ToUtc(DateTime local, TimeZoneInfo zone) => TimeZoneInfo.ConvertTimeToUtc(zone.IsInvalidTime(local) ? local.AddHours(1) : local, zone);

    private TimeZoneInfo? Zone()
    {
        try
        {
            return TimeZoneInfo.FindSystemTimeZoneById(TimeZoneId);
        }
        catch (Exception unknown) when (unknown is TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            return null;
        }
    }
}
