using Newtonsoft.Json.Linq;
using Tevreden.Cli.Tests.Erasure;
using Tevreden.Cli.Tests.Support;
using Tevreden.Dataverse.Names;

namespace Tevreden.Cli.Tests.Exports;

[TestClass]
public sealed class ExportCommandTests
{
    [TestMethod]
    public async Task All_that_is_held_about_one_person_and_nothing_about_another_is_written_to_a_file_for_its_owner()
    {
        var path = Path.Combine(Path.GetTempPath(), $"tevreden-export-{Guid.NewGuid():N}.json");
        try
        {
            await using var environment = await TestEnvironment.StartAsync();
            var person = await Person.MakeAsync(environment);

            var run = await environment.RunAsync("export", ["--contact", person.Contact.ToString("D"), "--output", path]);

            Assert.AreEqual(0, run.ExitCode, run.ToString());
            var document = JObject.Parse(await File.ReadAllTextAsync(path));
            Assert.AreEqual(Person.Remark, document["responses"]!.Single()!.Value<string>(ResponseTable.Remark));
            Assert.AreEqual(Person.Email, document["invitations"]!.Single()!.Value<string>(InvitationTable.Email));
            StringAssert.Contains(document["invitations"]!.Single()!.Value<string>(InvitationTable.Payload), Person.Email);
            Assert.AreEqual((int)NpsClass.Detractor, document["responses"]!.Single()![ResponseTable.NpsClass]!.Value<int>("value"));
            Assert.HasCount(1, document["answers"]!);
            Assert.HasCount(1, document["followUps"]!);
            Assert.HasCount(1, document["scores"]!);
            Assert.DoesNotContain("piet@voorbeeld.nl", document.ToString());
            Assert.DoesNotContain(Person.Email, run.ToString());
            if (!OperatingSystem.IsWindows())
                Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [TestMethod]
    public async Task Without_a_file_standard_output_is_the_document_and_nothing_else()
    {
        await using var environment = await TestEnvironment.StartAsync();
        var person = await Person.MakeAsync(environment);

        var output = await environment.OutputAsync(["export", "--contact", person.Contact.ToString("D")]);

        Assert.AreEqual(Person.Remark, JObject.Parse(output)["responses"]!.Single()!.Value<string>(ResponseTable.Remark));
    }

    [TestMethod]
    public async Task An_export_writes_nothing_to_dataverse()
    {
        await using var environment = await TestEnvironment.StartAsync();

        await environment.RunAsync("export", ["--email", "nobody@voorbeeld.nl"]);

        Assert.IsTrue(environment.Requests.All(request => request.RequestName is "RetrieveMultiple"), string.Join(", ", environment.Requests.Select(request => request.RequestName)));
    }
}
