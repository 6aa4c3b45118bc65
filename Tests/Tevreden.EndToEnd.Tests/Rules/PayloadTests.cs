using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Tevreden.Dataverse.Names;

namespace Tevreden.EndToEnd.Tests.Rules;

/// <summary>What goes to the service: what the mappings name, and nothing else.</summary>
[TestClass]
public sealed class PayloadTests
{
    [TestMethod]
    public async Task Paths_go_over_lookups_polymorphic_ones_and_several_at_once()
    {
        await using var product = await Product.StartAsync();
        var rule = product.FirstRule();
        product.Map(rule, "customerid.accountnumber", "debtor", required: true);
        product.Map(rule, "customerid.primarycontactid.lastname", "decider", required: true);
        product.Map(rule, "customerid.telephone1", "phone", required: true);
        product.Map(rule, "ownerid.fullname", "agent");
        product.Map(rule, "subjectid.parentsubject.title", "area");
        product.Map(rule, "subjectid:subject.title", "subject");
        product.Map(rule, "caseorigincode", "origin");
        product.Map(rule, "caseorigincode:raw", "origincode");
        product.Map(rule, "followupby", "followup");
        product.Map(rule, "createdon", "created");
        var area = product.Admin.Create(new Entity("subject") { ["title"] = "Service" });
        var subject = product.Admin.Create(new Entity("subject") { ["title"] = "Garantie", ["parentsubject"] = new EntityReference("subject", area) });
        var decider = product.Admin.Create(new Entity("contact") { ["lastname"] = "De Baas" });
        var account = product.Admin.Create(new Entity("account")
        {
            ["name"] = "Bakkerij", ["accountnumber"] = "D-12", ["telephone1"] = "030-1", ["primarycontactid"] = new EntityReference("contact", decider),
        });
        var incident = product.Case(
            ("customerid", new EntityReference("account", account)),
            ("subjectid", new EntityReference("subject", subject)),
            ("caseorigincode", new OptionSetValue(3)),
            ("followupby", new DateTime(2026, 3, 10, 0, 0, 0, DateTimeKind.Utc)));

        var outcome = await product.OutcomeAsync(incident);

        Assert.AreEqual(InvitationStatus.Sent, outcome.Status(), outcome.Explanation());
        var sent = Fields(product);
        Assert.AreEqual("D-12", sent["debtor"]);
        Assert.AreEqual("De Baas", sent["decider"]);
        Assert.AreEqual("030-1", sent["phone"]);
        Assert.AreEqual("Service", sent["area"]);
        Assert.AreEqual("Garantie", sent["subject"]);
        Assert.AreEqual("Web", sent["origin"]);
        Assert.AreEqual("3", sent["origincode"]);
        Assert.AreEqual("2026-03-10", sent["followup"], "a date has no time zone to be moved by");
        Assert.MatchesRegex(@"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$", sent["created"], "as the profile writes moments");
        Assert.AreEqual("Sandbox Administrator", sent["agent"]);
    }

    [TestMethod]
    public async Task A_polymorphic_path_reads_whichever_customer_there_is()
    {
        await using var product = await Product.StartAsync();
        product.Map(product.FirstRule(), "customerid.telephone1", "phone", required: true);
        var contact = product.Admin.Create(new Entity("contact") { ["lastname"] = "Jansen", ["emailaddress1"] = "jan@voorbeeld.nl", ["telephone1"] = "06-1" });

        Assert.AreEqual(InvitationStatus.Sent, (await product.OutcomeAsync(product.Case(contact))).Status());
        Assert.AreEqual("06-1", Fields(product)["phone"]);
    }

    [TestMethod]
    public async Task Nothing_goes_out_that_no_mapping_names()
    {
        await using var product = await Product.StartAsync();
        var contact = product.Admin.Create(new Entity("contact") { ["firstname"] = "Geheim-voornaam", ["lastname"] = "Geheim-achternaam", ["emailaddress1"] = "jan@voorbeeld.nl", ["telephone1"] = "Geheim-nummer" });
        var incident = product.Case(contact, "Geheim-onderwerp");
        product.Admin.Update(new Entity("incident", incident) { ["description"] = "Geheim-verhaal" });

        await product.OutcomeAsync(incident);

        var sent = product.Service.Received.Single().Body.ToString();
        Assert.DoesNotContain("Geheim", sent);
        CollectionAssert.AreEquivalent(new[] { "reference", "questionnaireid", "email", "language", "casenumber" }, Fields(product).Keys.ToList(), sent);
    }

