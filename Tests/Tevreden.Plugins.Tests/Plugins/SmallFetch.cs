using System.Globalization;
using System.Xml.Linq;
using Microsoft.Xrm.Sdk;

namespace Tevreden.Plugins.Tests.Plugins;

/// <summary>The part of FetchXML that the plug-ins use: inner and outer joins, and/or filters, top; no other operator is known.</summary>
internal static class SmallFetch
{
    public static IEnumerable<Entity> Run(XElement fetch, Func<string, IEnumerable<Entity>> rows)
    {
        var entity = fetch.Element("entity")!;
        if (fetch.Attribute("aggregate") is not null)
        {
            return Counted(entity, rows(Name(entity)).Where(r => Passes(r, entity.Element("filter"))));
        }

        var found = rows(Name(entity))
            .Where(r => Passes(r, entity.Element("filter")))
            .SelectMany(r => Joined(entity, r, rows, Result(entity, r)))
            .OrderBy(r => Values(entity, r), Comparer<string>.Create(string.CompareOrdinal));
        return fetch.Attribute("top") is { } top ? found.Take(int.Parse(top.Value, CultureInfo.InvariantCulture)) : found;
    }

    // Rows counted by one choice, as the plug-ins do.
    private static IEnumerable<Entity> Counted(XElement entity, IEnumerable<Entity> rows)
    {
        var by = Name(entity.Elements("attribute").Single(a => a.Attribute("groupby") is not null));
        return rows.GroupBy(r => r.GetAttributeValue<OptionSetValue>(by)?.Value).Select(g => new Entity(Name(entity))
        {
            ["group"] = new AliasedValue(Name(entity), by, g.Key is { } value ? new OptionSetValue(value) : null),
            ["number"] = new AliasedValue(Name(entity), by, g.Count()),
        });
    }

    private static string Values(XElement entity, Entity row) => string.Join("|", entity.Elements("order").Select(o => Text(row.Contains(Name(o, "attribute")) ? row[Name(o, "attribute")] : null)));

    private static Entity Result(XElement entity, Entity row)
    {
        var result = new Entity(row.LogicalName, row.Id) { RowVersion = row.RowVersion };
        foreach (var column in entity.Elements("attribute").Select(a => Name(a)).Where(c => row.GetAttributeValue<object>(c) is not null))
        {
            result[column] = row[column];
        }

        foreach (var order in entity.Elements("order").Select(o => Name(o, "attribute")).Where(c => row.GetAttributeValue<object>(c) is not null))
        {
            result[order] = row[order];
        }

        return result;
    }

    private static IEnumerable<Entity> Joined(XElement parent, Entity parentRow, Func<string, IEnumerable<Entity>> rows, Entity start)
    {
        IEnumerable<Entity> results = [start];
        foreach (var link in parent.Elements("link-entity"))
        {
            var partners = IdOf(parentRow, Name(link, "to")) is { } id
                ? rows(Name(link)).Where(r => IdOf(r, Name(link, "from")) == id && Passes(r, link.Element("filter"))).ToList()
                : [];
            if (Name(link, "link-type") == "inner" && partners.Count == 0)
            {
                return [];
            }

            if (partners.Count > 0)
            {
                results = results.SelectMany(result => partners.SelectMany(p => Joined(link, p, rows, With(result, link, p)))).ToList();
            }
        }

        return results;
    }

    private static Entity With(Entity result, XElement link, Entity partner)
    {
        var copy = new Entity(result.LogicalName, result.Id) { RowVersion = result.RowVersion };
        copy.Attributes.AddRange(result.Attributes);
        foreach (var column in link.Elements("attribute").Select(a => Name(a)).Where(c => partner.GetAttributeValue<object>(c) is not null))
        {
            copy[Name(link, "alias") + "." + column] = new AliasedValue(partner.LogicalName, column, partner[column]);
        }

        return copy;
    }

    private static bool Passes(Entity row, XElement? filter)
    {
        if (filter is null)
        {
            return true;
        }

        var parts = filter.Elements().Select(e => e.Name == "filter" ? Passes(row, e) : Holds(row, e));
        return filter.Attribute("type")?.Value == "or" ? parts.Any(p => p) : parts.All(p => p);
    }

    private static bool Holds(Entity row, XElement condition)
    {
        var value = row.GetAttributeValue<object>(Name(condition, "attribute"));
        return Name(condition, "operator") switch
        {
            "eq" => Text(value) == Name(condition, "value"),
            "in" => condition.Elements("value").Any(v => v.Value == Text(value)),
            "null" => value is null,
            "not-null" => value is not null,
            "ge" => value is DateTime from && from >= DateTime.Parse(Name(condition, "value"), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal),
            "lt" => value is DateTime until && until < DateTime.Parse(Name(condition, "value"), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal),
            "le" => value is DateTime on && on <= DateTime.Parse(Name(condition, "value"), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal),
            var other => throw new NotSupportedException(other),
        };
    }

    private static Guid? IdOf(Entity row, string column) => row.GetAttributeValue<object>(column) switch
    {
        EntityReference reference => reference.Id,
        Guid id => id,
        _ => null,
    };

    private static string Text(object? value) => value switch
    {
        null => string.Empty,
        OptionSetValue choice => choice.Value.ToString(CultureInfo.InvariantCulture),
        EntityReference reference => reference.Id.ToString(),
        DateTime on => on.ToString("o", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static string Name(XElement element, string attribute = "name") => element.Attribute(attribute)!.Value;
}
