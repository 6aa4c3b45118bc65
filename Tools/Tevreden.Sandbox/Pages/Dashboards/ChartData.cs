using System.Globalization;
using System.Xml.Linq;
using Microsoft.Xrm.Sdk;

namespace Tevreden.Sandbox.Pages.Dashboards;

/// <summary>What a chart's query found, by category and series.</summary>
internal sealed class ChartData
{
    private readonly XElement _definition;
    private readonly List<string> _categories;
    private readonly HashSet<string> _months;
    private readonly PageCall _call;

    public ChartData(XElement definition, EntityCollection found, PageCall call)
    {
        _definition = definition;
        _call = call;
        // A second grouping, if there is one, makes the series; the category names the first, or need not.
        var groupings = definition.Descendants("attribute").Where(attribute => attribute.Attribute("groupby")?.Value == "true").Select(attribute => attribute.Attribute("alias")?.Value).OfType<string>().ToList();
        var named = definition.Descendants("category").Select(category => category.Attribute("alias")?.Value).OfType<string>().FirstOrDefault();
        _categories = [.. groupings.OrderByDescending(alias => alias == named)];
        _months = [.. definition.Descendants("attribute").Where(attribute => attribute.Attribute("dategrouping")?.Value == "month").Select(attribute => attribute.Attribute("alias")?.Value).OfType<string>()];
        var measures = definition.Descendants("measure").Select(measure => measure.Attribute("alias")?.Value).OfType<string>().Distinct().ToList();
        CategoryName = _categories.Count > 0 ? NameOf(_categories[0]) : "";
        var byCategory = found.Entities.GroupBy(row => _categories.Count > 0 ? Text(row, _categories[0]) : "").ToList();
        if (_categories.Count < 2)
        {
            Series = [.. measures.Select(NameOf)];
            Rows = [.. byCategory.Select(group => new ChartRow(group.Key, [.. measures.Select(measure => group.Sum(row => Number(row, measure)))]))];
            return;
        }

        var series = found.Entities.Select(row => Text(row, _categories[1])).Distinct().ToList();
        Series = series;
        Rows = [.. byCategory.Select(group => new ChartRow(group.Key, [.. series.Select(one => group.Where(row => Text(row, _categories[1]) == one).Sum(row => Number(row, measures[0])))]))];
    }

    public string CategoryName { get; }

    public IReadOnlyList<string> Series { get; }

    public IReadOnlyList<ChartRow> Rows { get; }

    private static decimal? Number(Entity row, string alias) => row.GetAttributeValue<AliasedValue>(alias)?.Value switch
    {
        null => null,
        Money money => money.Value,
        var value => Convert.ToDecimal(value, CultureInfo.InvariantCulture),
    };

    private string Text(Entity row, string alias) => row.GetAttributeValue<AliasedValue>(alias)?.Value switch
    {
        null => "(empty)",
        EntityReference reference => reference.Name ?? reference.Id.ToString("D"),
        int part when _months.Contains(alias) => CultureInfo.GetCultureInfo(_call.Language).DateTimeFormat.GetMonthName(part),
        int part => part.ToString(CultureInfo.InvariantCulture),
        var value => row.FormattedValues.TryGetValue(alias, out var text) ? text : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private string NameOf(string alias)
    {
        var attribute = _definition.Descendants("attribute").FirstOrDefault(one => one.Attribute("alias")?.Value == alias);
        var table = attribute?.Parent?.Attribute("name")?.Value;
        return table is not null && _call.Catalog.FindColumn(table, attribute!.Attribute("name")?.Value ?? "") is { } column
            ? attribute.Attribute("aggregate")?.Value is { } aggregate ? $"{_call.NameOf(column)} ({aggregate})" : _call.NameOf(column)
            : alias;
    }
}

internal sealed record ChartRow(string Category, IReadOnlyList<decimal?> Values);