    [TestMethod]
    public async Task A_required_value_that_is_missing_is_named_and_nothing_is_sent()
    {
        await using var product = await Product.StartAsync();
        product.Map(product.FirstRule(), "customerid.accountnumber", "debtor", required: true);

        var outcome = await product.OutcomeAsync(product.Case());

        Assert.AreEqual(InvitationStatus.Skipped, outcome.Status());
        Assert.AreEqual(InvitationReason.MappingIncomplete, outcome.Reason());
        Assert.Contains("customerid.accountnumber", outcome.Explanation());
        Assert.IsEmpty(product.Service.Received);
    }

    [TestMethod]
    public async Task Location_and_language_come_from_where_the_rule_says()
    {
        await using var product = await Product.StartAsync();
        product.ChangeRule(product.FirstRule(), RuleTable.LocationSource, "customerid.address1_city");
        product.ChangeRule(product.FirstRule(), RuleTable.LanguageSource, "primarycontactid.address1_country");
        var location = product.Rows(LocationTable.Table)[0];
        product.Admin.Update(new Entity(LocationTable.Table, location.Id) { [LocationTable.CrmValues] = "Amsterdam\nUtrecht \r\n" });
        var contact = product.Admin.Create(new Entity("contact") { ["lastname"] = "Jansen", ["emailaddress1"] = "jan@voorbeeld.nl", ["address1_city"] = "utrecht", ["address1_country"] = "de-AT" });

        var outcome = await product.OutcomeAsync(product.Case(contact));

        Assert.AreEqual(location.Id, outcome.GetAttributeValue<EntityReference>(InvitationTable.Location).Id);
        Assert.AreEqual("de", outcome.GetAttributeValue<string>(InvitationTable.Language));
        Assert.IsNull(outcome.GetAttributeValue<string>(InvitationTable.Warning));
        Assert.AreEqual(location.GetAttributeValue<string>(LocationTable.ExternalId), Fields(product)["locationid"]);
        Assert.AreEqual("de", Fields(product)["language"]);
    }

    [TestMethod]
    public async Task Of_more_locations_than_the_platform_reads_at_once_every_one_counts()
    {
        await using var product = await Product.StartAsync();
        var made = new EntityCollection { EntityName = LocationTable.Table };
        made.Entities.AddRange(Enumerable.Range(0, 5_100).Select(number => new Entity(LocationTable.Table)
        {
            [LocationTable.Name] = $"Vestiging {number}", [LocationTable.ExternalId] = $"v-{number}", [LocationTable.CrmValues] = $"Plaats {number}",
        }));
        product.Admin.Execute(new CreateMultipleRequest { Targets = made });
        product.ChangeRule(product.FirstRule(), RuleTable.LocationSource, "customerid.address1_city");
        await product.RunAsync();

        foreach (var number in new[] { 0, 2_600, 5_099 })
        {
            var contact = product.Admin.Create(new Entity("contact") { ["lastname"] = "Jansen", ["emailaddress1"] = "jan@voorbeeld.nl", ["address1_city"] = $"plaats {number}" });
            await product.OutcomeAsync(product.Case(contact));
            Assert.AreEqual($"v-{number}", (string?)product.Service.Received[^1].Body["locationid"]);
        }
    }

    [TestMethod]
    public async Task A_value_that_means_no_location_is_sent_without_and_warned_of()
    {
        await using var product = await Product.StartAsync();
        product.ChangeRule(product.FirstRule(), RuleTable.LocationSource, "customerid.address1_city");
        var contact = product.Admin.Create(new Entity("contact") { ["lastname"] = "Jansen", ["emailaddress1"] = "jan@voorbeeld.nl", ["address1_city"] = "Nergenshuizen" });

        var outcome = await product.OutcomeAsync(product.Case(contact));

        Assert.AreEqual(InvitationStatus.Sent, outcome.Status(), outcome.Explanation());
        Assert.IsNull(outcome.GetAttributeValue<EntityReference>(InvitationTable.Location));
        Assert.Contains("Nergenshuizen", outcome.GetAttributeValue<string>(InvitationTable.Warning));
    }

    [TestMethod]
    public async Task A_preview_only_rule_keeps_all_that_would_have_been_sent_and_sends_nothing()
    {
        await using var product = await Product.StartAsync();
        product.ChangeRule(product.FirstRule(), RuleTable.PreviewOnly, true);

        var outcome = await product.OutcomeAsync(product.Case());

        Assert.AreEqual(InvitationReason.PreviewOnly, outcome.Reason());
        Assert.AreEqual(InvitationStatus.Skipped, outcome.Status());
        Assert.AreEqual("jan@voorbeeld.nl", outcome.GetAttributeValue<string>(InvitationTable.Email));
        Assert.Contains("casenumber", outcome.GetAttributeValue<string>(InvitationTable.Payload));
        Assert.IsEmpty(product.Service.Received);
    }

    private static Dictionary<string, string> Fields(Product product) =>
        product.Service.Received.Single().Body.Properties().ToDictionary(member => member.Name, member => (string)member.Value!);
}
