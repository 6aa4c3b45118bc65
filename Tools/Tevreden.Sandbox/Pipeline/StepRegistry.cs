using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;

namespace Tevreden.Sandbox.Pipeline;

/// <summary>The steps that rows of sdkmessageprocessingstep and its companions register, however these rows came.</summary>
internal sealed class StepRegistry(Transactions transactions)
{
    private readonly RowCache<ILookup<StepKey, RegisteredStep>> _steps = new(
        transactions,
        ["sdkmessageprocessingstep", "sdkmessageprocessingstepimage", "sdkmessageprocessingstepsecureconfig", "sdkmessagefilter", "sdkmessage"],
        Load);

    /// <summary>The steps of an event in one stage, by rank.</summary>
    public IEnumerable<RegisteredStep> For(MessageEvent happening, int stage, bool isAsync, Operation operation)
    {
        var key = new StepKey(happening.Message.ToUpperInvariant(), stage, isAsync);
        return _steps.Get(operation)[key].Where(step => step.Table is null || step.Table == happening.Table);
    }

    /// <summary>One step by id, for a job that was queued for it; null if it is gone or disabled.</summary>
    public RegisteredStep? Find(Guid id, Operation operation) =>
        _steps.Get(operation).SelectMany(steps => steps).FirstOrDefault(step => step.Id == id);

    private static ILookup<StepKey, RegisteredStep> Load(StoreScope scope)
    {
        var messages = scope.Rows("sdkmessage").ToDictionary(row => row.Id, row => row.GetAttributeValue<string>("name"));
        var filters = scope.Rows("sdkmessagefilter").ToDictionary(row => row.Id, row => row.GetAttributeValue<string>("primaryobjecttypecode"));
        var images = scope.Rows("sdkmessageprocessingstepimage").ToLookup(row => Reference(row, "sdkmessageprocessingstepid"), Image);
        var secrets = scope.Rows("sdkmessageprocessingstepsecureconfig").ToDictionary(row => row.Id, row => row.GetAttributeValue<string>("secureconfig"));
        return scope.Rows("sdkmessageprocessingstep")
            .Where(row => row.GetAttributeValue<OptionSetValue>("statecode") is not { Value: 1 })
            .Select(row => Step(row, messages, filters, images, secrets))
            .OfType<RegisteredStep>()
            .OrderBy(step => step.Rank)
            .ThenBy(step => step.Name, StringComparer.Ordinal)
            .ToLookup(step => new StepKey(step.Message.ToUpperInvariant(), step.Stage, step.IsAsync));
    }

    private static RegisteredStep? Step(
        Entity row,
        Dictionary<Guid, string> messages,
        Dictionary<Guid, string> filters,
        ILookup<Guid, StepImage> images,
        Dictionary<Guid, string> secrets)
    {
        if (!messages.TryGetValue(Reference(row, "sdkmessageid"), out var message))
            return null;
        var type = Reference(row, "eventhandler") is var handler && handler != Guid.Empty ? handler : Reference(row, "plugintypeid");
        return new RegisteredStep
        {
            Id = row.Id,
            Name = row.GetAttributeValue<string>("name") ?? row.Id.ToString("D"),
            Message = message,
            Table = filters.GetValueOrDefault(Reference(row, "sdkmessagefilterid")) is { Length: > 0 } table and not "none" ? table : null,
            Stage = row.GetAttributeValue<OptionSetValue>("stage")?.Value ?? Stage.PostOperation,
            IsAsync = row.GetAttributeValue<OptionSetValue>("mode")?.Value == 1,
            Rank = row.GetAttributeValue<int>("rank"),
            FilteringColumns = Columns(row.GetAttributeValue<string>("filteringattributes")) ?? new HashSet<string>(),
            PluginTypeId = type,
            Configuration = row.GetAttributeValue<string>("configuration"),
            SecureConfiguration = secrets.GetValueOrDefault(Reference(row, "sdkmessageprocessingstepsecureconfigid")),
            RunAs = Reference(row, "impersonatinguserid") is var user && user != Guid.Empty ? user : null,
            DeletesJobOnSuccess = row.GetAttributeValue<bool>("asyncautodelete"),
            Images = [.. images[row.Id]],
        };
    }

    private static StepImage Image(Entity row)
    {
        var type = row.GetAttributeValue<OptionSetValue>("imagetype")?.Value ?? 0;
        return new StepImage(
            row.GetAttributeValue<string>("entityalias") ?? row.GetAttributeValue<string>("name"),
            type is 0 or 2,
            type is 1 or 2,
            Columns(row.GetAttributeValue<string>("attributes")));
    }

    private static HashSet<string>? Columns(string? list) =>
        string.IsNullOrWhiteSpace(list) ? null : [.. list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    private static Guid Reference(Entity row, string column) => row.GetAttributeValue<EntityReference>(column)?.Id ?? Guid.Empty;

    private readonly record struct StepKey(string Message, int Stage, bool IsAsync);
}
