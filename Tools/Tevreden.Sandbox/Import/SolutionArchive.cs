using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;

namespace Tevreden.Sandbox.Import;

/// <summary>The files of a solution zip. Remembers which were read, so that the rest can be named.</summary>
internal sealed class SolutionArchive : IDisposable
{
    private const string ContentTypes = "[Content_Types].xml";

    private readonly ZipArchive _zip;
    private readonly Dictionary<string, ZipArchiveEntry> _entries;
    private readonly HashSet<string> _read = new(StringComparer.OrdinalIgnoreCase) { ContentTypes };

    public SolutionArchive(Stream zip)
    {
        try
        {
            _zip = new ZipArchive(zip, ZipArchiveMode.Read, leaveOpen: true);
        }
        catch (InvalidDataException problem)
        {
            throw new ImportException($"This is not a zip file: {problem.Message}", problem);
        }

        _entries = _zip.Entries.Where(entry => entry.Name.Length > 0).ToDictionary(entry => Normal(entry.FullName), StringComparer.OrdinalIgnoreCase);
    }

    public IEnumerable<string> Unread => _entries.Keys.Where(path => !_read.Contains(path)).Order(StringComparer.Ordinal);

    public IEnumerable<string> Files(string pattern) => _entries.Keys.Where(path => System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, path)).Order(StringComparer.Ordinal);

    public XElement Xml(string path)
    {
        using var stream = Open(path);
        try
        {
            return XDocument.Load(stream, LoadOptions.SetLineInfo).Root!;
        }
        catch (XmlException problem)
        {
            throw new ImportException($"{path}: not well-formed XML: {problem.Message}", problem);
        }
    }

    public byte[] Bytes(string path)
    {
        using var stream = Open(path);
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    public void Dispose() => _zip.Dispose();

    private static string Normal(string path) => path.Replace('\\', '/').TrimStart('/');

    private Stream Open(string path)
    {
        var normal = Normal(path);
        _read.Add(normal);
        return _entries.TryGetValue(normal, out var entry) ? entry.Open() : throw new ImportException($"The zip has no file '{normal}'.");
    }
}
