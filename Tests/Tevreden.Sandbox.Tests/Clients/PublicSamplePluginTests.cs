using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Metadata;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Sandbox.Tests.Engine;

namespace Tevreden.Sandbox.Tests.Clients;

/// <summary>Plug-ins of Microsoft's public samples, unmodified. Skipped where they were not built: see Tests/clients/sample-plugins.</summary>
[TestClass]
public sealed class PublicSamplePluginTests
{
    private const int English = 1033, PreOperation = 20, PostOperation = 40;

    [TestMethod]
    public void FollowupPlugin_makes_a_task_for_each_new_account()
    {
        using var environment = new TestEnvironment();
        Register(environment, "PowerApps.Samples.FollowupPlugin", "Create", "account", PostOperation);
        var account = environment.Account("Contoso");

        Assert.AreEqual(account, environment.Rows("task").Single().GetAttributeValue<EntityReference>("regardingobjectid").Id);
    }

    [TestMethod]
    public void CreateMultiplePreOp_writes_the_client_s_tag_into_each_row()
    {
        using var environment = WithExamples();
        Register(environment, "xMultiplePluginSamples.CreateMultiplePreOp", "CreateMultiple", "sample_example", PreOperation);
        environment.Admin.Execute(new CreateMultipleRequest
        {
            Targets = new EntityCollection([Example("1"), Example("2")]) { EntityName = "sample_example" },
            ["tag"] = "nightly",
        });

        Assert.IsTrue(environment.Rows("sample_example").All(row => row.GetAttributeValue<string>("sample_description") == "'tag' value for Create = 'nightly'."));
    }

    [TestMethod]
    public void FollowupPluginMultiple_makes_a_task_for_each_row_of_a_bulk_request()
    {
        using var environment = WithExamples();
        Register(environment, "xMultiplePluginSamples.FollowupPluginMultiple", "CreateMultiple", "sample_example", PostOperation);
        var made = (CreateMultipleResponse)environment.Admin.Execute(new CreateMultipleRequest { Targets = new EntityCollection([Example("1"), Example("2")]) { EntityName = "sample_example" } });

        CollectionAssert.AreEquivalent(made.Ids, environment.Rows("task").Select(row => row.GetAttributeValue<EntityReference>("regardingobjectid").Id).ToArray());
    }

    private static Entity Example(string name) => new("sample_example") { ["sample_name"] = name };

    private static TestEnvironment WithExamples()
    {
        var environment = new TestEnvironment();
        environment.Admin.Execute(new CreateEntityRequest
        {
            HasActivities = true,
            Entity = new EntityMetadata { SchemaName = "sample_Example", DisplayName = new Label("Example", English), DisplayCollectionName = new Label("Examples", English), OwnershipType = OwnershipTypes.UserOwned },
            PrimaryAttribute = new StringAttributeMetadata { SchemaName = "sample_Name", MaxLength = 100, DisplayName = new Label("Name", English) },
        });
        environment.Admin.Execute(new CreateAttributeRequest { EntityName = "sample_example", Attribute = new StringAttributeMetadata { SchemaName = "sample_Description", MaxLength = 500, DisplayName = new Label("Description", English) } });
        return environment;
    }

    private static void Register(TestEnvironment environment, string typeName, string message, string table, int stage)
    {
        var assembly = environment.Admin.Create(new Entity("pluginassembly") { ["name"] = "sample-plugins", ["content"] = Convert.ToBase64String(File.ReadAllBytes(Assembly())) });
        var type = environment.Admin.Create(new Entity("plugintype") { ["typename"] = typeName, ["name"] = typeName, ["pluginassemblyid"] = new EntityReference("pluginassembly", assembly) });
        var on = environment.Rows("sdkmessage", ("name", message))[0].Id;
        environment.Admin.Create(new Entity("sdkmessageprocessingstep")
        {
            ["name"] = typeName,
            ["sdkmessageid"] = new EntityReference("sdkmessage", on),
            ["sdkmessagefilterid"] = environment.Rows("sdkmessagefilter", ("sdkmessageid", on), ("primaryobjecttypecode", table))[0].ToEntityReference(),
            ["plugintypeid"] = new EntityReference("plugintype", type),
            ["stage"] = new OptionSetValue(stage),
            ["mode"] = new OptionSetValue(0),
            ["rank"] = 1,
        });
    }

    private static string Assembly()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at!.FullName, "Tevreden.Dataverse.sln")))
            at = at.Parent;
        var folder = new DirectoryInfo(Path.Combine(at.FullName, "Tests", "clients", "sample-plugins"));
        var found = Directory.Exists(Path.Combine(folder.FullName, "bin")) ? folder.EnumerateFiles("sample-plugins.dll", SearchOption.AllDirectories).FirstOrDefault(file => file.FullName.Contains("bin", StringComparison.Ordinal)) : null;
        if (found is null)
            Assert.Inconclusive($"The samples are not built. In {folder.FullName}: git clone --depth 1 https://github.com/microsoft/PowerApps-Samples, then dotnet build.");
        return found!.FullName;
    }
}
