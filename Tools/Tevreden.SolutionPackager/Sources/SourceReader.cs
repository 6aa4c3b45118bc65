using System.Xml;
using System.Xml.Linq;

namespace Tevreden.SolutionPackager.Sources;

/// <summary>Parses one file and fills in the plug-in assembly's public key token and the version.</summary>
internal sealed class SourceReader(string folder, string? publicKeyToken, string version, Problems problems)
{
    /// <summary>Stands in the sources wherever the token belongs, so that nobody types it; Microsoft's packager puts the real one there too.</summary>
    public const string TokenPlaceholder = "$(PublicKeyToken)";

    /// <summary>Stands in Solution.xml for the version, of this solution and of those that it needs. Four numbers, since Microsoft's packager takes nothing else there.</summary>
    public const string VersionPlaceholder = "0.0.0.0";

    private static readonly XmlReaderSettings Safe = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <summary>Null for a file that can't be used; why is in the problems.</summary>
    public SourceElement? Read(string path, SourceKind kind)
    {
        var text = File.ReadAllText(Path.Combine(folder, path));
        if (publicKeyToken is not null)
            text = text.Replace(TokenPlaceholder, publicKeyToken, StringComparison.Ordinal);
        if (kind.Name == SourceKinds.Solution)
            text = text.Replace(VersionPlaceholder, version, StringComparison.Ordinal);
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), Safe);
            var root = XDocument.Load(reader, LoadOptions.SetLineInfo).Root!;
            if (root.Name.LocalName == kind.Root)
                return new SourceElement(path, root);
            problems.Add(new SourceElement(path, root), $"expected the root element <{kind.Root}>, found <{root.Name.LocalName}>.");
        }
        catch (XmlException exception)
        {
            problems.Add(path, exception.LineNumber, $"expected well-formed XML with a root element <{kind.Root}>: {exception.Message}");
        }

        return null;
    }
}
