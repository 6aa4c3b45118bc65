using System.Globalization;
using Microsoft.Crm.Sdk.Messages;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Organization;
using Newtonsoft.Json.Linq;
using Tevreden.Sandbox.Messages;

namespace Tevreden.Sandbox.WebApi;

/// <summary>An action or function.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsFunction">A function is read with GET, an action posted.</param>
/// <param name="BoundTable">Table whose rows it is bound to; null for none.</param>
/// <param name="Outputs">Names of what it answers; none: 204.</param>
/// <param name="Request">Makes the message from its parameters.</param>
/// <param name="IsOnSet">Bound to the set of rows, not to one of them.</param>
internal sealed record WebOperation(string Name, bool IsFunction, string? BoundTable, IReadOnlyList<string> Outputs, Func<JObject, RowReader, OrganizationRequest> Request, bool IsOnSet = false)
{
    public bool IsBound => BoundTable is not null;
}

/// <summary>The operations of the Web API: those of the platform in one table, and custom APIs as their rows say.</summary>
internal static class Operations
{
    private static readonly Dictionary<string, WebOperation> Platform = PlatformOperations.All.Concat(
    [
        new("CloseIncident", IsFunction: false, null, [], CloseIncident),
        new("Merge", IsFunction: false, null, [], Merge),
        new("RetrieveMetadataChanges", IsFunction: true, null, ["EntityMetadata", "ServerVersionStamp", "DeletedMetadata"], MetadataQueries.Request),
        new("WhoAmI", IsFunction: true, null, ["BusinessUnitId", "UserId", "OrganizationId"], (parameters, _) => Nothing(parameters, new WhoAmIRequest())),
        new("RetrieveVersion", IsFunction: true, null, ["Version"], (parameters, _) => Nothing(parameters, new RetrieveVersionRequest())),
        new("PublishAllXml", IsFunction: false, null, [], (parameters, _) => Nothing(parameters, new PublishAllXmlRequest())),
        new("RetrieveEnvironmentVariableValue", IsFunction: true, null, ["Value"], (parameters, _) => Variable("RetrieveEnvironmentVariableValue", "DefinitionSchemaName", parameters)),
        new("RetrieveCurrentOrganization", IsFunction: true, null, ["Detail"], Organization),
        new("AddMembersTeam", IsFunction: false, "team", [], (parameters, reader) => Members("AddMembersTeam", parameters, reader)),
        new("RemoveMembersTeam", IsFunction: false, "team", [], (parameters, reader) => Members("RemoveMembersTeam", parameters, reader)),
    ]).ToDictionary(operation => operation.Name, StringComparer.Ordinal);

    public static WebOperation? Find(string name, Func<string, CustomApi?> customApi) =>
        Platform.TryGetValue(name, out var operation) ? operation : customApi(name) is { } api ? Custom(api) : null;

    private static WebOperation Custom(CustomApi api) => new(
        api.Name,
        api.IsFunction,
        api.Binding is 1 or 2 ? api.BoundTable : null,
        [.. api.Outputs.Select(output => output.Name)],
        (parameters, reader) =>
        {
            var request = new OrganizationRequest(api.Name);
            foreach (var (name, value) in parameters)
            {
                var declared = api.Inputs.FirstOrDefault(input => input.Name == name)
                    ?? throw WebApiException.Bad($"{api.Name} has no parameter '{name}': expected {(api.Inputs.Count == 0 ? "none" : string.Join(", ", api.Inputs.Select(input => input.Name)))}.");
                if (value is { Type: not JTokenType.Null })
                    request[name] = Value(value, declared, reader);
            }

            return request;
        },
        IsOnSet: api.Binding == 2);

    private static RetrieveCurrentOrganizationRequest Organization(JObject parameters, RowReader reader)
    {
        Allow("RetrieveCurrentOrganization", parameters, "AccessType");
        return new RetrieveCurrentOrganizationRequest
        {
            AccessType = Enum.TryParse<EndpointAccessType>(parameters.Value<string>("AccessType"), out var type) ? type : throw WebApiException.Bad("RetrieveCurrentOrganization expects AccessType, such as 'Default'."),
        };
    }

