using System.Globalization;
using Microsoft.Xrm.Sdk;
using Newtonsoft.Json.Linq;
using Tevreden.Cli.Erasure;

namespace Tevreden.Cli.Exports;

/// <summary>The rows about one person as a document: columns by their logical names, choices and lookups with the words that people see.</summary>
internal static class PersonDocument
{
    public static JObject Make(PersonFound person, DateTime now) => new()
    {
        ["exportedOn"] = Date(now),
        ["contacts"] = Rows(person.Contacts),
        ["invitations"] = Rows(person.Invitations),
        ["responses"] = Rows(person.Responses),
        ["answers"] = Rows(person.Answers),
        ["followUps"] = Rows(person.FollowUps),
        ["contactStates"] = Rows(person.ContactStates),
        ["scores"] = Rows(person.Scores),
        ["erasedBefore"] = Rows(person.Earlier),
    };

    private static JArray Rows(IEnumerable<Entity> rows) => new(rows.Select(row => new JObject(
        row.Attributes.OrderBy(column => column.Key, StringComparer.Ordinal).Select(column => new JProperty(column.Key, Value(row, column.Key, column.Value))))));

    private static JToken Value(Entity row, string column, object? value)
    {
        var label = row.FormattedValues.TryGetValue(column, out var words) ? words : null;
        return value switch
        {
            null => JValue.CreateNull(),
            AliasedValue aliased => Value(row, column, aliased.Value),
            OptionSetValue option => new JObject { ["value"] = option.Value, ["label"] = label },
            EntityReference reference => new JObject { ["table"] = reference.LogicalName, ["id"] = reference.Id, ["name"] = reference.Name ?? label },
            DateTime date => Date(date),
            Guid id => id.ToString("D", CultureInfo.InvariantCulture),
            string or bool or int or long or decimal or double => JToken.FromObject(value),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture),
        };
    }

    private static string Date(DateTime date) => date.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
