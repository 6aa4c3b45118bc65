using System.Text;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Demo.Service.Faults;
using Tevreden.EndToEnd.Tests.Rules;
using Tevreden.Sandbox.Engine;

namespace Tevreden.EndToEnd.Tests.Sending;

/// <summary>The bar "Secrets and personal data", and what the traces tell.</summary>
[TestClass]
public sealed class PrivacyTests
{
    private const string Name = "Zwartepoorte", Email = "geheim.adres@voorbeeld.nl", SecuredKey = "sleutel-in-de-beveiligde-kolom";

    // Where the platform and we keep a person's data because it is about that person.
    private static readonly string[] TheirOwn = ["contact", "incident"];

    [TestMethod]
    public async Task The_key_and_a_person_s_name_or_address_are_in_no_trace_alert_notification_job_or_explanation()
    {
        await using var product = await EverythingHappensAsync();

        foreach (var (where, text) in Texts(product))
        {
            Assert.DoesNotContain(Product.Key, text, $"the key is in {where}");
            Assert.DoesNotContain(SecuredKey, text, $"the key is in {where}");
            Assert.DoesNotContain(Name, text, $"a name is in {where}");
            Assert.DoesNotContain(Email, text, $"an address is in {where}");
        }

        Assert.HasCount(5, product.Invitations());
        Assert.IsNotEmpty(product.Rows(AlertTable.Table));
    }

    [TestMethod]
    public async Task Traces_tell_each_decision_in_one_line_with_reference_and_reason_and_stay_below_10_KB()
    {
        await using var product = await EverythingHappensAsync();
        var traces = product.Rows("plugintracelog").Select(row => row.GetAttributeValue<string>("messageblock") ?? string.Empty).ToList();

        Assert.IsTrue(traces.All(trace => Encoding.UTF8.GetByteCount(trace) < 10 * 1024));
        var lines = traces.SelectMany(trace => trace.Split('\n', StringSplitOptions.TrimEntries)).ToList();
        foreach (var invitation in product.Invitations())
        {
            var told = invitation.Reason() is { } reason ? $"{invitation.Status()} ({reason})" : invitation.Status().ToString();
            Assert.Contains($"Invitation {invitation.GetAttributeValue<string>(InvitationTable.Reference)}: now {told}.", lines);
        }
    }

    [TestMethod]
    public async Task A_response_that_repeats_the_key_or_the_address_is_kept_without_them()
    {
        await using var product = await EverythingHappensAsync();
        var refused = product.Invitations().Single(row => row.Reason() == InvitationReason.RejectedByService);
        Assert.AreEqual("Niet naar (address) met (key).", refused.GetAttributeValue<string>(InvitationTable.LastError));
    }

    private static async Task<Product> EverythingHappensAsync()
    {
        var product = await Product.StartAsync(new EngineOptions { ShuffleJobs = false });
        var organization = product.Rows("organization").Single();
        product.Engine.ServiceFor(new CallerContext(product.Engine.SystemUserId))
            .Update(new Entity("organization", organization.Id) { ["plugintracelogsetting"] = new OptionSetValue(2) });
        product.Change(product.Connection(), ConnectionTable.ApiKey, SecuredKey);

        await ResolveAsync(product, Email);
        product.Service.Faults.Add(new Fault { Kind = FaultKind.Status, Status = 400, Message = $"Niet naar {Email} met {Product.Key}.", Times = 1, Path = "/invitations" });
        await ResolveAsync(product, Email);
        product.Fails(FaultKind.LostAnswer);
        await ResolveAsync(product, Email);
        await ResolveAsync(product, Email + "@tweemaal");
        product.Service.Faults.Add(new Fault { Kind = FaultKind.Status, Status = 401, Message = $"Onbekend: {Product.Key} voor {Email}" });
        await ResolveAsync(product, Email);
        await product.TestConnectionAsync();
        await product.RunDueAsync();
        return product;
    }

    private static async Task ResolveAsync(Product product, string email)
    {
        var contact = product.Admin.Create(new Entity("contact") { ["firstname"] = "Jo", ["lastname"] = Name, ["emailaddress1"] = email });
        product.Resolve(product.Case(contact));
        await product.RunAsync();
    }

    /// <summary>Every text of every row, but where a person's data belongs, and the platform's own copy of an event.</summary>
    private static IEnumerable<(string Where, string Text)> Texts(Product product) =>
        from table in product.Engine.Catalog.Tables
        where !table.IsIntersect && !TheirOwn.Contains(table.LogicalName)
        from row in product.Rows(table.LogicalName)
        from column in row.Attributes
        where column.Value is string
        where (table.LogicalName, column.Key) is not ((InvitationTable.Table, InvitationTable.Email) or (ConnectionTable.Table, ConnectionTable.ApiKey) or ("asyncoperation", "data"))
        select ($"{table.LogicalName}.{column.Key}", (string)column.Value);
}
