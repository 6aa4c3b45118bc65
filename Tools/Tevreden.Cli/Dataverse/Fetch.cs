using System.Globalization;
using System.Xml.Linq;

namespace Tevreden.Cli.Dataverse;

/// <summary>Parts of a FetchXML query, so that no text is glued and no value escapes into the query.</summary>
internal static class Fetch
{
    public static XElement Query(XElement entity) => new("fetch", entity);

    public static XElement Aggregate(XElement entity) => new("fetch", new XAttribute("aggregate", "true"), entity);

    public static XElement Entity(string table, params object?[] content) => new("entity", new XAttribute("name", table), content);

    public static IEnumerable<XElement> Columns(params string[] names) => names.Select(name => new XElement("attribute", new XAttribute("name", name)));

    public static IEnumerable<XElement> All() => [new("all-attributes")];

    public static XElement GroupBy(string column, string alias) =>
        new("attribute", new XAttribute("name", column), new XAttribute("groupby", "true"), new XAttribute("alias", alias));

    public static XElement Calculated(string function, string column, string alias) =>
        new("attribute", new XAttribute("name", column), new XAttribute("aggregate", function), new XAttribute("alias", alias));

    public static XElement And(params object?[] conditions) => new("filter", new XAttribute("type", "and"), conditions);

    public static XElement Or(params object?[] conditions) => new("filter", new XAttribute("type", "or"), conditions);

    public static XElement Is(string column, string value) => Condition(column, "eq", value);

    /// <summary>The number of a choice, as conditions take it.</summary>
    public static string Number<TChoice>(TChoice choice)
        where TChoice : struct, Enum => Convert.ToInt32(choice, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);

    public static XElement IsNull(string column) => Condition(column, "null", null);

    /// <summary>Of a joined table: the row has none.</summary>
    public static XElement IsNullIn(string alias, string column) =>
        new("condition", new XAttribute("entityname", alias), new XAttribute("attribute", column), new XAttribute("operator", "null"));

    public static XElement IsNotNull(string column) => Condition(column, "not-null", null);

    public static XElement NotBefore(string column, DateTime utc) => Condition(column, "ge", Date(utc));

    public static XElement Before(string column, DateTime utc) => Condition(column, "lt", Date(utc));

    public static XElement UntilAt(string column, DateTime utc) => Condition(column, "le", Date(utc));

    /// <param name="column">A text column.</param>
    /// <param name="text">Holds no wildcard.</param>
    public static XElement BeginsWith(string column, string text) => Condition(column, "like", text + "%");

    public static XElement IsOneOf(string column, IEnumerable<string> values) =>
        new("condition", new XAttribute("attribute", column), new XAttribute("operator", "in"), values.Select(value => new XElement("value", value)));

    public static XElement IsNoneOf(string column, IEnumerable<string> values) =>
        new("condition", new XAttribute("attribute", column), new XAttribute("operator", "not-in"), values.Select(value => new XElement("value", value)));

    public static IEnumerable<string> Ids(IEnumerable<Guid> ids) => ids.Select(id => id.ToString("D", CultureInfo.InvariantCulture));

    /// <summary>A left join; the joined columns come as <c>alias.column</c>.</summary>
    public static XElement Join(string table, string from, string to, string alias, IEnumerable<XElement> columns) =>
        new(
            "link-entity",
            new XAttribute("name", table),
            new XAttribute("from", from),
            new XAttribute("to", to),
            new XAttribute("link-type", "outer"),
            new XAttribute("alias", alias),
            columns);

    /// <summary>Keeps only rows that have one.</summary>
    public static XElement InnerJoin(string table, string from, string to, string alias, params object?[] content) => new(
        "link-entity",
        new XAttribute("name", table),
        new XAttribute("from", from),
        new XAttribute("to", to),
        new XAttribute("link-type", "inner"),
        new XAttribute("alias", alias),
        content);

    /// <summary>Through a many-to-many relationship.</summary>
    public static XElement Intersect(string table, string from, string to, params object?[] content) => new(
        "link-entity",
        new XAttribute("name", table),
        new XAttribute("from", from),
        new XAttribute("to", to),
        new XAttribute("intersect", "true"),
        content);

    public static XElement Order(string column) => new("order", new XAttribute("attribute", column));

    public static string Date(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static XElement Condition(string column, string comparison, string? value) =>
        new("condition", new XAttribute("attribute", column), new XAttribute("operator", comparison), value is null ? null : new XAttribute("value", value));
}
