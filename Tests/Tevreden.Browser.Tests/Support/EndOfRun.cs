namespace Tevreden.Browser.Tests.Support;

/// <summary>Stops what the tests of this run shared.</summary>
[TestClass]
public sealed class EndOfRun
{
    [AssemblyCleanup]
    public static Task StopAsync() => Place.StopAsync();
}
