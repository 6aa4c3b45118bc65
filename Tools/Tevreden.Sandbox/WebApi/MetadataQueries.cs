using System.Globalization;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Metadata;
using Microsoft.Xrm.Sdk.Metadata.Query;
using Microsoft.Xrm.Sdk.Query;
using Newtonsoft.Json.Linq;

namespace Tevreden.Sandbox.WebApi;

/// <summary>The query of the function RetrieveMetadataChanges, from its JSON.</summary>
internal static class MetadataQueries
{
    public static RetrieveMetadataChangesRequest Request(JObject parameters, RowReader reader)
    {
        Operations.Allow("RetrieveMetadataChanges", parameters, "Query", "DeletedMetadataFilters", "ClientVersionStamp", "AppModuleId", "RetrieveAllSettings");
        var request = new RetrieveMetadataChangesRequest();
        if (parameters["Query"] is { Type: not JTokenType.Null } text)
            request.Query = Entities(text as JObject ?? JObject.Parse(text.Value<string>()!));
        if (parameters.Value<string>("ClientVersionStamp") is { Length: > 0 } stamp)
            request.ClientVersionStamp = stamp;
        return request;
    }

    private static EntityQueryExpression Entities(JObject json)
    {
        var query = new EntityQueryExpression { Criteria = Filter(json["Criteria"] as JObject), Properties = Properties(json["Properties"] as JObject) };
        if (json["AttributeQuery"] is JObject columns)
            query.AttributeQuery = new AttributeQueryExpression { Criteria = Filter(columns["Criteria"] as JObject), Properties = Properties(columns["Properties"] as JObject) };
        if (json["RelationshipQuery"] is JObject relationships)
            query.RelationshipQuery = new RelationshipQueryExpression { Criteria = Filter(relationships["Criteria"] as JObject), Properties = Properties(relationships["Properties"] as JObject) };
        return query;
    }

    private static MetadataPropertiesExpression? Properties(JObject? json)
    {
        if (json is null)
            return null;
        var properties = new MetadataPropertiesExpression { AllProperties = json.Value<bool?>("AllProperties") ?? false };
        properties.PropertyNames.AddRange([.. (json["PropertyNames"] as JArray ?? []).Values<string>().OfType<string>()]);
        return properties;
    }

    private static MetadataFilterExpression? Filter(JObject? json)
    {
        if (json is null)
            return null;
        var filter = new MetadataFilterExpression(Enum.Parse<LogicalOperator>(json.Value<string>("FilterOperator") ?? "And"));
        foreach (var condition in (json["Conditions"] as JArray ?? []).OfType<JObject>())
            filter.Conditions.Add(new MetadataConditionExpression(condition.Value<string>("PropertyName"), Enum.Parse<MetadataConditionOperator>(condition.Value<string>("ConditionOperator") ?? "Equals"), Value(condition["Value"])!));
        foreach (var inner in (json["Filters"] as JArray ?? []).OfType<JObject>())
            filter.Filters.Add(Filter(inner));
        return filter;
    }

    // An object of any type comes with the name of its type.
    private static object? Value(JToken? token)
    {
        if (token is not JObject { Count: > 0 } value || value.Value<string>("Type") is not { } type)
            return (token as JValue)?.Value;
        var text = value["Value"] is JArray array ? array.ToString() : value.Value<string>("Value")!;
        return type switch
        {
            "System.Boolean" => bool.Parse(text),
            "System.Int32" => int.Parse(text, CultureInfo.InvariantCulture),
            "System.Guid" => Guid.Parse(text),
            "System.String[]" => JArray.Parse(text).Values<string>().ToArray(),
            "System.Int32[]" => JArray.Parse(text).Values<int>().ToArray(),
            "System.Guid[]" => JArray.Parse(text).Select(one => Guid.Parse(one.Value<string>()!)).ToArray(),
            _ when typeof(EntityMetadata).Assembly.GetType(type) is { IsEnum: true } choice => Enum.Parse(choice, text),
            _ => text,
        };
    }
}
