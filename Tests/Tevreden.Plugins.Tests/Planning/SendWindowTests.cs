using System.Globalization;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core.Planning;

namespace Tevreden.Plugins.Tests.Planning;

[TestClass]
internal sealed class SendWindowTests
{
    // In March 2026 the Netherlands are one hour ahead of UTC until the 29th at 01:00, then two. The 10th is a Tuesday.
    [TestMethod]
    [DataRow(SendDays.EveryDay, 0, 24, "2026-03-10T03:00", "2026-03-10T03:00", "always open")]
    [DataRow(SendDays.EveryDay, 9, 17, "2026-03-10T07:59", "2026-03-10T08:00", "opens at nine by the clock on the wall")]
    [DataRow(SendDays.EveryDay, 9, 17, "2026-03-10T08:00", "2026-03-10T08:00", "is open from its first moment")]
    [DataRow(SendDays.EveryDay, 9, 17, "2026-03-10T15:59", "2026-03-10T15:59", "is open until its last")]
    [DataRow(SendDays.EveryDay, 9, 17, "2026-03-10T16:00", "2026-03-11T08:00", "is closed from then on")]
    [DataRow(SendDays.EveryDay, 9, 17, "2026-03-10T08:00:01", "2026-03-10T08:00:01", "and right after it")]
    [DataRow(SendDays.EveryDay, 9, 24, "2026-03-10T22:59", "2026-03-10T22:59", "midnight ends it")]
    [DataRow(SendDays.EveryDay, 0, 1, "2026-03-10T00:30", "2026-03-10T23:00", "the day begins in another time zone")]
    [DataRow(SendDays.MondayToFriday, 0, 24, "2026-03-13T12:00", "2026-03-13T12:00", "Friday")]
    [DataRow(SendDays.MondayToFriday, 0, 24, "2026-03-13T23:30", "2026-03-15T23:00", "Saturday by the clock on the wall")]
    [DataRow(SendDays.MondayToFriday, 9, 17, "2026-03-14T12:00", "2026-03-16T08:00", "Saturday waits for Monday")]
    [DataRow(SendDays.MondayToFriday, 9, 17, "2026-03-15T12:00", "2026-03-16T08:00", "Sunday waits for Monday")]
    [DataRow(SendDays.MondayToFriday, 9, 17, "2026-03-13T16:00", "2026-03-16T08:00", "Friday evening waits for Monday")]
    [DataRow(SendDays.MondayToSaturday, 9, 17, "2026-03-14T12:00", "2026-03-14T12:00", "Saturday counts")]
    [DataRow(SendDays.MondayToSaturday, 9, 17, "2026-03-15T12:00", "2026-03-16T08:00", "Sunday does not")]
    [DataRow(SendDays.MondayToSaturday, 9, 17, "2026-03-14T16:00", "2026-03-16T08:00", "Saturday evening waits for Monday")]
    [DataRow(SendDays.MondayToFriday, 9, 17, "2026-03-27T16:00", "2026-03-30T07:00", "summer time began in between")]
    [DataRow(SendDays.EveryDay, 2, 3, "2026-03-28T12:00", "2026-03-29T01:00", "an hour that the clock skips begins with the next")]
    public void The_first_moment_at_which_it_is_open(SendDays days, int from, int to, string at, string expected, string why) =>
        Assert.AreEqual(Utc(expected), new SendWindow(days, from, to, SendWindow.UsualTimeZone).Next(Utc(at)), why);

    [TestMethod]
    [DataRow(9, 17, "W. Europe Standard Time", null)]
    [DataRow(0, 24, "UTC", null)]
    [DataRow(9, 9, "UTC", "hour 9 to hour 9")]
    [DataRow(17, 9, "UTC", "hour 17 to hour 9")]
    [DataRow(9, 17, "Europe/Nowhere", "Europe/Nowhere")]
    public void A_window_that_never_opens_or_knows_no_clock_says_so(int from, int to, string zone, string? expected)
    {
        var problem = new SendWindow(SendDays.EveryDay, from, to, zone).Problem();
        if (expected is null)
        {
            Assert.IsNull(problem);
        }
        else
        {
            Assert.Contains(expected, problem!.ToText());
        }
    }

    private static DateTime Utc(string text) => DateTime.Parse(text + "Z", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
}
