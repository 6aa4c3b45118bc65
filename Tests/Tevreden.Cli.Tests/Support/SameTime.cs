namespace Tevreden.Cli.Tests.Support;

/// <summary>Tells the time of another clock, and waits for real: for the engine, whose time limits must not be skipped.</summary>
internal sealed class SameTime(TimeProvider clock) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();
}
