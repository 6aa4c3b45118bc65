using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Sandbox.Tests.Import;

namespace Tevreden.Sandbox.Tests.Engine;

[TestClass]
public sealed class LanguageTests
{
    [TestMethod]
    [DataRow(1033, "Big")]
    [DataRow(1043, "Groot")]
    [DataRow(1036, "Big")]
    public void A_label_comes_in_the_language_of_who_reads_it_and_else_in_English(int language, string expected)
    {
        using var environment = new TestEnvironment();
        var solution = new SmallSolution
        {
            Change = text => text.Replace("<label description=\"Big\" languagecode=\"1033\" />", "<label description=\"Big\" languagecode=\"1033\" /><label description=\"Groot\" languagecode=\"1043\" />", StringComparison.Ordinal),
        };
        environment.Engine.ImportSolution(solution.Zip());
        var thing = environment.Admin.Create(new Entity("new_thing") { ["new_name"] = "A", ["new_kind"] = new OptionSetValue(100000000) });
        environment.Admin.Update(new Entity("usersettings", environment.Engine.AdministratorId) { ["uilanguageid"] = language });

        Assert.AreEqual(expected, environment.Admin.Retrieve("new_thing", thing, new ColumnSet("new_kind")).FormattedValues["new_kind"]);
    }

    [TestMethod]
    public void The_settings_of_a_user_come_and_go_with_the_user()
    {
        using var environment = new TestEnvironment();
        var user = environment.Admin.Create(new Entity("systemuser") { ["lastname"] = "Body" });

        Assert.AreEqual(1033, environment.Row("usersettings", user)["uilanguageid"]);
        environment.Admin.Delete("systemuser", user);

        Assert.IsEmpty(environment.Rows("usersettings", ("systemuserid", user)));
    }
}
