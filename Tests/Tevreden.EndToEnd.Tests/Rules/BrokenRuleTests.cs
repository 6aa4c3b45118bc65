using System.ServiceModel;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Dataverse.Names;
using Tevreden.Sandbox.Engine;

namespace Tevreden.EndToEnd.Tests.Rules;

/// <summary>A rule that breaks after it was saved: nobody gets the survey of a later rule, and once it is mended nobody is forgotten.</summary>
[TestClass]
public sealed class BrokenRuleTests
{
    /// <summary>A fault that nobody told us of.</summary>
    private const int Unknown = unchecked((int)0x80048d19);

    private bool _columnIsGone;
    private int _code = FaultCodes.AttributeNotFound;

    [TestMethod]
    [DataRow(true, FaultCodes.AttributeNotFound)]
    [DataRow(false, FaultCodes.AttributeNotFound)]
    [DataRow(true, Unknown)]
    [DataRow(false, Unknown)]
    public async Task A_column_that_is_gone_fails_the_case_and_marks_the_rule_until_it_is_mended(bool filtered, int code)
    {
        _code = code;
        await using var product = await Product.StartAsync(new EngineOptions { BeforeRequest = RefuseColumn });
        var rule = product.Rule("Vroeg", (RuleTable.Filter, filtered ? "<filter><condition attribute='prioritycode' operator='not-null'/></filter>" : null));
        var mapping = product.Map(rule, "productserialnumber", "serial");
        _columnIsGone = true;

        var outcome = await product.OutcomeAsync(product.Case());

        Assert.AreEqual(InvitationStatus.Failed, outcome.Status(), "a later rule's survey would be the wrong one");
        Assert.AreEqual(InvitationReason.RuleBroken, outcome.Reason());
        Assert.AreEqual(rule, outcome.RuleOf());
        Assert.Contains("productserialnumber", outcome.Explanation());
        Assert.AreEqual((int)RuleValidity.Broken, Validity(product, rule));
        Assert.HasCount(1, OpenAlerts(product));

        product.Admin.Delete(FieldMappingTable.Table, mapping);
        await product.RunAsync();

        Assert.AreEqual((int)RuleValidity.Valid, Validity(product, rule));
        Assert.AreEqual(InvitationStatus.Sent, product.Invitations().Single().Status(), product.Invitations().Single().Explanation());
        Assert.IsEmpty(OpenAlerts(product));
        Assert.HasCount(1, product.Service.Received);
    }

    [TestMethod]
    public async Task A_survey_that_the_service_withdrew_breaks_its_rule_until_it_is_back()
    {
        await using var product = await Product.StartAsync();
        var survey = product.Rows(RuleTable.Table).Single().GetAttributeValue<EntityReference>(RuleTable.Survey);
        product.Admin.Update(new Entity(SurveyTable.Table, survey.Id) { [SurveyTable.Active] = false });

        Assert.AreEqual(InvitationReason.RuleBroken, (await product.OutcomeAsync(product.Case())).Reason());
        Assert.AreEqual((int)RuleValidity.Broken, Validity(product, product.FirstRule()));

        product.Admin.Update(new Entity(SurveyTable.Table, survey.Id) { [SurveyTable.Active] = true });
        await product.RunAsync();

        Assert.AreEqual((int)RuleValidity.Valid, Validity(product, product.FirstRule()));
        Assert.AreEqual(InvitationStatus.Sent, product.Invitations().Single().Status());
    }

