using System.CommandLine;
using Tevreden.Cli.Commands;
using Tevreden.Cli.Output;

namespace Tevreden.Cli.Mappings;

/// <summary><c>docs</c>: which column of the CRM feeds which field of which survey, from the rules as they are now.</summary>
internal sealed class DocsCommand : IJobCommand
{
    private readonly Option<string?> _output = new("--output") { Description = "File to write to. Without it, standard output." };
    private readonly Option<string> _format = new("--format") { Description = "md or html. Without it, as the file's name says.", DefaultValueFactory = _ => "" };
    private readonly Option<string> _language = new("--language") { Description = "en or nl.", DefaultValueFactory = _ => "en" };

    public string Name => "docs";

    public string Description => "Writes a page that says which column of the CRM feeds which field of which survey, and marks personal and column-secured ones.";

    public bool NeedsService => false;

    public RunRow Row => RunRow.None;

    public void AddOptions(Command command)
    {
        _format.AcceptOnlyFromAmong("", "md", "html");
        _language.AcceptOnlyFromAmong("en", "nl");
        foreach (var option in (Option[])[_output, _format, _language])
            command.Options.Add(option);
    }

    public async Task RunAsync(Job job, ParseResult parsed, IProgressDisplay progress, CancellationToken stop)
    {
        var rules = await new RuleReading(job.Client).ReadAsync(stop);
        var words = parsed.GetValue(_language) == "nl" ? PageWords.Dutch : PageWords.English;
        var page = new MappingPage(words, job.Settings.DataverseUrl.Host, job.Now, rules);
        var file = parsed.GetValue(_output);
        var document = IsHtml(parsed.GetValue(_format), file) ? HtmlPage.Write(page) : MarkdownPage.Write(page);
        job.Report.Add("rules", "rules", rules.Count);
        job.Report.Add("fields", "fields", rules.Sum(rule => rule.Fields.Count));
        job.Report.Add("personalFields", "personal fields", rules.Sum(rule => rule.Fields.Count(field => field.Personal == Personal.Yes)));
        if (file is null)
            job.Report.Document = document;
        else
            await File.WriteAllTextAsync(Path.GetFullPath(file, job.Host.Directory), document, CancellationToken.None);
    }

    private static bool IsHtml(string? format, string? file) =>
        format == "html" || (string.IsNullOrEmpty(format) && Path.GetExtension(file)?.ToLowerInvariant() is ".html" or ".htm");
}
