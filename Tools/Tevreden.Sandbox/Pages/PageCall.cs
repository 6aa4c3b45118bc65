using Microsoft.AspNetCore.Http;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Hosting;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Pages;

/// <summary>One page that somebody asked for: who, in which language, and the two ways to read. Rows come with the reader's rights, forms and views with the platform's.</summary>
internal sealed class PageCall
{
    public const string MainPage = "/main.aspx";

    private readonly HttpContext _context;

    public PageCall(HttpContext context, DataverseEngine engine)
    {
        _context = context;
        Engine = engine;
        Catalog = engine.Catalog;
        Language = engine.PrincipalOf(context.Caller().UserId).Language;
        Rows = engine.ServiceFor(context.Caller());
        Platform = engine.ServiceFor(new CallerContext(engine.SystemUserId));
    }

    public DataverseEngine Engine { get; }

    public MetadataCatalog Catalog { get; }

    /// <summary>LCID.</summary>
    public int Language { get; }

    /// <summary>With the rights of whoever looks.</summary>
    public IOrganizationService Rows { get; }

    public IOrganizationService Platform { get; }

    public string? Parameter(string name) => _context.Request.Query[name] is [{ Length: > 0 } value] ? value : null;

    public Guid? Id(string name) => Guid.TryParse(Parameter(name), out var id) ? id : null;

    /// <summary>The same page with one parameter changed.</summary>
    public string With(string name, string value)
    {
        var parameters = _context.Request.Query.Where(pair => pair.Key != name).Select(pair => (pair.Key, Value: pair.Value.ToString())).Append((name, value));
        return $"{MainPage}?{string.Join('&', parameters.Select(pair => $"{pair.Item1}={Uri.EscapeDataString(pair.Item2)}"))}";
    }

    public static string RecordAddress(EntityReference row) => $"{MainPage}?pagetype=entityrecord&etn={row.LogicalName}&id={row.Id:D}";

    public static string ListAddress(string table) => $"{MainPage}?pagetype=entitylist&etn={table}";

    public string NameOf(TableDefinition table) => table.DisplayName.In(Language) ?? table.LogicalName;

    public string NamesOf(TableDefinition table) => table.DisplayCollectionName.In(Language) ?? table.LogicalName;

    public string NameOf(ColumnDefinition column) => column.DisplayName.In(Language) ?? column.LogicalName;

    /// <summary>Rows that the platform describes itself by, all columns.</summary>
    public IReadOnlyList<Entity> Describing(string table, params (string Column, object Value)[] conditions)
    {
        var query = new QueryExpression(table) { ColumnSet = new ColumnSet(true) };
        foreach (var (column, value) in conditions)
            query.Criteria.AddCondition(column, ConditionOperator.Equal, value);
        return [.. Platform.RetrieveMultiple(query).Entities];
    }

    /// <summary>A row's name in the reader's language, where its solution brought one.</summary>
    public string NameOf(Entity described)
    {
        var labels = Describing("localizedlabel", ("objectid", described.Id), ("languageid", Language));
        return labels is [{ } label, ..] ? label.GetAttributeValue<string>("label") : described.GetAttributeValue<string>("name") ?? "";
    }
}
