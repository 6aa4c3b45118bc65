using System.Xml;
using System.Xml.Linq;
using Microsoft.Xrm.Sdk;

namespace Tevreden.Sandbox.Import;

/// <summary>What one import is going to write, gathered before anything is written.</summary>
internal sealed class ImportPlan(SolutionArchive archive, SolutionManifest manifest, ImportOptions options)
{
    private readonly List<string> _warnings = [];
    private readonly SortedDictionary<string, int> _components = new(StringComparer.Ordinal);

    public SolutionArchive Archive => archive;

    public SolutionManifest Manifest => manifest;

    public ImportOptions Options => options;

    public CatalogChanges Catalog { get; } = new();

    /// <summary>Rows to write by id, in order.</summary>
    public List<Entity> Rows { get; } = [];

    /// <summary>Privileges per role, by name, with their depth mask.</summary>
    public List<RolePlan> Roles { get; } = [];

    public IReadOnlyList<string> Warnings => _warnings;

    public IReadOnlyDictionary<string, int> Components => _components;

    public void Warn(string file, XElement? element, string message) => _warnings.Add(element is null ? $"{file}: {message}" : $"{file}{Line(element)}: {element.Name.LocalName}: {message}");

    public void Count(string kind) => _components[kind] = _components.GetValueOrDefault(kind) + 1;

    /// <summary>Adds a row to be written.</summary>
    public Entity Row(string table, Guid id)
    {
        var row = new Entity(table, id);
        Rows.Add(row);
        return row;
    }

    private static string Line(XElement element) => element is IXmlLineInfo line && line.HasLineInfo() ? $"({line.LineNumber})" : string.Empty;
}

/// <param name="Privileges">Names with privilegedepthmask: 1 basic, 2 local, 4 deep, 8 global.</param>
internal sealed record RolePlan(Guid RoleId, string Name, IReadOnlyList<(string Privilege, int Depth)> Privileges);
