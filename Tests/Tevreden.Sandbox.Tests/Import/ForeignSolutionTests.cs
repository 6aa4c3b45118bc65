using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Tests.Engine;

namespace Tevreden.Sandbox.Tests.Import;

/// <summary>Solutions of others lean on more of Microsoft's than the sandbox has: they come in without it, and the import says so.</summary>
[TestClass]
public sealed class ForeignSolutionTests
{
    [TestMethod]
    [DataRow("""<Required type="66" schemaName="MscrmControls.OptionSet.OptionSetControl" solution="CustomControlsCore (9.2.26024.00170)" />""", "OptionSetControl")]
    [DataRow("""<Required type="1" schemaName="msdyn_customerasset" solution="msdyn_AssetCommon (1.0.6.37)" />""", "msdyn_customerasset")]
    [DataRow("""<Required type="2" schemaName="msa_managingpartnerid" parentSchemaName="contact" solution="PowerPages_RuntimeCoreDependencies (1.0)" />""", "msa_managingpartnerid")]
    public void What_is_missing_of_Microsoft_s_own_solutions_is_said(string required, string name)
    {
        using var environment = new TestEnvironment();
        var result = environment.Engine.ImportSolution(new SmallSolution { Requirements = $"<MissingDependency>{required}<Dependent type=\"1\" /></MissingDependency>" }.Zip());

        Assert.IsTrue(result.Warnings.Any(warning => warning.Contains(name, StringComparison.Ordinal)), string.Join('\n', result.Warnings));
    }

    [TestMethod]
    [DataRow("sla")]
    [DataRow("Product")]
    [DataRow("msdyn_workorder")]
    public void A_lookup_at_a_table_of_Microsoft_s_that_is_not_here_stays_a_column_without_a_relationship(string table)
    {
        using var environment = new TestEnvironment();
        var result = environment.Engine.ImportSolution(new SmallSolution { Change = text => text.Replace("<ReferencedEntityName>Account<", $"<ReferencedEntityName>{table}<", StringComparison.Ordinal) }.Zip());

        Assert.IsTrue(result.Warnings.Any(warning => warning.Contains($"'{table.ToLowerInvariant()}'", StringComparison.Ordinal)), string.Join('\n', result.Warnings));
        Assert.IsNotNull(environment.Engine.Catalog.FindColumn("new_thing", "new_accountid"));
        environment.Admin.Create(new Entity("new_thing") { ["new_name"] = "T" });
    }

    [TestMethod]
    [DataRow("<RequiredLevel>none</RequiredLevel><IsCustomField>1</IsCustomField><MinValue>0", "<RequiredLevel>0</RequiredLevel><IsCustomField>1</IsCustomField><MinValue>0", "levels as numbers")]
    [DataRow("</attributes></entity></EntityInfo><RibbonDiffXml>", "</attributes><EntitySetName>accounts</EntitySetName></entity></EntityInfo><RibbonDiffXml>", "an own table of the platform with its set's name")]
    [DataRow("<Workflows />", """<Dialogs><Dialog><FormId>{0f7ca1b0-be13-4b18-aa02-1c7f3a058116}</FormId></Dialog></Dialogs><Workflows />""", "a section that is not known")]
    public void What_real_exports_have_is_read(string before, string after, string what)
    {
        using var environment = new TestEnvironment();
        var solution = new SmallSolution { Change = text => text.ReplaceLineEndings("").Replace("             ", "", StringComparison.Ordinal).Replace("          ", "", StringComparison.Ordinal).Replace(before, after, StringComparison.Ordinal) };

        Assert.IsTrue(environment.Engine.ImportSolution(solution.Zip()).IsManaged, what);
        Assert.IsNotNull(environment.Engine.Catalog.FindColumn("account", "new_grade"));
        Assert.AreEqual("accountid", environment.Engine.Catalog.FindTable("account")!.PrimaryIdColumn);
    }

    [TestMethod]
    public void A_role_comes_without_privileges_that_the_sandbox_does_not_have()
    {
        using var environment = new TestEnvironment();
        var result = environment.Engine.ImportSolution(new SmallSolution { Change = text => text.Replace("</RolePrivileges>", """<RolePrivilege name="prvCreateSharePointData" level="Global" /></RolePrivileges>""", StringComparison.Ordinal) }.Zip());

        Assert.IsTrue(result.Warnings.Any(warning => warning.Contains("prvCreateSharePointData", StringComparison.Ordinal)), string.Join('\n', result.Warnings));
        Assert.HasCount(2, environment.Rows("roleprivileges", ("roleid", SmallSolution.RoleId)));
    }
}