    [TestMethod]
    public async Task Switching_a_broken_rule_off_leaves_its_cases_to_the_next()
    {
        await using var product = await Product.StartAsync(new EngineOptions { BeforeRequest = RefuseColumn });
        var rule = product.Rule("Vroeg");
        product.Map(rule, "productserialnumber", "serial");
        _columnIsGone = true;
        Assert.AreEqual(InvitationReason.RuleBroken, (await product.OutcomeAsync(product.Case())).Reason());

        product.Admin.Update(new Entity(RuleTable.Table, rule) { ["statecode"] = new OptionSetValue(1), ["statuscode"] = new OptionSetValue(2) });
        await product.RunAsync();

        var outcome = product.Invitations().Single();
        Assert.AreEqual(InvitationStatus.Sent, outcome.Status(), outcome.Explanation());
        Assert.AreEqual(product.FirstRule(), outcome.RuleOf());
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task Found_by_reconcile_a_case_of_a_rule_that_is_broken_and_not_marked_yet_fails_as_well_and_is_planned_again(bool filtered)
    {
        await using var product = await Product.StartAsync(new EngineOptions { BeforeRequest = RefuseColumn });
        var rule = product.Rule("Vroeg", (RuleTable.Filter, filtered ? "<filter><condition attribute='prioritycode' operator='not-null'/></filter>" : null));
        var mapping = product.Map(rule, "productserialnumber", "serial");
        await product.RunAsync();
        var incident = product.Case();
        product.Resolve(incident);
        foreach (var job in product.Engine.Jobs.Pending)
            product.Lose(job.Id);
        _columnIsGone = true;

        Assert.AreEqual(1, product.Plan(incident));
        await product.RunAsync();

        Assert.AreEqual(InvitationReason.RuleBroken, product.Invitation(incident).Reason(), product.Invitation(incident).Explanation());
        Assert.AreEqual(rule, product.Invitation(incident).RuleOf());
        Assert.AreEqual((int)RuleValidity.Broken, Validity(product, rule));
        Assert.HasCount(1, OpenAlerts(product));

        product.Admin.Delete(FieldMappingTable.Table, mapping);
        await product.RunAsync();
        Assert.AreEqual(InvitationStatus.Sent, product.Invitation(incident).Status(), product.Invitation(incident).Explanation());
        Assert.HasCount(1, product.Service.Received);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task Preview_and_rule_test_say_in_words_which_rule_is_broken_and_by_what(bool filtered)
    {
        await using var product = await Product.StartAsync(new EngineOptions { BeforeRequest = RefuseColumn });
        var rule = product.Rule("Vroeg", (RuleTable.Filter, filtered ? "<filter><condition attribute='prioritycode' operator='not-null'/></filter>" : null));
        product.Map(rule, "productserialnumber", "serial");
        var incident = product.Case();
        await product.OutcomeAsync(incident);
        _columnIsGone = true;

        foreach (var (language, word) in ((int, string)[])[(People.English, "is broken"), (People.Dutch, "is stuk")])
        {
            product.Speaks(product.Engine.AdministratorId, language);
            foreach (var request in (OrganizationRequest[])[
                new(CustomApis.PreviewInvitation) { [CustomApis.CaseId] = incident }, new(CustomApis.TestRule) { [CustomApis.RuleId] = rule }])
            {
                var said = Assert.ThrowsExactly<FaultException<OrganizationServiceFault>>(() => product.Admin.Execute(request)).Message;
                Assert.Contains($"'Vroeg' {word}", said, request.RequestName);
                Assert.Contains("productserialnumber", said, request.RequestName);
            }
        }
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task A_column_that_came_back_and_a_rule_that_was_deleted_are_noticed_when_a_runner_comes_by(bool deleted)
    {
        await using var product = await Product.StartAsync(new EngineOptions { BeforeRequest = RefuseColumn });
        var rule = product.Rule("Vroeg");
        product.Map(rule, "productserialnumber", "serial");
        _columnIsGone = true;
        Assert.AreEqual(InvitationReason.RuleBroken, (await product.OutcomeAsync(product.Case())).Reason());
        Assert.HasCount(1, OpenAlerts(product));

        if (deleted)
            product.Admin.Delete(RuleTable.Table, rule);
        else
            _columnIsGone = false;
        product.RunDue();
        await product.RunAsync();

        var outcome = product.Invitations().Single();
        Assert.AreEqual(InvitationStatus.Sent, outcome.Status(), outcome.Explanation());
        Assert.AreEqual(deleted ? product.FirstRule() : rule, outcome.RuleOf());
        Assert.IsEmpty(OpenAlerts(product));
    }

    // As the platform answers once a column was deleted.
    private void RefuseColumn(OrganizationRequest request, CallerContext caller)
    {
        if (_columnIsGone && request is RetrieveMultipleRequest { Query: FetchExpression { Query: var query } } && query.Contains("\"productserialnumber\"", StringComparison.Ordinal))
        {
            const string message = "'Incident' entity doesn't contain attribute with Name = 'productserialnumber'.";
            throw new FaultException<OrganizationServiceFault>(new OrganizationServiceFault { ErrorCode = _code, Message = message }, new FaultReason(message));
        }
    }

    private static int? Validity(Product product, Guid rule) =>
        product.Rows(RuleTable.Table).Single(row => row.Id == rule).GetAttributeValue<OptionSetValue>(RuleTable.Validity)?.Value;

    private static List<Entity> OpenAlerts(Product product) =>
        [.. product.Rows(AlertTable.Table).Where(row => row.GetAttributeValue<OptionSetValue>(AlertTable.Kind).Value == (int)AlertKind.RuleBroken && !row.Contains(AlertTable.ResolvedOn))];
}
