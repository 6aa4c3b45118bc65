using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Import;

/// <summary>What the environment has already, by name: read once, before an import.</summary>
internal sealed class PlatformNames(StoreScope scope)
{
    private readonly Dictionary<string, Guid> _messages = scope.Rows("sdkmessage").ToDictionary(row => row.GetAttributeValue<string>("name"), row => row.Id, StringComparer.Ordinal);
    private readonly List<Entity> _types = [.. scope.Rows("plugintype")];
    private readonly HashSet<string> _privileges = [.. scope.Rows("privilege").Select(row => row.GetAttributeValue<string>("name"))];
    private readonly Dictionary<string, Entity> _solutions = scope.Rows("solution").ToDictionary(row => row.GetAttributeValue<string>("uniquename"), StringComparer.OrdinalIgnoreCase);

    public MetadataCatalog Catalog { get; } = scope.Catalog;

    public Guid? Message(string name) => _messages.TryGetValue(name, out var id) ? id : null;

    public string? MessageName(Guid id) => _messages.FirstOrDefault(pair => pair.Value == id).Key;

    public Guid? PluginType(Guid? id, string? name) =>
        _types.Find(row => id is { } wanted ? row.Id == wanted : row.GetAttributeValue<string>("typename") == name)?.Id;

    public Guid? PluginTypeByKey(string exportKey) => _types.Find(row => row.GetAttributeValue<string>("plugintypeexportkey") == exportKey)?.Id;

    public bool HasPrivilege(string name) => _privileges.Contains(name);

    public bool HasForm(Guid id) => scope.Find("systemform", id) is not null;

    public Entity? Solution(string uniqueName) => _solutions.GetValueOrDefault(uniqueName);
}
