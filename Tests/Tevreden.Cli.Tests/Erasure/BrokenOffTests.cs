using Tevreden.Cli.Tests.Support;
using Tevreden.Dataverse.Names;

namespace Tevreden.Cli.Tests.Erasure;

[TestClass]
public sealed class BrokenOffTests
{
    [TestMethod]
    [DataRow(8)]
    [DataRow(14)]
    [DataRow(18)]
    [DataRow(20)]
    [DataRow(22)]
    [DataRow(24)]
    [DataRow(26)]
    [DataRow(28)]
    public async Task Wherever_it_is_broken_off_running_it_again_ends_the_work(int requests)
    {
        await using var environment = await TestEnvironment.StartAsync();
        var person = await Person.MakeAsync(environment);
        var sent = 0;
        environment.BeforeRequest = _ =>
        {
            if (++sent > requests)
                throw new InvalidOperationException("The test breaks it off.");
        };
        var broken = await environment.RunAsync("forget", ["--contact", person.Contact.ToString("D"), "--yes"]);
        environment.BeforeRequest = null;
        environment.Clock.Move(TimeSpan.FromHours(1));

        var run = await environment.RunAsync("forget", ["--contact", person.Contact.ToString("D"), "--yes"]);
        var sync = await environment.SyncAsync("--full");

        Assert.AreNotEqual(0, broken.ExitCode, broken.ToString());
        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.AreEqual(0, sync.ExitCode, sync.ToString());
        var left = Person.AllText(environment);
        foreach (var trace in (string[])[Person.Email, Person.Name, "06-12345678", person.Contact.ToString("D")])
            Assert.DoesNotContain(trace, left);
        Assert.AreEqual(8m, environment.Score($"a-{person.Account:D}").GetAttributeValue<decimal>(ScoreTable.MeanScore));
        Assert.HasCount(1, environment.Rows(ResponseTable.Table));
    }
}
