using System.Globalization;
using System.Text;

namespace Tevreden.Benchmarks;

/// <summary>Responses made by their number, so that a million of them take no memory.</summary>
internal static class Generated
{
    public const int Answers = 3;

    private static readonly DateTime First = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static string Reference(int number) => string.Create(CultureInfo.InvariantCulture, $"r{number}");

    /// <summary>Of the service's clock (Dutch winter time all year, for this program only); one second apart.</summary>
    public static DateTime ChangedAt(int number) => First.AddSeconds(number);

    /// <summary>The first response that changed at or after this time.</summary>
    public static int From(DateTime time) => time <= First ? 0 : (int)Math.Ceiling((time - First).TotalSeconds);

    /// <summary>A page as the default API profile says.</summary>
    public static string Page(int from, int to)
    {
        var json = new StringBuilder("{\"responses\":[");
        for (var i = from; i < to; i++)
        {
            var at = ChangedAt(i).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
            json.Append(i == from ? "" : ",").Append(
                CultureInfo.InvariantCulture,
                $"{{\"id\":{70000 + i},\"reference\":\"{Reference(i)}\",\"questionnaireid\":{World.Survey},\"organisationid\":101,\"respondedat\":\"{at}\",\"changedat\":\"{at}\",\"language\":\"nl\",\"score\":{1 + (i % 10)},\"recommendation\":{i % 11},\"remark\":\"Opmerking {i}: het had sneller gekund, maar de monteur was vriendelijk.\",\"answers\":[");
            for (var a = 1; a <= Answers; a++)
                json.Append(a == 1 ? "" : ",").Append(CultureInfo.InvariantCulture, $"{{\"questionid\":\"301-{a}\",\"question\":\"Hoe tevreden bent u over onderdeel {a}?\",\"type\":\"mark\",\"value\":{1 + (i % 10)},\"text\":null}}");
            json.Append("]}");
        }

        return json.Append("]}").ToString();
    }
}
