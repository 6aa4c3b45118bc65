namespace Tevreden.Sandbox.Import;

/// <summary>A solution that can't be imported: the message names the file, the element and what was expected.</summary>
public sealed class ImportException : Exception
{
    public ImportException(string message)
        : base(message)
    {
    }

    public ImportException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal ImportException(string file, string element, string expected)
        : base($"{file}: {element}: {expected}")
    {
    }
}
