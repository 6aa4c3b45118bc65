using System.Xml.Linq;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Import;

/// <summary>solution.xml: who made it, which version, and what it needs.</summary>
internal sealed record SolutionManifest
{
    public const string File = "solution.xml";

    public required string UniqueName { get; init; }

    public required LocalizedText Name { get; init; }

    public required LocalizedText Description { get; init; }

    public required Version Version { get; init; }

    public required bool IsManaged { get; init; }

    public required PublisherPlan Publisher { get; init; }

    public required IReadOnlyList<RootComponent> Roots { get; init; }

    public required IReadOnlyList<Requirement> Requirements { get; init; }

    public static SolutionManifest Read(SolutionArchive archive)
    {
        var root = archive.Xml(File);
        var manifest = root.Element("SolutionManifest") ?? throw Xml.Wrong(File, root, "expected a child <SolutionManifest>");
        var publisher = manifest.Element("Publisher") ?? throw Xml.Wrong(File, manifest, "expected a child <Publisher>");
        var version = manifest.Need("Version", File);
        return new SolutionManifest
        {
            UniqueName = manifest.Need("UniqueName", File),
            Name = manifest.Labels("LocalizedNames"),
            Description = manifest.Labels("Descriptions"),
            Version = Version.TryParse(version, out var parsed) ? parsed : throw Xml.Wrong(File, manifest.Element("Version")!, $"expected a version of four numbers, found '{version}'"),
            IsManaged = manifest.Need("Managed", File) is "1" or "2",
            Publisher = new PublisherPlan(
                publisher.Need("UniqueName", File),
                publisher.Labels("LocalizedNames"),
                publisher.Text("CustomizationPrefix"),
                publisher.Number("CustomizationOptionValuePrefix", File)),
            Roots = [.. manifest.Element("RootComponents")?.Elements("RootComponent").Select(Root) ?? []],
            Requirements = [.. manifest.Element("MissingDependencies")?.Elements("MissingDependency").Elements("Required").Select(Required) ?? []],
        };
    }

    private static RootComponent Root(XElement element) => new(
        int.TryParse(element.NeedAttribute("type", File), out var type) ? type : throw Xml.Wrong(File, element, "expected a number in attribute 'type'"),
        element.Attribute("schemaName")?.Value,
        element.Attribute("id")?.Value is { } id ? Xml.Id(id, element, File) : null,
        element);

    private static Requirement Required(XElement element) => new(
        element.Attribute("type")?.Value ?? string.Empty,
        element.Attribute("schemaName")?.Value ?? element.Attribute("displayName")?.Value ?? element.Attribute("id")?.Value ?? string.Empty,
        element.Attribute("parentSchemaName")?.Value,
        element.Attribute("solution")?.Value ?? string.Empty,
        element.Attribute("id")?.Value);
}

internal sealed record PublisherPlan(string UniqueName, LocalizedText Name, string? Prefix, int? OptionPrefix);

internal sealed record RootComponent(int Type, string? SchemaName, Guid? Id, XElement Element);

/// <summary>A component of another solution that must be there: by component type, name, table, "solution (version)" and, for what has no name, id.</summary>
internal sealed record Requirement(string Type, string Name, string? Parent, string Solution, string? Id)
{
    public string SolutionName => Solution.Split('(')[0].Trim();
}
