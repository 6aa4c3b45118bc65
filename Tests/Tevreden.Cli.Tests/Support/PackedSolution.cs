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
            var packed = SolutionPacker.Pack(new PackOptions { Source = Path.Combine(Root(new DirectoryInfo(AppContext.BaseDirectory)), "Solution", "Tevreden"), Output = output.FullName });
            return File.ReadAllBytes(packed.ManagedZip);
        }
        finally
        {
            output.Delete(recursive: true);
        }
    });

    public static Stream Open() => new MemoryStream(Zip.Value, writable: false);

    private static string Root(DirectoryInfo? folder) => folder switch
    {
        null => throw new InvalidOperationException("Expected Tevreden.Dataverse.sln in a folder above the tests."),
        _ when File.Exists(Path.Combine(folder.FullName, "Tevreden.Dataverse.sln")) => folder.FullName,
        _ => Root(folder.Parent),
    };
}
