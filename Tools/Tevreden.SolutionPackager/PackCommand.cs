using System.CommandLine;

namespace Tevreden.SolutionPackager;

/// <summary><c>pack --output DIR [--source FOLDER]…</c>.</summary>
internal static class PackCommand
{
    public static Command Create()
    {
        var output = new Option<DirectoryInfo>("--output") { Description = "Where the zips go; made when it is not there.", Required = true };
        var source = new Option<DirectoryInfo[]>("--source")
        {
            Description = "The unpacked solutions; every folder of Solution when not given.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [.. new DirectoryInfo("Solution").EnumerateDirectories().Where(folder => File.Exists(Path.Combine(folder.FullName, "Other", "Solution.xml"))).OrderBy(folder => folder.Name, StringComparer.Ordinal)],
        };
        var command = new Command("pack", "Checks the sources of each solution and writes its NAME_managed.zip and NAME_unmanaged.zip.") { output, source };
        command.SetAction(parsed =>
        {
            try
            {
                foreach (var folder in parsed.GetRequiredValue(source))
                {
                    var result = SolutionPacker.Pack(new PackOptions { Source = folder.FullName, Output = parsed.GetRequiredValue(output).FullName });
                    parsed.InvocationConfiguration.Output.WriteLine(result.ManagedZip);
                    parsed.InvocationConfiguration.Output.WriteLine(result.UnmanagedZip);
                }

                return 0;
            }
            catch (Exception exception) when (exception is PackException or IOException or UnauthorizedAccessException)
            {
                parsed.InvocationConfiguration.Error.WriteLine(exception.Message);
                return 1;
            }
        });
        return command;
    }
}
