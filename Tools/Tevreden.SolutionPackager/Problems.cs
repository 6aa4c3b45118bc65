using System.Xml;
using System.Xml.Linq;

namespace Tevreden.SolutionPackager;

/// <summary>Collects what is wrong, so that one run shows it all.</summary>
internal sealed class Problems
{
    private readonly SortedSet<(string File, int Line, string Text)> _found = [];

    public void Add(string file, int line, string text) => _found.Add((file, line, text));

    public void Add(SourceElement at, string text) => Add(at.File, at.Line, text);

    /// <exception cref="PackException">Something was found.</exception>
    public void ThrowIfAny()
    {
        if (_found.Count > 0)
            throw new PackException([.. _found.Select(problem => problem.Line > 0 ? $"{problem.File}({problem.Line}): {problem.Text}" : $"{problem.File}: {problem.Text}")]);
    }
}

/// <summary>An element and the file it stands in.</summary>
internal readonly record struct SourceElement(string File, XElement Xml)
{
    public int Line => ((IXmlLineInfo)Xml).LineNumber;

    public SourceElement With(XElement other) => new(File, other);

    /// <summary>The text of a child; null where it is missing or empty.</summary>
    public string? Text(string child) => Xml.Element(child)?.Value.Trim() is { Length: > 0 } text ? text : null;

    public string? Attribute(string name) => Xml.Attribute(name)?.Value.Trim() is { Length: > 0 } text ? text : null;
}
