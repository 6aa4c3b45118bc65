using System.Globalization;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Sandbox.Storage;

namespace Tevreden.Sandbox.Query;

/// <summary>The stretch of time that a date operator means: from (included) until (not included); null for open. Days and weeks (from Sunday) in UTC.</summary>
internal static class TimeSpans
{
    public static (DateTime? From, DateTime? Until)? Of(ConditionOperator kind, IReadOnlyList<object> values, DateTime now)
    {
        var today = now.Date;
        var month = new DateTime(today.Year, today.Month, 1, 0, 0, 0, DateTimeKind.Utc);
        var year = new DateTime(today.Year, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var hour = today.AddHours(now.Hour);

        // Times are kept to the second: a row of this very second is in the past.
        var soon = now.AddSeconds(1);
        return kind switch
        {
            ConditionOperator.Today => (today, today.AddDays(1)),
            ConditionOperator.Yesterday => (today.AddDays(-1), today),
            ConditionOperator.Tomorrow => (today.AddDays(1), today.AddDays(2)),
            ConditionOperator.On or ConditionOperator.NotOn => (Day(values), Day(values).AddDays(1)),
            ConditionOperator.OnOrBefore => (null, Day(values).AddDays(1)),
            ConditionOperator.OnOrAfter => (Day(values), null),
            ConditionOperator.Last7Days => (today.AddDays(-7), now),
            ConditionOperator.Next7Days => (now, today.AddDays(8)),
            ConditionOperator.LastWeek => (Week(-1), Week(0)),
            ConditionOperator.ThisWeek => (Week(0), Week(1)),
            ConditionOperator.NextWeek => (Week(1), Week(2)),
            ConditionOperator.LastMonth => (month.AddMonths(-1), month),
            ConditionOperator.ThisMonth => (month, month.AddMonths(1)),
            ConditionOperator.NextMonth => (month.AddMonths(1), month.AddMonths(2)),
            ConditionOperator.LastYear => (year.AddYears(-1), year),
            ConditionOperator.ThisYear => (year, year.AddYears(1)),
            ConditionOperator.NextYear => (year.AddYears(1), year.AddYears(2)),
            ConditionOperator.LastXHours => (hour.AddHours(-X(values)), soon),
            ConditionOperator.NextXHours => (now, hour.AddHours(X(values) + 1)),
            ConditionOperator.LastXDays => (today.AddDays(-X(values)), soon),
            ConditionOperator.NextXDays => (now, today.AddDays(X(values) + 1)),
            ConditionOperator.LastXWeeks => (today.AddDays(-7 * X(values)), soon),
            ConditionOperator.NextXWeeks => (now, today.AddDays((7 * X(values)) + 1)),
            ConditionOperator.LastXMonths => (today.AddMonths(-X(values)), soon),
            ConditionOperator.NextXMonths => (now, today.AddMonths(X(values)).AddDays(1)),
            ConditionOperator.LastXYears => (today.AddYears(-X(values)), soon),
            ConditionOperator.NextXYears => (now, today.AddYears(X(values)).AddDays(1)),
            ConditionOperator.OlderThanXMinutes => (null, now.AddMinutes(-X(values))),
            ConditionOperator.OlderThanXHours => (null, now.AddHours(-X(values))),
            ConditionOperator.OlderThanXDays => (null, today.AddDays(-X(values))),
            ConditionOperator.OlderThanXWeeks => (null, today.AddDays(-7 * X(values))),
            ConditionOperator.OlderThanXMonths => (null, today.AddMonths(-X(values))),
            ConditionOperator.OlderThanXYears => (null, today.AddYears(-X(values))),
            _ => null,
        };

        DateTime Week(int away) => today.AddDays((7 * away) - (int)today.DayOfWeek);
    }

    private static int X(IReadOnlyList<object> values) =>
        values.Count == 1 && int.TryParse(Convert.ToString(values[0], CultureInfo.InvariantCulture), NumberStyles.None, CultureInfo.InvariantCulture, out var x) && x > 0
            ? x
            : throw new InvalidQueryException("An operator with x in its name needs one whole number above 0 as value.");

    private static DateTime Day(IReadOnlyList<object> values) => values.Count == 1 && values[0] is { } value
        ? value switch
        {
            DateTime time => time.Date,
            string text when DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var parsed) => parsed.Date,
            _ => throw new InvalidQueryException($"Expected a date, found '{value}'."),
        }
        : throw new InvalidQueryException("This operator needs one date as value.");
}
