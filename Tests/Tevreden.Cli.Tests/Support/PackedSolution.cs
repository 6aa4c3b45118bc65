using Tevreden.SolutionPackager;

namespace Tevreden.Cli.Tests.Support;

/// <summary>The managed zip, packed once from the sources of this repository.</summary>
internal static class PackedSolution
{
    private static readonly Lazy<byte[]> Zip = new(() =>
    {
        var output = Directory.CreateTempSubdirectory("tevreden-cli-tests-");
        try
        {
            var packed = SolutionPacker.Pack(new PackOptions { Source = Path.Combine(Repository.Root, "Solution", "Tevreden"), Output = output.FullName });
            return File.ReadAllBytes(packed.ManagedZip);
        }
        finally
        {
            output.Delete(recursive: true);
        }
    });

    public static Stream Open() => new MemoryStream(Zip.Value, writable: false);
}
