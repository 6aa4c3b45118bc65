using Microsoft.Xrm.Sdk;
using Tevreden.Cli.Tests.Support;
using Tevreden.Dataverse.Names;

namespace Tevreden.Cli.Tests.Mappings;

[TestClass]
public sealed class DocsCommandTests
{
    [TestMethod]
    public async Task Each_active_rule_shows_its_columns_and_marks_the_personal_ones()
    {
        await using var environment = await TestEnvironment.StartAsync();
        var rule = Rule(environment, "Elke opgeloste aanvraag");
        Map(environment, rule, "ticketnumber", "casenumber", required: true);
        Map(environment, rule, "customerid.accountnumber", "debtor");
        Map(environment, rule, "primarycontactid.fullname", "name");
        Map(environment, rule, "description", "question");

        var page = await environment.OutputAsync(["docs"]);

        StringAssert.Contains(page, "## 10. Elke opgeloste aanvraag");
        StringAssert.Contains(page, "Survey: Vragenlijst 301");
        StringAssert.Contains(page, "| emailaddress1 | contact | e-mail address of the person asked | yes |  | yes |");
        StringAssert.Contains(page, "| ticketnumber | incident | casenumber | yes |  | no |");
        StringAssert.Contains(page, "| customerid.accountnumber | account, contact | debtor | no |  | no |");
        StringAssert.Contains(page, "| primarycontactid.fullname | contact | name | no |  | yes |");
        StringAssert.Contains(page, "| description | incident | question | no |  | perhaps (free text) |");
    }

    [TestMethod]
    public async Task A_raw_value_is_as_personal_as_a_formatted_one_and_a_path_may_say_its_table()
    {
        await using var environment = await TestEnvironment.StartAsync();
        var rule = Rule(environment, "Regel");
        Map(environment, rule, "primarycontactid.gendercode:raw", "gender");
        Map(environment, rule, "customerid:contact.birthdate:raw", "birthday");

        var page = await environment.OutputAsync(["docs"]);

        StringAssert.Contains(page, "| primarycontactid.gendercode:raw | contact | gender | no |  | yes |");
        StringAssert.Contains(page, "| customerid:contact.birthdate:raw | contact | birthday | no |  | yes |");
    }

    [TestMethod]
    public async Task Column_security_is_told_to_whom_may_read_it_and_is_not_known_to_others()
    {
        await using var environment = await TestEnvironment.StartAsync();
        Map(environment, Rule(environment, "Regel"), "primarycontactid.birthdate", "birthday");
        environment.Secure("contact", "birthdate");

        var known = await environment.OutputAsync(["docs"]);
        environment.TakePrivilege("prvReadFieldPermission");
        var unknown = await environment.OutputAsync(["docs"]);

        StringAssert.Contains(unknown, "| primarycontactid.birthdate | contact | birthday | no |  | yes | not known: run this as an administrator |");
        StringAssert.Contains(known, "| primarycontactid.birthdate | contact | birthday | no |  | yes | yes |");
        StringAssert.Contains(known, "| emailaddress1 | contact | e-mail address of the person asked | yes |  | yes | no |");
    }

    [TestMethod]
    public async Task An_inactive_rule_sends_nothing_and_stands_nowhere()
    {
        await using var environment = await TestEnvironment.StartAsync();
        var rule = Rule(environment, "Oude regel");
        environment.Admin.Update(new Entity(RuleTable.Table, rule) { ["statecode"] = new OptionSetValue(1), ["statuscode"] = new OptionSetValue(2) });

        var page = await environment.OutputAsync(["docs", "--language", "nl"]);

        Assert.DoesNotContain("Oude regel", page);
        StringAssert.Contains(page, "Er is geen actieve regel");
    }

    [TestMethod]
    public async Task As_html_it_is_dutch_where_asked_and_what_administrators_wrote_is_text_only()
    {
        var path = Path.Combine(Path.GetTempPath(), $"tevreden-docs-{Guid.NewGuid():N}.html");
        try
        {
            await using var environment = await TestEnvironment.StartAsync();
            Map(environment, Rule(environment, "<script>alert(1)</script>"), "ticketnumber", "a|b<i>");

            var run = await environment.RunAsync("docs", ["--output", path, "--language", "nl"]);

            Assert.AreEqual(0, run.ExitCode, run.ToString());
            Assert.AreEqual("1 2 1", $"{run["rules"]} {run["fields"]} {run["personalFields"]}");
            var page = await File.ReadAllTextAsync(path);
            StringAssert.StartsWith(page, "<!DOCTYPE html>");
            StringAssert.Contains(page, "<html lang=\"nl\">");
            StringAssert.Contains(page, "Kolom in het CRM");
            Assert.DoesNotContain("<script>", page);
            Assert.DoesNotContain("<i>", page);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [TestMethod]
    public async Task In_markdown_a_bar_in_a_name_breaks_no_table()
    {
        await using var environment = await TestEnvironment.StartAsync();
        Map(environment, Rule(environment, "Regel"), "ticketnumber", "a|b");

        var page = await environment.OutputAsync(["docs", "--format", "md"]);

        StringAssert.Contains(page, @"| a\|b |");
    }

    private static Guid Rule(TestEnvironment environment, string name) => environment.Admin.Create(new Entity(RuleTable.Table)
    {
        [RuleTable.Name] = name,
        [RuleTable.Order] = 10,
        [RuleTable.Survey] = new EntityReference(SurveyTable.Table, environment.Survey),
    });

    private static void Map(TestEnvironment environment, Guid rule, string source, string target, bool required = false) => environment.Admin.Create(new Entity(FieldMappingTable.Table)
    {
        [FieldMappingTable.Name] = target,
        [FieldMappingTable.Rule] = new EntityReference(RuleTable.Table, rule),
        [FieldMappingTable.Source] = source,
        [FieldMappingTable.Target] = target,
        [FieldMappingTable.Required] = required,
    });
}
