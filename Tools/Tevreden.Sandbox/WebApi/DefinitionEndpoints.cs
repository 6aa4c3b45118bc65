using System.Net;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.WebApi;

/// <summary>Reads definitions of tables and columns: <c>EntityDefinitions(LogicalName='incident')/Attributes</c>, all of them or those of one type, with their labels in the reader's language.</summary>
internal sealed partial class DefinitionEndpoints(WebApiRequest request)
{
    private static readonly string[] Known = ["$select", "$expand", "LabelLanguages"];

    /// <summary>False when the address names no definition.</summary>
    public async Task<bool> TryHandleAsync(string relative)
    {
        if (!relative.StartsWith("EntityDefinitions", StringComparison.Ordinal))
            return false;
        if (Shape().Match(relative) is not { Success: true } match)
            throw new WebApiException(501, WebApiException.NotSupported, $"The sandbox knows EntityDefinitions(LogicalName='…'), its /Attributes, and those of one type, not '{relative}'.");
        if (request.Method != "GET")
            throw new WebApiException(405, WebApiException.NotSupported, "Definitions can be read only: the sandbox gets them from imported solutions.");
        if (request.Options.Keys.FirstOrDefault(option => !Known.Contains(option)) is { } unknown)
            throw WebApiException.Bad($"The option '{unknown}' of definitions is not known to the sandbox. It knows {string.Join(", ", Known)}.");
        var name = match.Groups["table"].Value;
        var table = request.Catalog.FindTable(name) ?? throw WebApiException.NoResource(name);
        var written = new DefinitionWriter(request.Engine.PrincipalOf(request.UserId).Language);
        var body = !match.Groups["attributes"].Success
            ? Cut(written.Table(table))
            : new JObject { ["value"] = new JArray(Of(table, match.Groups["type"].Value).Select(column => Cut(written.Column(column, request.Catalog, table.LogicalName)))) };
        await request.AnswerAsync(HttpStatusCode.OK, body).ConfigureAwait(false);
        return true;
    }

    private static IEnumerable<ColumnDefinition> Of(TableDefinition table, string type) => table.Columns.Where(column => type switch
    {
        "" => true,
        "Picklist" => column.Type is ColumnType.Picklist,
        "MultiSelectPicklist" => column.Type is ColumnType.MultiSelectPicklist,
        "State" => column.Type is ColumnType.State,
        "Status" => column.Type is ColumnType.Status,
        "Boolean" => column.Type is ColumnType.Boolean,
        "Lookup" => column.IsLookup,
        _ => throw new WebApiException(501, WebApiException.NotSupported, $"The sandbox does not know columns of type {type}AttributeMetadata: it knows Picklist, MultiSelectPicklist, State, Status, Boolean and Lookup."),
    });

    private JObject Cut(JObject definition)
    {
        if (!request.Options.TryGetValue("$select", out var select))
            return definition;
        var wanted = select.Split(',', StringSplitOptions.TrimEntries).Concat(request.Options.TryGetValue("$expand", out var expand) ? [expand.Split('(')[0]] : []).ToHashSet(StringComparer.Ordinal);
        foreach (var property in definition.Properties().Where(property => !wanted.Contains(property.Name) && property.Name != "MetadataId").ToList())
            property.Remove();
        return definition;
    }

    [GeneratedRegex(@"^EntityDefinitions\(LogicalName='(?<table>\w+)'\)(?<attributes>/Attributes(?:/Microsoft\.Dynamics\.CRM\.(?<type>\w+)AttributeMetadata)?)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
