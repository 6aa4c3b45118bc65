namespace Tevreden.EndToEnd.Tests;

internal static class PackedSolution
{
    public static string ManagedZip { get; } = Environment.GetEnvironmentVariable("TVRZIP")!;
}
