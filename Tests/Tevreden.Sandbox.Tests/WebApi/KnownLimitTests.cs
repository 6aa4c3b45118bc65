using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Metadata;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Tests.Engine;
using Tevreden.Sandbox.Tests.Import;

namespace Tevreden.Sandbox.Tests.WebApi;

/// <summary>Goes through the known limits of the README: each is refused, or warned of, by name.</summary>
[TestClass]
public sealed class KnownLimitTests
{
    // What is refused in each row, by the words that the row begins with; null: a difference in degree, with nothing to refuse.
    private static readonly Dictionary<string, Action<TestEnvironment>?> Rows = new(StringComparer.Ordinal)
    {
        ["Messages that are not in the list"] = at =>
        {
            foreach (var message in (string[])["GrantAccess", "CalculateRollupField", "ExportSolution", "BulkDelete", "AddToQueue"])
                Refused(FaultCodes.MessageNotSupported, message, () => at.Admin.Execute(new OrganizationRequest(message)));
        },
        ["Names, kinds and keys of definitions"] = at =>
        {
            at.Admin.Execute(new OrganizationRequest("UpdateAttribute") { ["EntityName"] = "account", ["Attribute"] = new StringAttributeMetadata { LogicalName = "name", SchemaName = "Other" } });
            Assert.AreEqual("Name", at.Engine.Catalog.FindColumn("account", "name")!.SchemaName);
        },
        ["Relationship definitions made inside"] = at => Refused(FaultCodes.InvalidArgument, "by itself", () => at.Admin.Execute(new ExecuteTransactionRequest
        {
            Requests = [new CreateEntityKeyRequest { EntityName = "account", EntityKey = new EntityKeyMetadata { SchemaName = "new_Key", KeyAttributes = ["accountnumber"] } }],
        })),
        ["`$search`"] = null,
        ["Hierarchies"] = at => Refused(FaultCodes.QueryNotSupported, "under", () => at.Admin.RetrieveMultiple(new FetchExpression("<fetch><entity name='account'><filter><condition attribute='accountid' operator='under' value='11111111-1111-1111-1111-111111111111'/></filter></entity></fetch>"))),
        ["Change tracking"] = null,
        ["Own rows or all"] = null,
        ["Relationships of a solution"] = at => Assert.IsTrue(at.Engine.ImportSolution(new SmallSolution { Change = text => text.Replace("<ReferencedEntityName>Account<", "<ReferencedEntityName>sla<", StringComparison.Ordinal) }.Zip()).Warnings.Any(warning => warning.Contains("'sla'", StringComparison.Ordinal))),
        ["Workflows, flows, business rules"] = at => Assert.IsTrue(at.Engine.ImportSolution(new SmallSolution { Change = text => text.Replace("<Workflows />", """<Workflows><Workflow WorkflowId="{1}" Name="x" /></Workflows>""", StringComparison.Ordinal) }.Zip()).Warnings.Any(warning => warning.Contains("Workflows", StringComparison.Ordinal))),
        ["LIKE with sets"] = at => Refused(FaultCodes.QueryNotSupported, "[a-c]", () => at.Admin.RetrieveMultiple(new FetchExpression("<fetch><entity name='account'><filter><condition attribute='name' operator='like' value='[a-c]%'/></filter></entity></fetch>"))),
        ["Decimal columns"] = null,
        ["Service endpoints"] = at =>
        {
            at.Step("Teller", "Create", "account", 40, new StepSetup { Configuration = "identity" });
            Refused(FaultCodes.PluginRefused, "Managed identity", () => at.Admin.Create(new Entity("account") { ["name"] = "A" }));
        },
        ["In the default build"] = null,
        ["One transaction"] = null,
    };

    private static IEnumerable<string> Listed => File.ReadLines(Readme()).SkipWhile(line => line != "## Known limits").Where(line => line.StartsWith('|') && !line.StartsWith("| Limit", StringComparison.Ordinal) && !line.StartsWith("|-", StringComparison.Ordinal)).Select(line => line.Split('|')[1].Trim());

    [TestMethod]
    public void Each_known_limit_is_refused_by_name_and_none_is_listed_that_nobody_tries()
    {
        foreach (var limit in Listed)
        {
            var known = Rows.SingleOrDefault(row => limit.StartsWith(row.Key, StringComparison.Ordinal));
            Assert.IsNotNull(known.Key, $"No check for the limit '{limit}'.");
            using var environment = new TestEnvironment();
            known.Value?.Invoke(environment);
        }

        Assert.AreEqual(Rows.Count, Listed.Count());
    }

    [TestMethod]
    [DataRow("accounts?$search=x", "$search")]
    [DataRow("accounts?$skip=1", "$skip")]
    [DataRow("accounts?$compute=revenue add 1 as more", "$compute")]
    [DataRow("accounts?$filter=toupper(name) eq 'A'", "SingleValueFunctionCall")]
    [DataRow("accounts?$filter=revenue add 1 gt 2", "BinaryOperator")]
    [DataRow("accounts?$apply=groupby((primarycontactid/fullname))", "primarycontactid")]
    public async Task Options_that_the_Web_API_does_not_know_are_named(string address, string name)
    {
        await using var here = await ServedWebApi.StartAsync();
        var error = await here.ErrorAsync("GET", address);

        Assert.AreEqual(400, error.Status);
        StringAssert.Contains(error.Message, name);
    }

    [TestMethod]
    public async Task Change_tracking_is_named()
    {
        await using var here = await ServedWebApi.StartAsync();
        StringAssert.Contains((await here.ErrorAsync("GET", "accounts", null, ("Prefer", "odata.track-changes"))).Message, "track-changes");
    }

    private static void Refused(int code, string named, Action action)
    {
        var fault = TestEnvironment.Fault(action);
        Assert.AreEqual(code, fault.ErrorCode, fault.Message);
        StringAssert.Contains(fault.Message, named);
    }

    private static string Readme()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at!.FullName, "Tevreden.Dataverse.sln")))
            at = at.Parent;
        return Path.Combine(at.FullName, "Tools", "Tevreden.Sandbox", "README.md");
    }
}
