using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;

namespace Tevreden.Sandbox.Messages;

/// <summary>A custom API as its rows describe it.</summary>
internal sealed record CustomApi
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    /// <summary>0 global, 1 a row, 2 a collection.</summary>
    public required int Binding { get; init; }

    public string? BoundTable { get; init; }

    public bool IsFunction { get; init; }

    /// <summary>0 none, 1 asynchronous only, 2 both.</summary>
    public required int AllowedSteps { get; init; }

    public string? ExecutePrivilege { get; init; }

    /// <summary>Null: the message has no main operation of its own.</summary>
    public Guid? PluginTypeId { get; init; }

    public required IReadOnlyList<CustomApiParameter> Inputs { get; init; }

    public required IReadOnlyList<CustomApiParameter> Outputs { get; init; }
}

/// <summary>A request parameter or response property.</summary>
/// <param name="Type">customapifieldtype: 0 Boolean … 12 Guid.</param>
internal sealed record CustomApiParameter(string Name, int Type, bool IsOptional, string? Table);

/// <summary>The custom APIs that rows register, however they came.</summary>
internal sealed class CustomApiRegistry(Transactions transactions)
{
    private readonly RowCache<Dictionary<string, CustomApi>> _apis = new(
        transactions, ["customapi", "customapirequestparameter", "customapiresponseproperty"], Load);

    public CustomApi? Find(string name, Operation operation) => _apis.Get(operation).GetValueOrDefault(name);

    public IReadOnlyCollection<CustomApi> All(Operation operation) => _apis.Get(operation).Values;

    private static Dictionary<string, CustomApi> Load(StoreScope scope)
    {
        var inputs = scope.Rows("customapirequestparameter").ToLookup(ApiOf, Parameter);
        var outputs = scope.Rows("customapiresponseproperty").ToLookup(ApiOf, Parameter);
        return scope.Rows("customapi").ToDictionary(row => row.GetAttributeValue<string>("uniquename"), row => new CustomApi
        {
            Id = row.Id,
            Name = row.GetAttributeValue<string>("uniquename"),
            Binding = row.GetAttributeValue<OptionSetValue>("bindingtype")?.Value ?? 0,
            BoundTable = row.GetAttributeValue<string>("boundentitylogicalname"),
            IsFunction = row.GetAttributeValue<bool>("isfunction"),
            AllowedSteps = row.GetAttributeValue<OptionSetValue>("allowedcustomprocessingsteptype")?.Value ?? 0,
            ExecutePrivilege = row.GetAttributeValue<string>("executeprivilegename"),
            PluginTypeId = row.GetAttributeValue<EntityReference>("plugintypeid")?.Id,
            Inputs = [.. inputs[row.Id]],
            Outputs = [.. outputs[row.Id]],
        }, StringComparer.Ordinal);
    }

    private static Guid ApiOf(Entity row) => row.GetAttributeValue<EntityReference>("customapiid")?.Id ?? Guid.Empty;

    private static CustomApiParameter Parameter(Entity row) => new(
        row.GetAttributeValue<string>("uniquename"),
        row.GetAttributeValue<OptionSetValue>("type")?.Value ?? 0,
        row.GetAttributeValue<bool>("isoptional"),
        row.GetAttributeValue<string>("logicalentityname"));
}