    // The address names the team, which the message wants as an id.
    private static OrganizationRequest Members(string message, JObject parameters, RowReader reader)
    {
        Allow(message, parameters, "Members");
        var members = parameters["Members"] as JArray ?? throw WebApiException.Bad($"{message} expects the parameter 'Members', an array of users.");
        return new OrganizationRequest(message) { ["MemberIds"] = members.OfType<JObject>().Select(member => reader.Read(member, "systemuser").Id).ToArray() };
    }

    private static CloseIncidentRequest CloseIncident(JObject parameters, RowReader reader)
    {
        Allow("CloseIncident", parameters, "IncidentResolution", "Status");
        return new CloseIncidentRequest
        {
            IncidentResolution = reader.Read(Need<JObject>(parameters, "IncidentResolution"), "incidentresolution"),
            Status = new OptionSetValue(Whole(parameters, "Status")),
        };
    }

    private static MergeRequest Merge(JObject parameters, RowReader reader)
    {
        Allow("Merge", parameters, "Target", "Subordinate", "UpdateContent", "PerformParentingChecks");
        var target = reader.Read(Need<JObject>(parameters, "Target"), usual: null);
        return new MergeRequest
        {
            Target = target.ToEntityReference(),
            SubordinateId = reader.Read(Need<JObject>(parameters, "Subordinate"), usual: null).Id,
            UpdateContent = parameters["UpdateContent"] is JObject content ? reader.Read(content, target.LogicalName) : new Entity(target.LogicalName),
            PerformParentingChecks = parameters.Value<bool?>("PerformParentingChecks") ?? false,
        };
    }

    private static OrganizationRequest Variable(string message, string parameter, JObject parameters)
    {
        Allow(message, parameters, parameter);
        return new OrganizationRequest(message) { [parameter] = Need<JValue>(parameters, parameter).Value<string>() };
    }

    private static OrganizationRequest Nothing(JObject parameters, OrganizationRequest request)
    {
        Allow(request.RequestName, parameters);
        return request;
    }

    public static void Allow(string operation, JObject parameters, params string[] names)
    {
        if (parameters.Properties().FirstOrDefault(parameter => !names.Contains(parameter.Name)) is { } unknown)
            throw WebApiException.Bad($"{operation} has no parameter '{unknown.Name}': expected {(names.Length == 0 ? "none" : string.Join(", ", names))}.");
    }

    private static T Need<T>(JObject parameters, string name)
        where T : JToken => parameters[name] as T ?? throw WebApiException.Bad($"Expected the parameter '{name}'.");

    private static int Whole(JObject parameters, string name) => parameters[name] is { Type: JTokenType.Integer } number
        ? number.Value<int>()
        : throw WebApiException.Bad($"Expected the parameter '{name}' as a whole number.");

    private static object Value(JToken value, CustomApiParameter declared, RowReader reader)
    {
        try
        {
            return CustomApiValues.TypeOf(declared).Name switch
            {
                nameof(Boolean) => value.Value<bool>(),
                nameof(DateTime) => DateTimeOffset.Parse(value.Value<string>()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).UtcDateTime,
                nameof(Decimal) => value.Value<decimal>(),
                nameof(Double) => value.Value<double>(),
                nameof(Int32) => value.Value<int>(),
                nameof(Money) => new Money(value.Value<decimal>()),
                nameof(OptionSetValue) => new OptionSetValue(value.Value<int>()),
                nameof(Guid) => Guid.Parse(value.Value<string>()!),
                nameof(Entity) => reader.Read((JObject)value, declared.Table),
                nameof(EntityReference) => reader.Read((JObject)value, declared.Table).ToEntityReference(),
                nameof(EntityCollection) => new EntityCollection([.. value.Cast<JObject>().Select(row => reader.Read(row, declared.Table))]),
                "String[]" => value.Values<string>().ToArray(),
                _ => value.Value<string>()!,
            };
        }
        catch (Exception problem) when (problem is FormatException or InvalidCastException or OverflowException or ArgumentException)
        {
            throw WebApiException.Bad($"The parameter '{declared.Name}' expects a value of type {CustomApiValues.TypeOf(declared).Name}.", problem);
        }
    }
}
