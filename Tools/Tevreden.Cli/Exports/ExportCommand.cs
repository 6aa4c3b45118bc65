using System.CommandLine;
using Newtonsoft.Json;
using Tevreden.Cli.Commands;
using Tevreden.Cli.Erasure;
using Tevreden.Cli.Output;

namespace Tevreden.Cli.Exports;

/// <summary><c>export</c>: one person's survey data, for that person.</summary>
internal sealed class ExportCommand : IJobCommand
{
    private readonly PersonLine _person = new();
    private readonly Option<string?> _output = new("--output") { Description = "File to write to, for its owner's eyes only. Without it, standard output." };

    public string Name => "export";

    public string Description => "Writes all that the solution holds about one person as JSON.";

    public bool NeedsService => false;

    public RunRow Row => RunRow.None;

    public void AddOptions(Command command)
    {
        _person.AddTo(command);
        command.Options.Add(_output);
    }

    public async Task RunAsync(Job job, ParseResult parsed, IProgressDisplay progress, CancellationToken stop)
    {
        var (contact, email) = _person.Read(parsed);
        var found = await new PersonSearch(job.Client).FindAsync(contact, email, columns: true, stop);
        var document = PersonDocument.Make(found, job.Now).ToString(Formatting.Indented);
        foreach (var (name, label, count) in found.Counts)
            job.Report.Add(name, label, count);
        job.Report.Add("contacts", "contacts", found.Contacts.Count);
        if (parsed.GetValue(_output) is { } path)
            await WriteAsync(Path.GetFullPath(path, job.Host.Directory), document);
        else
            job.Report.Document = document;
    }

    private static async Task WriteAsync(string path, string document)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var file = new StreamWriter(path, options);
        await file.WriteAsync(document);
    }
}
