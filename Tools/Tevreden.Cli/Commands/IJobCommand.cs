using System.CommandLine;
using Tevreden.Cli.Output;

namespace Tevreden.Cli.Commands;

/// <summary>One command of the job. Made anew for each command line, and run at most once.</summary>
internal interface IJobCommand
{
    string Name { get; }

    string Description { get; }

    /// <summary>False where no key of the service is needed to begin with.</summary>
    bool NeedsService { get; }

    /// <summary>Where its run stands in tvr_syncrun.</summary>
    RunRow Row { get; }

    /// <summary>Adds the options that only this command has.</summary>
    void AddOptions(Command command);

    /// <summary>Does the work and tells of it on the job's report, also where it ends in an exception.</summary>
    Task RunAsync(Job job, ParseResult parsed, IProgressDisplay progress, CancellationToken stop);
}

/// <summary>Who writes the run's row.</summary>
internal enum RunRow
{
    /// <summary>Nobody: the command changes nothing.</summary>
    None,

    /// <summary>The runner, before and after the work.</summary>
    ByRunner,

    /// <summary>The work itself, in requests that it sends anyway.</summary>
    ByWork,
}
