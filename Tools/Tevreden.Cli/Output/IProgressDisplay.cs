namespace Tevreden.Cli.Output;

/// <summary>Shows a person how far a command is.</summary>
internal interface IProgressDisplay
{
    /// <param name="share">0 to 1.</param>
    /// <param name="what">What was done so far.</param>
    void Report(double share, string what);

    /// <inheritdoc cref="Report(double, string)"/>
    /// <param name="share">0 to 1.</param>
    /// <param name="done">How many things were done since the beginning, for the rate.</param>
    /// <param name="what">What was done so far.</param>
    void Report(double share, long done, string what);
}
