using Microsoft.Extensions.Logging;

namespace Tevreden.Cli;

/// <summary>What belongs to one run of a command.</summary>
/// <param name="Command">Its name.</param>
/// <param name="RunId">Stands in each log line and on the run's row.</param>
/// <param name="Owner">Names the run on a lease.</param>
/// <param name="StartedOn">UTC.</param>
/// <param name="Time">The clock.</param>
/// <param name="Log">Takes no personal data.</param>
internal sealed record JobContext(string Command, Guid RunId, string Owner, DateTime StartedOn, TimeProvider Time, ILogger Log);
