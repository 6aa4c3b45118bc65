using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Metadata;
using Newtonsoft.Json.Linq;

namespace Tevreden.Sandbox.WebApi;

/// <summary>EntityDefinitions, RelationshipDefinitions and GlobalOptionSetDefinitions: definitions read by name or id, filtered and selected, and new ones made.</summary>
internal sealed partial class DefinitionEndpoints(WebApiRequest request)
{
    private const string Tables = "EntityDefinitions", Relationships = "RelationshipDefinitions", OptionSets = "GlobalOptionSetDefinitions";

    /// <summary>False when the address is none of definitions.</summary>
    public async Task<bool> TryHandleAsync(string relative)
    {
        var path = relative.Split('/');
        var set = path[0].Split('(')[0];
        if (set is not (Tables or Relationships or OptionSets))
            return false;
        var query = new DefinitionQuery(request.Options);
        query.Demand();
        if (request.Method == "POST")
            await new DefinitionWriter(request).CreateAsync(set, path).ConfigureAwait(false);
        else if (request.Method is "PUT" or "DELETE")
            await new DefinitionChanger(request).HandleAsync(set, path).ConfigureAwait(false);
        else if (request.Method != "GET")
            throw new WebApiException(405, WebApiException.NotSupported, $"Definitions are read with GET, made with POST, replaced with PUT and deleted with DELETE; found {request.Method}.");
        else if (set == Tables)
            await TablesAsync(path, query).ConfigureAwait(false);
        else
            await OthersAsync(set, path[0], query).ConfigureAwait(false);
        return true;
    }

    /// <summary>What stands in parentheses: LogicalName='account', or an id.</summary>
    public static (string? Name, Guid Id)? Key(string segment)
    {
        if (Named().Match(segment) is not { Success: true } match)
            return null;
        return Guid.TryParse(match.Groups["key"].Value, out var id) ? (null, id) : (Text().Match(match.Groups["key"].Value) is { Success: true } name ? name.Groups["name"].Value : throw WebApiException.Bad($"Expected LogicalName='NAME' or an id in '{segment}'."), Guid.Empty);
    }

    private static IEnumerable<object> Part(EntityMetadata table, string name) => name switch
    {
        "Attributes" => table.Attributes ?? [],
        "Keys" => table.Keys ?? [],
        "OneToManyRelationships" => table.OneToManyRelationships ?? [],
        "ManyToOneRelationships" => table.ManyToOneRelationships ?? [],
        "ManyToManyRelationships" => table.ManyToManyRelationships ?? [],
        _ => throw WebApiException.NoResource(name),
    };

    private async Task TablesAsync(string[] path, DefinitionQuery query)
    {
        if (Key(path[0]) is not { } key)
        {
            // Parts come along only where they are expanded.
            var parts = query.Expansions().Any() ? EntityFilters.All : EntityFilters.Entity;
            var all = ((RetrieveAllEntitiesResponse)request.Run(new RetrieveAllEntitiesRequest { EntityFilters = parts })).EntityMetadata;
            await ManyAsync(Tables, all, query).ConfigureAwait(false);
            return;
        }

        var table = ((RetrieveEntityResponse)request.Run(new RetrieveEntityRequest { LogicalName = key.Name, MetadataId = key.Id, EntityFilters = EntityFilters.All })).EntityMetadata;
        if (path.Length == 1)
        {
            await OneAsync($"{Tables}/$entity", table, query).ConfigureAwait(false);
            return;
        }

        var name = path[1].Split('(')[0];
        if (table.GetType().GetProperty(name) is { } property && path.Length == 2 && property.PropertyType.IsArray == false)
        {
            await request.AnswerAsync(HttpStatusCode.OK, new JObject { ["@odata.context"] = request.Context($"{Tables}({table.MetadataId:D})/{name}"), ["value"] = DefinitionJson.Value(property.GetValue(table)) }).ConfigureAwait(false);
            return;
        }

        await PartsAsync(table, name, path, query).ConfigureAwait(false);
    }

