using System.Collections;
using System.Globalization;
using System.Reflection;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Metadata;
using Newtonsoft.Json.Linq;

namespace Tevreden.Sandbox.WebApi;

/// <summary>The SDK's definitions as JSON and back. The names are those of the SDK's properties, which the Web API shares.</summary>
internal static class DefinitionJson
{
    private const string ODataType = "@odata.type";

    // Collections that show only when they are expanded.
    private static readonly HashSet<string> Navigations =
        ["Attributes", "Keys", "OneToManyRelationships", "ManyToOneRelationships", "ManyToManyRelationships", "OptionSet", "GlobalOptionSet"];

    // Told by the platform only: whoever sends a definition back that was read may have them in it.
    private static readonly HashSet<string> Told = ["Privileges"];

    private static readonly HashSet<string> Hidden = ["ExtensionData", "RelationshipAttributes"];

    /// <param name="definition">The definition.</param>
    /// <param name="withNavigations">What expansions would show is shown: inside a value that has no address of its own.</param>
    /// <param name="typePrefix">What stands before names of types: functions answer with complex types of other names.</param>
    public static JObject Write(object definition, bool withNavigations = false, string typePrefix = "")
    {
        var json = new JObject();
        if (definition is AttributeMetadata or RelationshipMetadataBase or OptionSetMetadataBase)
            json[ODataType] = $"#{EdmModels.Namespace}.{typePrefix}{TypeName(definition)}";
        foreach (var property in Properties(definition.GetType()))
        {
            if (withNavigations || !Navigations.Contains(property.Name))
                json[property.Name] = Value(property.GetValue(definition), typePrefix);
        }

        return json;
    }

    public static string TypeName(object definition) => definition.GetType().Name;

    public static JToken Value(object? value, string typePrefix = "") => value switch
    {
        null => JValue.CreateNull(),
        string or bool or int or long or double or decimal or short => JToken.FromObject(value),
        Guid id => id.ToString("D"),
        DateTime time => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        Enum name => name.ToString().Replace(", ", ",", StringComparison.Ordinal),
        IEnumerable many => new JArray(many.Cast<object>().Select(item => Value(item, typePrefix))),
        _ => Write(value, withNavigations: true, typePrefix),
    };

    /// <exception cref="WebApiException">A property is unknown or has a value of the wrong kind.</exception>
    public static T Read<T>(JObject json)
        where T : class => (T)Read(json, typeof(T));

    private static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(property => property.CanRead && property.GetIndexParameters().Length == 0 && !Hidden.Contains(property.Name));

    private static object Read(JObject json, Type wanted)
    {
        var type = json.Value<string>(ODataType) is { } named ? Named(named, wanted) : wanted;
        var made = type == typeof(AttributeRequiredLevelManagedProperty)
            ? new AttributeRequiredLevelManagedProperty(AttributeRequiredLevel.None)
            : Activator.CreateInstance(type) ?? throw WebApiException.Bad($"'{type.Name}' can't be created.");
        foreach (var member in json.Properties().Where(member => !member.Name.Contains('@', StringComparison.Ordinal) && !Told.Contains(member.Name)))
        {
            var property = Find(type, member.Name) ?? throw WebApiException.Bad($"The property '{member.Name}' does not exist on type '{EdmModels.Namespace}.{type.Name}'.");
            if (property.CanWrite)
                property.SetValue(made, Value(member.Value, property.PropertyType, member.Name));
        }

        return made;
    }

    // A setter that is not public is seen on the type that declares it only.
    private static PropertyInfo? Find(Type type, string name)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            if (at.GetProperty(name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly) is { } property)
                return property;
        }

        return null;
    }

    private static Type Named(string name, Type wanted)
    {
        var plain = name[(name.LastIndexOf('.') + 1)..].TrimStart('#').Replace("Complex", "", StringComparison.Ordinal);
        var found = typeof(EntityMetadata).Assembly.GetType($"{typeof(EntityMetadata).Namespace}.{plain}") ?? typeof(Entity).Assembly.GetType($"{typeof(Entity).Namespace}.{plain}");
        return found is not null && wanted.IsAssignableFrom(found) ? found : throw WebApiException.Bad($"The type '{name}' is not known where '{wanted.Name}' is expected.");
    }

    private static object? Value(JToken token, Type type, string name)
    {
        if (token.Type == JTokenType.Null)
            return null;
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        try
        {
            if (plain.IsEnum)
                return token.Type == JTokenType.Integer ? Enum.ToObject(plain, token.Value<int>()) : Enum.Parse(plain, token.Value<string>()!);
            if (plain == typeof(Guid))
                return Guid.Parse(token.Value<string>()!);
            if (plain == typeof(string) || plain.IsPrimitive || plain == typeof(decimal) || plain == typeof(DateTime))
                return token.ToObject(plain);
            if (plain.IsArray)
                return Array(token, plain.GetElementType()!, name);
            if (typeof(ConstantsBase<string>).IsAssignableFrom(plain))
                return Constant(plain, token is JObject constant ? constant.Value<string>("Value") : token.Value<string>());
            if (token is JArray list)
                return List(list, plain, name);
            return token is JObject inner ? Read(inner, plain) : throw new FormatException();
        }
        catch (Exception problem) when (problem is FormatException or ArgumentException or InvalidCastException or OverflowException)
        {
            throw WebApiException.Bad($"The value of '{name}' does not fit its type {plain.Name}.", problem);
        }
    }

    private static ConstantsBase<string> Constant(Type type, string? value)
    {
        var constant = (ConstantsBase<string>)Activator.CreateInstance(type)!;
        constant.Value = value!;
        return constant;
    }

    private static Array Array(JToken token, Type element, string name)
    {
        var items = (token as JArray ?? throw new FormatException()).Select(item => Value(item, element, name)).ToArray();
        var array = System.Array.CreateInstance(element, items.Length);
        items.CopyTo(array, 0);
        return array;
    }

    private static object List(JArray items, Type type, string name)
    {
        var list = (IList)Activator.CreateInstance(type)!;
        var element = type.GetInterfaces().First(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IEnumerable<>)).GetGenericArguments()[0];
        foreach (var item in items)
            list.Add(Value(item, element, name));
        return list;
    }
}
