using System.ServiceModel;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;

namespace Tevreden.EndToEnd.Tests.Rules;

/// <summary>What a rule or a field mapping may not be saved with: the refusal names it, and nothing is kept.</summary>
[TestClass]
public sealed class SavingTests
{
    [TestMethod]
    [DataRow("<filter><condition attribute='new_gone' operator='eq' value='1'/></filter>", "new_gone")]
    [DataRow("<filter><link-entity name='new_nothing' from='a' to='incidentid' link-type='any'><filter/></link-entity></filter>", "new_nothing")]
    [DataRow("<filter><link-entity name='task' from='regardingobjectid' to='incidentid' link-type='any'><filter><condition attribute='gone' operator='null'/></filter></link-entity></filter>", "gone")]
    [DataRow("<filter><condition attribute='ownerid' operator='eq-userid'/></filter>", "ownerid")]
    [DataRow("<filter><condition attribute='owningbusinessunit' operator='eq-businessid'/></filter>", "owningbusinessunit")]
    [DataRow("<filter><link-entity name='task' from='regardingobjectid' to='incidentid' link-type='not any'><filter><condition attribute='ownerid' operator='eq-userteams'/></filter></link-entity></filter>", "ownerid")]
    [DataRow("<filter><link-entity name='task' from='regardingobjectid' to='incidentid'><filter/></link-entity></filter>", "any")]
    [DataRow("<filter><link-entity name='task' from='regardingobjectid' to='incidentid' link-type='outer'/></filter>", "outer")]
    [DataRow("<filter><condition attribute='name' entityname='account' operator='eq' value='x'/></filter>", "account")]
    [DataRow("<entity name='incident'/>", "entity")]
    [DataRow("<filter><order attribute='title'/></filter>", "order")]
    [DataRow("<filter>", "XML")]
    public async Task A_filter_that_can_not_be_evaluated_is_refused(string filter, string named)
    {
        await using var product = await Product.StartAsync();

        Assert.Contains(named, Refusal(() => product.Rule("Refused", (RuleTable.Filter, filter))));
        Assert.Contains(named, Refusal(() => product.ChangeRule(product.FirstRule(), RuleTable.Filter, filter)));

        Assert.HasCount(1, product.Rows(RuleTable.Table));
        Assert.IsNull(product.Rows(RuleTable.Table).Single().GetAttributeValue<string>(RuleTable.Filter));
    }

    [TestMethod]
    [DataRow(RuleTable.CaseOrigins, "Telefoon", "Telefoon")]
    [DataRow(RuleTable.CaseSubjects, "Bestaat niet", "Bestaat niet")]
    [DataRow(RuleTable.CaseQueues, "Bestaat niet", "Bestaat niet")]
    [DataRow(RuleTable.EmailColumn, "new_gone", "new_gone")]
    [DataRow(RuleTable.EmailColumn, "customerid.emailaddress1", "customerid.emailaddress1")]
    [DataRow(RuleTable.LanguageSource, "customerid.new_gone", "new_gone")]
    [DataRow(RuleTable.LocationSource, "new_branch.name", "new_branch.name")]
    [DataRow(RuleTable.TimeZone, "Europe/Nergens", "Europe/Nergens")]
    [DataRow(RuleTable.SendFromHour, 24 - 1, null)]
    public async Task Each_column_of_a_rule_is_checked(string column, object value, string? named)
    {
        await using var product = await Product.StartAsync();
        if (named is null)
        {
            product.ChangeRule(product.FirstRule(), column, value);
            Assert.Contains("23", Refusal(() => product.ChangeRule(product.FirstRule(), RuleTable.SendToHour, 8)));
        }
        else
        {
            Assert.Contains(named, Refusal(() => product.ChangeRule(product.FirstRule(), column, value)));
        }
    }

    [TestMethod]
    [DataRow("new_gone", "x", "new_gone")]
    [DataRow("customerid.new_gone", "x", "new_gone")]
    [DataRow("new_branchid.new_code", "x", "new_branchid:new_branch")]
    [DataRow("Ticket Number", "x", "Ticket Number")]
    [DataRow("title", "casenumber", "casenumber")]
    [DataRow("title", " ", "target")]
    public async Task A_mapping_that_can_not_be_read_is_refused(string source, string target, string named)
    {
        await using var product = await Product.StartAsync();
        Assert.Contains(named, Refusal(() => product.Map(product.FirstRule(), source, target)));
        Assert.HasCount(1, product.Rows(FieldMappingTable.Table));
    }

