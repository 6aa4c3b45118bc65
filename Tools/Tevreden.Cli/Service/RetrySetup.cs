using Microsoft.Extensions.Logging;

namespace Tevreden.Cli.Service;

/// <summary>What repeating a request needs.</summary>
/// <param name="Resilience">How patient to be.</param>
/// <param name="Time">The clock.</param>
/// <param name="Random">Gives numbers from 0 to 1.</param>
/// <param name="Log">Gets what was repeated.</param>
internal sealed record RetrySetup(Resilience Resilience, TimeProvider Time, Func<double> Random, ILogger Log);
