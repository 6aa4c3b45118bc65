using System.CommandLine;
using System.Threading.Channels;
using Tevreden.Demo.Service;

namespace Tevreden.Api.Tests.Service;

[TestClass]
internal sealed class CommandTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [Timeout(30_000, CooperativeCancellation = true)]
    public async Task The_command_says_where_it_listens_serves_until_it_is_stopped_and_never_prints_the_key()
    {
        using var stop = new CancellationTokenSource();
        using var output = new LineWriter();
        var run = ServiceCommand.Create()
            .Parse(["--urls", "http://127.0.0.1:0", "--key", RawClient.Key, "--platform", RawClient.Platform])
            .InvokeAsync(new InvocationConfiguration { Output = output }, stop.Token);

        var first = await output.Lines.ReadAsync(TestContext.CancellationToken);
        using var http = new HttpClient { BaseAddress = new Uri(first.Split(": ")[1]) };
        http.DefaultRequestHeaders.Add("Tevreden-API-key", RawClient.Key);
        http.DefaultRequestHeaders.Add("Tevreden-platform", RawClient.Platform);
        StringAssert.Contains(await http.GetStringAsync(new Uri("/platforms", UriKind.Relative)), RawClient.Platform);
        await stop.CancelAsync();

        Assert.AreEqual(0, await run);
        Assert.IsFalse(output.Written.Contains(RawClient.Key, StringComparison.Ordinal), output.Written);
        StringAssert.Contains(output.Written, "POST   /_admin/faults");
        await Assert.ThrowsExactlyAsync<HttpRequestException>(() => http.GetStringAsync(new Uri("/platforms", UriKind.Relative)));
    }

    [TestMethod]
    [DataRow("http://voorbeeld.nl")]
    [DataRow("https://127.0.0.1")]
    public async Task An_address_on_another_machine_ends_with_an_error(string url)
    {
        using var errors = new StringWriter();

        var exitCode = await ServiceCommand.Create()
            .Parse(["--urls", url, "--key", "k", "--platform", "p"])
            .InvokeAsync(new InvocationConfiguration { Error = errors }, CancellationToken.None);

        Assert.AreEqual(1, exitCode);
        StringAssert.Contains(errors.ToString(), "http on this machine");
    }

    [TestMethod]
    public void What_is_no_address_is_an_error_of_the_command_line()
    {
        var error = ServiceCommand.Create().Parse(["--urls", "hier", "--key", "k", "--platform", "p"]).Errors.Single();

        StringAssert.Contains(error.Message, "http://127.0.0.1:5081");
    }

    [TestMethod]
    public void Key_and_platform_must_be_given()
    {
        Assert.HasCount(2, ServiceCommand.Create().Parse([]).Errors);
    }

    private sealed class LineWriter : StringWriter
    {
        private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
        private readonly List<string> _all = [];

        public ChannelReader<string> Lines => _lines.Reader;

        public string Written => string.Join('\n', _all);

        public override Task WriteLineAsync(string? value)
        {
            _all.Add(value ?? "");
            _lines.Writer.TryWrite(value ?? "");
            return Task.CompletedTask;
        }
    }
}
