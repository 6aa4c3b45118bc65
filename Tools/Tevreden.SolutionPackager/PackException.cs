namespace Tevreden.SolutionPackager;

/// <summary>The sources can't be packed. The message has one line per problem: file, line, what was expected and what was found.</summary>
public sealed class PackException : Exception
{
    internal PackException(IReadOnlyList<string> problems)
        : base(string.Join(Environment.NewLine, problems)) => Problems = problems;

    /// <summary>One line per problem, such as <c>Other/Solution.xml(12): expected …</c>.</summary>
    public IReadOnlyList<string> Problems { get; }
}
