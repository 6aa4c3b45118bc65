using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Import;
using Tevreden.Sandbox.Testing;
using Tevreden.Sandbox.Tests.Engine;

namespace Tevreden.Sandbox.Tests.Import;

/// <summary>The host for tests of other people's plug-ins.</summary>
[TestClass]
public sealed class TestHostTests
{
    private static string _zip = "";

    public TestContext TestContext { get; set; } = null!;

    [ClassInitialize]
    public static void Pack(TestContext context)
    {
        _zip = Path.Combine(Directory.CreateTempSubdirectory("sandbox-zip-").FullName, "Small.zip");
        using var file = File.Create(_zip);
        new SmallSolution().Zip().CopyTo(file);
    }

    [ClassCleanup]
    public static void Remove() => Directory.Delete(Path.GetDirectoryName(_zip)!, recursive: true);

    [TestMethod]
    public async Task A_test_of_a_plugin_is_five_lines()
    {
        using var sandbox = DataverseSandbox.Start(_zip);
        var thing = sandbox.Service.Create(new Entity("new_thing") { ["new_name"] = "T1" });
        var jobs = await sandbox.RunJobsAsync(TestContext.CancellationToken);
        Assert.IsTrue(jobs.Single().Succeeded);
        Assert.AreEqual("T1", sandbox.Row("new_thing", thing)["new_name"]);
    }

    [TestMethod]
    public void Environments_of_one_zip_know_nothing_of_each_other_and_start_the_same()
    {
        using var first = DataverseSandbox.Start(_zip);
        first.Service.Create(new Entity("new_thing") { ["new_name"] = "only here" });
        using var second = DataverseSandbox.Start(_zip);

        Assert.IsEmpty(second.Rows("new_thing"));
        Assert.HasCount(1, first.Rows("new_thing"));
        CollectionAssert.AreEqual(first.Rows("solutioncomponent").Select(row => row.Id).ToArray(), second.Rows("solutioncomponent").Select(row => row.Id).ToArray());
        second.Service.Create(new Entity("new_thing") { ["new_name"] = "x" });
        Assert.AreEqual(FaultCodes.DuplicateRecordEntityKey, TestEnvironment.Fault(() => second.Service.Create(new Entity("new_thing") { ["new_name"] = "x" })).ErrorCode);
    }

    [TestMethod]
    public void A_reset_brings_the_beginning_back_with_what_the_options_said()
    {
        using var sandbox = DataverseSandbox.Start(new DataverseSandboxOptions { Solutions = [_zip], EnvironmentVariables = new Dictionary<string, string> { ["new_Url"] = "https://example.com" } });
        sandbox.Service.Create(new Entity("new_thing") { ["new_name"] = "T" });
        sandbox.Engine.SetEnvironmentVariable("new_Url", "https://example.net");

        sandbox.Reset();

        Assert.IsEmpty(sandbox.Rows("new_thing"));
        Assert.AreEqual("https://example.com", sandbox.Service.Execute(new OrganizationRequest("RetrieveEnvironmentVariableValue") { ["DefinitionSchemaName"] = "new_Url" })["Value"]);
    }

    [TestMethod]
    public void A_user_has_the_named_roles_and_a_role_that_is_not_there_is_named_with_those_that_are()
    {
        using var sandbox = DataverseSandbox.Start(_zip);
        var reader = sandbox.As(sandbox.CreateUser("Thing reader"));

        reader.Create(new Entity("new_thing") { ["new_name"] = "T" });
        Assert.AreEqual(FaultCodes.PrivilegeDenied, TestEnvironment.Fault(() => reader.Create(new Entity("account") { ["name"] = "A" })).ErrorCode);
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => sandbox.CreateUser("Nobody")).Message, "Thing reader");
    }

    [TestMethod]
    public void A_file_that_is_no_solution_is_refused()
    {
        var file = Path.Combine(Path.GetDirectoryName(_zip)!, "no.zip");
        File.WriteAllText(file, "no zip");
        Assert.ThrowsExactly<ImportException>(() => DataverseSandbox.Start(file));
    }
}
