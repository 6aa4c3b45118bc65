using Microsoft.Xrm.Sdk;

namespace Tevreden.Sandbox.Engine;

/// <summary>Copies of the SDK's values, which are all mutable.</summary>
internal static class Values
{
    public static object? Copy(object? value) => value switch
    {
        EntityReference reference => Copy(reference),
        OptionSetValue option => new OptionSetValue(option.Value),
        Money money => new Money(money.Value),
        OptionSetValueCollection options => new OptionSetValueCollection([.. options.Select(option => new OptionSetValue(option.Value))]),
        Entity entity => Copy(entity),
        EntityCollection collection => new EntityCollection([.. collection.Entities.Select(Copy)]) { EntityName = collection.EntityName },
        _ => value,
    };

    public static EntityReference Copy(EntityReference reference)
    {
        var copy = new EntityReference(reference.LogicalName, reference.Id) { Name = reference.Name, RowVersion = reference.RowVersion };
        copy.KeyAttributes.AddRange(reference.KeyAttributes);
        return copy;
    }

    /// <summary>A plain row with the same content, so that what plug-ins do to it never reaches the caller's object.</summary>
    public static Entity Copy(Entity entity)
    {
        var copy = new Entity(entity.LogicalName, entity.Id) { RowVersion = entity.RowVersion, EntityState = entity.EntityState };
        foreach (var (column, value) in entity.Attributes)
            copy[column] = Copy(value);
        copy.KeyAttributes.AddRange(entity.KeyAttributes);
        foreach (var (relationship, related) in entity.RelatedEntities)
            copy.RelatedEntities[relationship] = (EntityCollection)Copy(related)!;
        return copy;
    }

    public static T? Find<T>(this OrganizationRequest request, string parameter)
        where T : class => request.Parameters.TryGetValue(parameter, out var value) ? value as T : null;

    /// <summary>A parameter that a message can't do without.</summary>
    public static T Need<T>(this OrganizationRequest request, string parameter) =>
        request.Parameters.TryGetValue(parameter, out var value) && value is T typed
            ? typed
            : throw Faults.InvalidArgument($"The message {request.RequestName} expects the parameter '{parameter}' of type {typeof(T).Name}; {(value is null ? "it is missing" : $"found {value.GetType().Name}")}.");
}