    [TestMethod]
    public async Task A_lookup_of_the_customer_says_its_table()
    {
        await using var product = await Product.StartAsync();
        product.AddBranches();
        product.Map(product.FirstRule(), "new_branchid:new_branch.new_code", "branch", required: true);
        var branch = product.Admin.Create(new Entity("new_branch") { ["new_name"] = "Utrecht", ["new_code"] = "U-1" });

        var outcome = await product.OutcomeAsync(product.Case(("new_branchid", new EntityReference("new_branch", branch))));

        Assert.AreEqual(InvitationStatus.Sent, outcome.Status(), outcome.Explanation());
        Assert.AreEqual("U-1", (string)product.Service.Received.Single().Body["branch"]!);
    }

    [TestMethod]
    public async Task Who_may_not_read_a_table_can_not_make_a_rule_that_does()
    {
        await using var product = await Product.StartAsync();
        var person = product.RuleMaker("Incident", "Account");
        var rule = product.FirstRule();

        Assert.Contains("prvReadContact", Refusal(() => product.As(person).Create(RuleMaking.Mapping(rule, "primarycontactid.fullname", "name"))));
        product.As(person).Create(RuleMaking.Mapping(rule, "customerid.accountnumber", "debtor"));

        var filter = new Entity(RuleTable.Table, rule)
        {
            [RuleTable.Filter] = "<filter><link-entity name='contact' from='contactid' to='primarycontactid' link-type='any'><filter><condition attribute='jobtitle' operator='eq' value='CEO'/></filter></link-entity></filter>",
        };
        Assert.Contains("prvReadContact", Refusal(() => product.As(person).Update(filter)));
    }

    [TestMethod]
    public async Task Who_may_not_read_a_secured_column_can_not_make_a_rule_that_does()
    {
        await using var product = await Product.StartAsync();
        product.AddBranches();
        var person = product.RuleMaker("Incident");
        var mapping = RuleMaking.Mapping(product.FirstRule(), "new_secret", "secret");
        var filter = new Entity(RuleTable.Table, product.FirstRule()) { [RuleTable.Filter] = "<filter><condition attribute='new_secret' operator='not-null'/></filter>" };

        Assert.Contains("new_secret", Refusal(() => product.As(person).Create(mapping)));
        Assert.Contains("new_secret", Refusal(() => product.As(person).Update(filter)));
        filter[RuleTable.Filter] = "<filter><condition attribute='title' operator='eq' valueof='new_secret'/></filter>";
        Assert.Contains("new_secret", Refusal(() => product.As(person).Update(filter)), "a column that another is compared with is read as well");

        product.MayRead(person, "incident", "new_secret");
        product.As(person).Create(mapping);
        product.As(person).Update(filter);
        product.Map(product.FirstRule(), "new_secret:raw", "again");
    }

    [TestMethod]
    public async Task A_refusal_speaks_the_language_of_the_person_who_saves()
    {
        await using var product = await Product.StartAsync();
        Assert.Contains("This can't be saved", Refusal(() => product.Map(product.FirstRule(), "new_gone", "x")));

        product.Speaks(product.Engine.AdministratorId, People.Dutch);
        Assert.Contains("Dit kan niet worden opgeslagen", Refusal(() => product.Map(product.FirstRule(), "new_gone", "x")));
    }

    [TestMethod]
    public async Task More_than_twelve_joins_are_refused()
    {
        await using var product = await Product.StartAsync();
        var rule = product.FirstRule();
        product.ChangeRule(rule, RuleTable.Filter, "<filter>" + string.Concat(Enumerable.Repeat("<link-entity name='task' from='regardingobjectid' to='incidentid' link-type='not any'><filter><condition attribute='subject' operator='eq' value='x'/></filter></link-entity>", 10)) + "</filter>");
        product.Map(rule, "customerid.name", "one");
        product.Map(rule, "ownerid.fullname", "two");

        Assert.Contains("13", Refusal(() => product.Map(rule, "subjectid.title", "three")));
        Assert.Contains("13", Refusal(() => product.ChangeRule(rule, RuleTable.LocationSource, "subjectid.title")));
        Assert.AreEqual(InvitationStatus.Sent, (await product.OutcomeAsync(product.Case())).Status());
    }

    private static string Refusal(Action save) => Assert.ThrowsExactly<FaultException<OrganizationServiceFault>>(save).Message;
}
