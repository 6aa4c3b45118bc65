using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Xml.Linq;
using Microsoft.Xrm.Sdk.Query;

namespace Tevreden.Dataverse.Plugins.Data;

/// <summary>Builds FetchXML; every value is escaped by construction.</summary>
internal static class FetchXml
{
    public static FetchExpression Query(XElement entity) => new(new XElement("fetch", entity).ToString(SaveOptions.DisableFormatting));

    /// <summary>The same without rows that are alike: for joins that multiply them.</summary>
    public static FetchExpression Distinct(XElement entity) =>
        new(new XElement("fetch", new XAttribute("distinct", "true"), entity).ToString(SaveOptions.DisableFormatting));

    public static FetchExpression Top(int count, XElement entity) =>
        new(new XElement("fetch", new XAttribute("top", count.ToString(CultureInfo.InvariantCulture)), entity).ToString(SaveOptions.DisableFormatting));

    /// <summary>Counts rows by the values of one column: aliases <c>group</c> and <c>number</c>.</summary>
    public static FetchExpression Count(string table, string id, string by, XElement filter) => new(new XElement(
        "fetch",
        new XAttribute("aggregate", "true"),
        Entity(
            table,
            new XElement("attribute", new XAttribute("name", by), new XAttribute("groupby", "true"), new XAttribute("alias", "group")),
            new XElement("attribute", new XAttribute("name", id), new XAttribute("aggregate", "count"), new XAttribute("alias", "number")),
            filter)).ToString(SaveOptions.DisableFormatting));

    public static XElement Entity(string table, params object[] content) => new("entity", new XAttribute("name", table), content);

    /// <summary>An outer join: rows without a partner stay.</summary>
    /// <param name="table">Table to join.</param>
    /// <param name="from">Its column.</param>
    /// <param name="to">Column of the table it hangs under.</param>
    /// <param name="alias">Prefix of its columns in the result.</param>
    /// <param name="content">Columns, filters, further joins.</param>
    public static XElement Join(string table, string from, string to, string alias, params object[] content) => new(
        "link-entity",
        new XAttribute("name", table),
        new XAttribute("from", from),
        new XAttribute("to", to),
        new XAttribute("link-type", "outer"),
        new XAttribute("alias", alias),
        content);

    public static IEnumerable<XElement> Columns(params string[] names) => Columns((IEnumerable<string>)names);

    public static IEnumerable<XElement> Columns(IEnumerable<string> names) =>
        names.Distinct().Select(n => new XElement("attribute", new XAttribute("name", n)));

    public static XElement And(params object[] conditions) => new("filter", new XAttribute("type", "and"), conditions);

    public static XElement Or(params object[] conditions) => new("filter", new XAttribute("type", "or"), conditions);

    public static XElement Is(string column, string comparison, object? value = null) => new(
        "condition",
        new XAttribute("attribute", column),
        new XAttribute("operator", comparison),
        value is null ? null : new XAttribute("value", value));

    public static XElement IsOneOf(string column, IEnumerable<object> values) => new(
        "condition",
        new XAttribute("attribute", column),
        new XAttribute("operator", "in"),
        values.Select(v => new XElement("value", v)));

    /// <summary>One id or several.</summary>
    public static XElement IsAmong(string column, IReadOnlyList<System.Guid> ids) =>
        ids.Count == 1 ? Is(column, "eq", ids[0]) : IsOneOf(column, ids.Cast<object>());

    public static XElement OrderBy(string column) => new("order", new XAttribute("attribute", column));

    public static XElement OrderByDescending(string column) => new("order", new XAttribute("attribute", column), new XAttribute("descending", "true"));

    /// <summary>A moment in a form that means UTC.</summary>
    public static string Moment(System.DateTime utc) => utc.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
