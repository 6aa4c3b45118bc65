namespace Tevreden.Sandbox.Standard;

/// <summary>
/// One line of a .tables file, in words. The files define the platform's own tables:
/// <code>
/// table LOGICAL Schema entityset otc=N own=user|org|business|none [id=COLUMN] [name=COLUMN] [activity] : Display name; Plural
/// COLUMN… TYPE [numbers] [default=N] [format=F] [nav=N] [S|A] [RO|CO] [: options]
/// rel SCHEMANAME PARENT CHILD.COLUMN [nav=N] [collection=N] A=c D=c M=c R=c S=c
/// many SCHEMANAME INTERSECT SchemaName FIRST FIRSTCOLUMN SECOND SECONDCOLUMN [extra whole-number column]
/// </code>
/// S system required, A application required, RO written by the platform only, CO on create only. Options: "value label", of a state
/// with "&gt;" and its default status, of a status with "@" and its state.
/// </summary>
internal sealed class TableText
{
    public TableText(string file, int number, string line)
    {
        Where = $"{file}({number})";
        var colon = line.IndexOf(" : ", StringComparison.Ordinal);
        Words = (colon < 0 ? line : line[..colon]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Options = colon < 0 ? [] : line[(colon + 3)..].Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }

    public string Where { get; }

    public IReadOnlyList<string> Words { get; }

    public IReadOnlyList<string> Options { get; }

    /// <summary>The value of a word "name=value".</summary>
    public string? Setting(string name) =>
        Words.FirstOrDefault(word => word.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..];

    public bool Has(string word) => Words.Contains(word);

    public InvalidDataException Wrong(string expected) => new($"{Where}: {expected}");
}
