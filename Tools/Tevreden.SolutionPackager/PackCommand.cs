using System.CommandLine;

namespace Tevreden.SolutionPackager;

/// <summary><c>pack --output DIR [--source FOLDER]</c>.</summary>
internal static class PackCommand
{
    public static Command Create()
    {
        var output = new Option<DirectoryInfo>("--output") { Description = "Where the two zips go; made when it is not there.", Required = true };
        var source = new Option<DirectoryInfo>("--source")
        {
            Description = "The unpacked solution.",
            DefaultValueFactory = _ => new DirectoryInfo(Path.Combine("Solution", "Tevreden")),
        };
        var command = new Command("pack", "Checks the sources and writes NAME_managed.zip and NAME_unmanaged.zip.") { output, source };
        command.SetAction(parsed =>
        {
            try
            {
                var result = SolutionPacker.Pack(new PackOptions { Source = parsed.GetRequiredValue(source).FullName, Output = parsed.GetRequiredValue(output).FullName });
                parsed.InvocationConfiguration.Output.WriteLine(result.ManagedZip);
                parsed.InvocationConfiguration.Output.WriteLine(result.UnmanagedZip);
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
