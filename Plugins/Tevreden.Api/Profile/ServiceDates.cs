using System;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Tevreden.Api.Profile;

/// <summary>
/// Dates as the service writes them: ISO 8601 is documented, without a zone in the examples, so such a date is taken as local time of the profile's zone.
/// In the hour that the clock goes back the earlier instant is meant; a time that the clock skips means the instant after the skip.
/// </summary>
internal sealed class ServiceDates(string format, TimeZoneInfo zone)
{
    private static readonly Regex Iso = new(
        @"^(?<date>\d{4}-\d{2}-\d{2})([T ](?<time>\d{2}:\d{2}(:\d{2}(?<fraction>\.\d{1,9})?)?)(?<zone>Z|[+-]\d{2}:?\d{2})?)?$",
        RegexOptions.CultureInvariant);

    public bool TryRead(string text, out DateTime utc)
    {
        utc = default;
        var match = Iso.Match(text.Trim());
        if (!match.Success)
            return false;

        var time = match.Groups["time"].Success ? match.Groups["time"].Value : "00:00";
        var fraction = match.Groups["fraction"].Value;
        var seconds = fraction.Length > 0 ? time.Substring(0, time.Length - fraction.Length) : time;
        if (!DateTime.TryParseExact(
                match.Groups["date"].Value + "T" + seconds,
                ["yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm"],
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var local))
        {
            return false;
        }

        if (fraction.Length > 0)
            local = local.AddTicks((long)(decimal.Parse("0" + fraction, CultureInfo.InvariantCulture) * TimeSpan.TicksPerSecond));

        var offset = match.Groups["zone"].Value;
        utc = offset.Length == 0 ? FromLocal(local) : DateTime.SpecifyKind(local - ReadOffset(offset), DateTimeKind.Utc);
        return true;
    }

    public string Write(DateTime utc) =>
        TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), zone).ToString(format, CultureInfo.InvariantCulture);

    private static TimeSpan ReadOffset(string text)
    {
        if (text == "Z")
            return TimeSpan.Zero;
        var digits = text.Substring(1).Replace(":", "");
        var size = new TimeSpan(
            int.Parse(digits.Substring(0, 2), CultureInfo.InvariantCulture), int.Parse(digits.Substring(2), CultureInfo.InvariantCulture), 0);
        return text[0] == '-' ? -size : size;
    }

    private DateTime FromLocal(DateTime local)
    {
        if (zone.IsInvalidTime(local))
            return FromLocal(local.AddMinutes(30));
        if (!zone.IsAmbiguousTime(local))
            return TimeZoneInfo.ConvertTimeToUtc(local, zone);

        // The larger offset from UTC belongs to the earlier instant.
        var offsets = zone.GetAmbiguousTimeOffsets(local);
        var largest = offsets[0];
        foreach (var offset in offsets)
            largest = offset > largest ? offset : largest;
        return DateTime.SpecifyKind(local - largest, DateTimeKind.Utc);
    }
}
