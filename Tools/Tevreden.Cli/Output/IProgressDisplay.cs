namespace Tevreden.Cli.Output;

/// <summary>Shows a person how far a command is.</summary>
internal interface IProgressDisplay
{
    /// <param name="share">0 to 1.</param>
    /// <param name="what">What was done so far.</param>
    void Report(double share, string what);
}