    private Task PartsAsync(EntityMetadata table, string name, string[] path, DefinitionQuery query)
    {
        var context = $"{Tables}({table.MetadataId:D})/{name}";
        var found = Part(table, name);
        var key = Key(path[1]);
        if (key is { } wanted)
            found = [found.FirstOrDefault(part => Is(part, wanted)) ?? throw new WebApiException(404, Engine.FaultCodes.AttributeNotFound, $"Could not find a {name} with name '{wanted.Name ?? wanted.Id.ToString("D")}' of '{table.LogicalName}'.")];
        var rest = path.Skip(2).ToList();
        if (rest.Count > 0 && rest[0].StartsWith(EdmModels.Namespace + ".", StringComparison.Ordinal))
        {
            var type = rest[0][(EdmModels.Namespace.Length + 1)..];
            found = found.Where(part => DefinitionJson.TypeName(part) == type).ToList();
            rest.RemoveAt(0);
        }

        if (key is null)
            return rest.Count == 0 ? ManyAsync(context, found, query) : throw WebApiException.NoResource(rest[0]);
        var single = found.FirstOrDefault() ?? throw new WebApiException(404, Engine.FaultCodes.AttributeNotFound, $"'{path[1]}' of '{table.LogicalName}' is not of the type that the address asks for.");
        return rest switch
        {
            [] => OneAsync($"{context}/$entity", single, query),
            ["OptionSet" or "GlobalOptionSet"] when single.GetType().GetProperty("OptionSet")?.GetValue(single) is { } options => OneAsync($"{context}/{rest[0]}", options, query),
            _ => throw WebApiException.NoResource(rest[0]),
        };
    }

    private static bool Is(object part, (string? Name, Guid Id) key) => part is MetadataBase definition
        && (key.Name is null ? definition.MetadataId == key.Id : (part.GetType().GetProperty("LogicalName") ?? part.GetType().GetProperty("SchemaName"))?.GetValue(part) as string == key.Name);

    private Task OthersAsync(string set, string segment, DefinitionQuery query)
    {
        if (Key(segment) is { } key)
        {
            return set == OptionSets
                ? OneAsync($"{set}/$entity", ((RetrieveOptionSetResponse)request.Run(new RetrieveOptionSetRequest { Name = key.Name, MetadataId = key.Id })).OptionSetMetadata, query, withAll: true)
                : OneAsync($"{set}/$entity", ((RetrieveRelationshipResponse)request.Run(new RetrieveRelationshipRequest { Name = key.Name, MetadataId = key.Id })).RelationshipMetadata, query);
        }

        if (set == OptionSets)
            return ManyAsync(set, ((RetrieveAllOptionSetsResponse)request.Run(new RetrieveAllOptionSetsRequest())).OptionSetMetadata, query);
        var tables = ((RetrieveAllEntitiesResponse)request.Run(new RetrieveAllEntitiesRequest { EntityFilters = EntityFilters.Relationships })).EntityMetadata;
        return ManyAsync(set, tables.SelectMany(table => table.OneToManyRelationships.Concat<object>(table.ManyToManyRelationships)).DistinctBy(one => ((RelationshipMetadataBase)one).SchemaName), query);
    }

    private Task ManyAsync(string context, IEnumerable<object> definitions, DefinitionQuery query)
    {
        var shown = definitions.Select(definition => (Definition: definition, Json: DefinitionJson.Write(definition, definition is OptionSetMetadataBase))).Where(pair => query.Matches(pair.Json)).ToList();
        var body = new JObject { ["@odata.context"] = request.Context(context) };
        if (query.Counts)
            body["@odata.count"] = shown.Count;
        body["value"] = new JArray(shown.Take(query.Top ?? int.MaxValue).Select(pair => Expand(query.Cut(pair.Json), pair.Definition, query)));
        return request.AnswerAsync(HttpStatusCode.OK, body);
    }

    private Task OneAsync(string context, object definition, DefinitionQuery query, bool withAll = false) => request.AnswerAsync(
        HttpStatusCode.OK,
        new JObject { ["@odata.context"] = request.Context(context) }.With(Expand(query.Cut(DefinitionJson.Write(definition, withAll || definition is OptionSetMetadataBase)), definition, query)));

    private static JObject Expand(JObject json, object definition, DefinitionQuery query)
    {
        foreach (var (name, inner) in query.Expansions())
        {
            if (definition is EntityMetadata table)
                json[name] = new JArray(Part(table, name).Select(part => (Part: part, Json: DefinitionJson.Write(part))).Where(pair => inner.Matches(pair.Json)).Select(pair => Expand(inner.Cut(pair.Json), pair.Part, inner)));
            else if (name is "OptionSet" or "GlobalOptionSet" && definition.GetType().GetProperty("OptionSet") is { } property)
                json[name] = property.GetValue(definition) is OptionSetMetadataBase set && (name == "OptionSet" || set.IsGlobal == true) ? inner.Cut(DefinitionJson.Write(set, withNavigations: true)) : JValue.CreateNull();
            else
                throw WebApiException.Bad($"Could not find a property named '{name}' on type '{EdmModels.Namespace}.{DefinitionJson.TypeName(definition)}'.");
        }

        return json;
    }

    [GeneratedRegex(@"^\w+\((?<key>[^)]*)\)$", RegexOptions.CultureInvariant)]
    private static partial Regex Named();

    [GeneratedRegex(@"^(?:LogicalName|SchemaName|Name)\s*=\s*'(?<name>[^']*)'$", RegexOptions.CultureInvariant)]
    private static partial Regex Text();
}
