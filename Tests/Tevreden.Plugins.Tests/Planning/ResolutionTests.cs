using Tevreden.Dataverse.Plugins.Core.Planning;

namespace Tevreden.Plugins.Tests.Planning;

[TestClass]
internal sealed class ResolutionTests
{
    private static readonly DateTime CreatedOn = new(2026, 3, 10, 12, 0, 0, DateTimeKind.Utc);

    [TestMethod]
    public void Resolutions_are_in_the_order_of_time_then_of_row_version_then_of_id()
    {
        var first = new Resolution("b", CreatedOn, 2, CreatedOn);
        Assert.IsNegative(first.CompareTo(first with { CreatedOn = CreatedOn.AddSeconds(1), Version = 1, Id = "a" }));
        Assert.IsNegative(first.CompareTo(first with { Version = 3, Id = "a" }));
        Assert.IsPositive(first.CompareTo(first with { Version = 1, Id = "c" }));
        Assert.IsNegative(first.CompareTo(first with { Id = "c" }));
        Assert.AreEqual(0, first.CompareTo(first with { }));
        Assert.IsPositive(first.CompareTo(null));
    }

    // actualend keeps no time: 23:00 the day before is midnight in the Netherlands of the day itself.
    [TestMethod]
    [DataRow(null, "2026-03-10T12:00:00", "nobody gave an end")]
    [DataRow("2026-03-09T23:00:00", "2026-03-10T12:00:00", "the date of the day itself is not a time")]
    [DataRow("2026-03-09T12:15:00", "2026-03-10T12:00:00", "less than a day before is still that day somewhere")]
    [DataRow("2026-03-09T12:00:00", "2026-03-09T12:00:00", "a whole day before is another day")]
    [DataRow("2026-03-01T23:00:00", "2026-03-01T23:00:00", "an earlier date counts")]
    [DataRow("2026-03-10T09:07:00", "2026-03-10T09:07:00", "a time off the quarter is one")]
    [DataRow("2026-03-10T12:00:01", "2026-03-10T12:00:00", "nothing was resolved after it was written down")]
    [DataRow("2026-04-01T00:00:00", "2026-03-10T12:00:00", "nor in the future")]
    public void A_case_was_resolved_at_the_earlier_of_both_moments(string? actualEnd, string expected, string why) => Assert.AreEqual(
        Utc(expected),
        Resolution.Of(Make.Resolution(1, CreatedOn, actualEnd is null ? null : Utc(actualEnd))).ResolvedOn,
        why);

    private static DateTime Utc(string text) => DateTime.SpecifyKind(DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture), DateTimeKind.Utc);
}
