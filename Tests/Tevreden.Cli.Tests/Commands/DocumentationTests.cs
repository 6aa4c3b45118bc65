using System.CommandLine;
using System.Globalization;
using Tevreden.Cli.Configuration;
using Tevreden.Cli.Tests.Support;

namespace Tevreden.Cli.Tests.Commands;

/// <summary>What an operator reads is what the job has.</summary>
[TestClass]
public sealed class DocumentationTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "commands.md"));

    private static RootCommand Root => CliApplication.Root(new CliHost { Out = TextWriter.Null, Error = TextWriter.Null, Environment = new Dictionary<string, string>(), Directory = "." });

    [TestMethod]
    public void Every_command_and_every_option_stands_in_the_page()
    {
        foreach (var command in Root.Subcommands)
        {
            StringAssert.Contains(Page, $"| `{command.Name}` |", command.Name);
            foreach (var option in command.Options)
                Assert.IsTrue(Page.Contains($"`{option.Name}`", StringComparison.Ordinal) || Page.Contains($"`{option.Name} ", StringComparison.Ordinal), $"{command.Name} {option.Name}");
        }
    }

    [TestMethod]
    public void Every_setting_stands_in_the_page_with_its_variable_and_its_option()
    {
        foreach (var setting in Setting.All)
            StringAssert.Contains(Page, $"| `{setting.Name}` | `{setting.Variable}` | {(setting.Option is null ? "" : $"`{setting.Option}` ")}|", setting.Name);
    }

    [TestMethod]
    public void Every_exit_code_stands_in_the_page()
    {
        foreach (var (code, _) in ExitCodes.Table)
            StringAssert.Contains(Page, string.Create(CultureInfo.InvariantCulture, $"| {code} | "));
    }

    [TestMethod]
    public async Task Help_names_every_command_and_every_exit_code()
    {
        using var output = new StringWriter();
        var host = new CliHost { Out = output, Error = TextWriter.Null, Environment = new Dictionary<string, string>(), Directory = "." };

        var exitCode = await CliApplication.RunAsync(["--help"], host, CancellationToken.None);

        Assert.AreEqual(0, exitCode);
        foreach (var command in Root.Subcommands)
            StringAssert.Contains(output.ToString(), command.Name);
        foreach (var (code, meaning) in ExitCodes.Table)
            StringAssert.Contains(output.ToString(), $"{code,-5}{meaning}");
    }

    [TestMethod]
    [DataRow("forget")]
    [DataRow("forget", "--email", "no-address")]
    [DataRow("forget", "--email", "jan@voorbeeld.nl", "--contact", "11111111-1111-1111-1111-111111111111")]
    [DataRow("reconcile", "--since", "2999-01-01")]
    [DataRow("docs", "--language", "fr")]
    [DataRow("sned")]
    public async Task A_wrong_command_line_ends_with_2_and_sends_nothing(params string[] arguments)
    {
        using var errors = new StringWriter();
        var host = new CliHost
        {
            Out = TextWriter.Null,
            Error = errors,
            Environment = new Dictionary<string, string>(),
            Directory = ".",
            ConnectDataverse = (_, _) => throw new InvalidOperationException("Nothing may be connected."),
        };

        Assert.AreEqual(ExitCodes.Usage, await CliApplication.RunAsync(arguments, host, CancellationToken.None), errors.ToString());
    }
}
