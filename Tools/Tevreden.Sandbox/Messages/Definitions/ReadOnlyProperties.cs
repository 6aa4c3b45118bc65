using System.Collections.Concurrent;
using System.Reflection;

namespace Tevreden.Sandbox.Messages.Definitions;

/// <summary>Fills the properties of definitions that the SDK lets only the platform set. This is the platform.</summary>
internal static class ReadOnlyProperties
{
    private static readonly ConcurrentDictionary<(Type Type, string Name), PropertyInfo> Found = new();

    public static T With<T>(this T target, string name, object? value)
        where T : class
    {
        Found.GetOrAdd((target.GetType(), name), static key => Find(key.Type, key.Name)).SetValue(target, value);
        return target;
    }

    // A setter that is not public is seen on the type that declares it only.
    private static PropertyInfo Find(Type type, string name)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            if (at.GetProperty(name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly) is { CanWrite: true } property)
                return property;
        }

        throw new InvalidOperationException($"{type.Name} has no property {name} that can be set.");
    }
}
