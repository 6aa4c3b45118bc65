using System.Globalization;

namespace Tevreden.Demo.Service.Wire;

/// <summary>Dates as this service writes and reads them: ISO 8601, and without a zone the local time of its own.</summary>
internal sealed class WireDates(string format, TimeZoneInfo zone)
{
    private const int CharactersOfDateAndTime = 19;

    public string Write(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone).DateTime.ToString(format, CultureInfo.InvariantCulture);

    public bool TryRead(string text, out DateTimeOffset instant)
    {
        var saysZone = text.EndsWith('Z') || text.IndexOfAny(['+', '-'], Math.Min(text.Length, CharactersOfDateAndTime)) >= 0;
        if (saysZone)
            return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out instant);

        instant = default;
        if (!DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return false;

        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        // In the hour that comes twice the earlier instant is meant, which is the one further ahead of UTC.
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        instant = new DateTimeOffset(local, offset);
        return true;
    }
}
