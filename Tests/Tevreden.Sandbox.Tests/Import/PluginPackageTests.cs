using System.IO.Compression;
using System.Text;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Import;
using Tevreden.Sandbox.Tests.Engine;

namespace Tevreden.Sandbox.Tests.Import;

/// <summary>Plug-ins that come in a NuGet package together with what they depend on.</summary>
[TestClass]
public sealed class PluginPackageTests
{
    private const string Fixtures = "Tevreden.Sandbox.Fixtures", Borrower = Fixtures + ".Borrower", Library = "Newtonsoft.Json";
    private const string Key = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";

    [TestMethod]
    public void A_packaged_plugin_of_a_zip_runs_with_the_assemblies_of_its_package()
    {
        using var environment = new TestEnvironment();
        var result = environment.Engine.ImportSolution(Solution(Package(Fixtures, Library), Borrower + ": Create of account"));

        Assert.AreEqual("borrowed", environment.Row("account", environment.Account("A"))["description"]);
        Assert.IsTrue(result.Warnings.Any(warning => warning.Contains(Borrower, StringComparison.Ordinal)));
        Assert.AreEqual(Fixtures, environment.Rows("pluginassembly").Single()["name"]);
        Assert.AreEqual(Key, environment.Rows("plugintype", ("typename", Borrower)).Single()["plugintypeexportkey"]);
        Assert.AreEqual("pkg_Plugins", environment.Rows("pluginpackage").Single()["uniquename"]);
    }

    [TestMethod]
    public void An_assembly_that_is_not_in_the_package_is_named_though_the_sandbox_itself_has_it()
    {
        using var environment = new TestEnvironment();
        environment.Engine.ImportSolution(Solution(Package(Fixtures), Borrower + ": Create of account"));

        var fault = TestEnvironment.Fault(() => environment.Account("A"));

        StringAssert.Contains(fault.Message, $"needs the assembly '{Library}'");
    }

    [TestMethod]
    public void A_package_made_as_a_row_brings_its_types_to_register_steps_on()
    {
        using var environment = new TestEnvironment();
        environment.Admin.Create(new Entity("pluginpackage") { ["name"] = "pkg_Plugins", ["uniquename"] = "pkg_Plugins", ["version"] = "1.0.0", ["content"] = Convert.ToBase64String(Package(Fixtures, Library)) });
        environment.Admin.Create(new Entity("sdkmessageprocessingstep")
        {
            ["name"] = "By hand",
            ["sdkmessageid"] = environment.Rows("sdkmessage", ("name", "Create"))[0].ToEntityReference(),
            ["sdkmessagefilterid"] = environment.Rows("sdkmessagefilter", ("primaryobjecttypecode", "account")).First(row => ((EntityReference)row["sdkmessageid"]).Name == "Create").ToEntityReference(),
            ["plugintypeid"] = environment.Rows("plugintype", ("typename", Borrower)).Single().ToEntityReference(),
            ["stage"] = new OptionSetValue(20),
            ["mode"] = new OptionSetValue(0),
            ["rank"] = 1,
        });

        Assert.AreEqual("borrowed", environment.Row("account", environment.Account("A"))["description"]);
    }

    [TestMethod]
    public void Uninstalling_takes_the_package_with_its_assemblies_and_types()
    {
        using var environment = new TestEnvironment();
        environment.Engine.ImportSolution(Solution(Package(Fixtures, Library), Borrower + ": Create of account"));
        environment.Admin.Delete("solution", environment.Rows("solution").Single().Id);

        foreach (var table in (string[])["pluginpackage", "pluginassembly", "plugintype", "sdkmessageprocessingstep"])
            Assert.IsEmpty(environment.Rows(table), table);
        Assert.IsFalse(environment.Row("account", environment.Account("A")).Contains("description"));
    }

    [TestMethod]
    public void A_step_whose_type_can_not_be_told_and_a_package_without_assemblies_are_refused()
    {
        using var environment = new TestEnvironment();
        StringAssert.Contains(Refused(environment, Solution(Package(Fixtures, Library), "Something else")), Key);
        StringAssert.Contains(Refused(environment, Solution(Package(), Borrower)), "lib/net462");
        StringAssert.Contains(TestEnvironment.Fault(() => environment.Admin.Create(new Entity("pluginpackage") { ["name"] = "x", ["content"] = Convert.ToBase64String([1, 2, 3]) })).Message, "package");
    }

    private static string Refused(TestEnvironment environment, Stream zip) => Assert.ThrowsExactly<ImportException>(() => environment.Engine.ImportSolution(zip)).Message;

    private static byte[] Package(params string[] assemblies)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "pkg_Plugins.nuspec", Encoding.UTF8.GetBytes("<package />"));
            foreach (var assembly in assemblies)
                Add(zip, $"lib/net462/{assembly}.dll", File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, assembly + ".dll")));
        }

        return memory.ToArray();
    }

    private static MemoryStream Solution(byte[] package, string stepName)
    {
        var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "[Content_Types].xml", """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types" />"""u8.ToArray());
            Add(zip, "solution.xml", """
                <ImportExportXml version="9.2" languagecode="1033"><SolutionManifest>
                  <UniqueName>Packaged</UniqueName><LocalizedNames /><Version>1.0.0.0</Version><Managed>1</Managed>
                  <Publisher><UniqueName>pkg</UniqueName><LocalizedNames /><CustomizationPrefix>pkg</CustomizationPrefix></Publisher>
                  <RootComponents /><MissingDependencies />
                </SolutionManifest></ImportExportXml>
                """u8.ToArray());
            Add(zip, "customizations.xml", Encoding.UTF8.GetBytes($$"""
                <ImportExportXml><SdkMessageProcessingSteps>
                  <SdkMessageProcessingStep Name="{{stepName}}" SdkMessageProcessingStepId="{5a1f0000-0000-4000-8000-000000000009}">
                    <SdkMessageId>{9ebdbb1b-ea3e-db11-86a7-000a3a5473e8}</SdkMessageId><PluginTypeExportKey>{{Key}}</PluginTypeExportKey>
                    <PrimaryEntity>account</PrimaryEntity><Mode>0</Mode><Rank>1</Rank><Stage>20</Stage>
                  </SdkMessageProcessingStep>
                </SdkMessageProcessingSteps></ImportExportXml>
                """));
            Add(zip, "pluginpackages/pkg_Plugins/pluginpackage.xml", """<pluginpackage uniquename="pkg_Plugins"><name>pkg_Plugins</name><package mimetype="application/octet-stream">pkg_Plugins.nupkg</package><version>1.0.0</version></pluginpackage>"""u8.ToArray());
            Add(zip, "pluginpackages/pkg_Plugins/package/pkg_Plugins.nupkg", package);
        }

        memory.Position = 0;
        return memory;
    }

    private static void Add(ZipArchive zip, string path, byte[] bytes)
    {
        using var entry = zip.CreateEntry(path).Open();
        entry.Write(bytes);
    }
}
