using System.ServiceModel;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Dataverse.Names;
using Tevreden.Demo.Service.Faults;
using Tevreden.EndToEnd.Tests.Rules;
using Tevreden.Sandbox.Engine;

namespace Tevreden.EndToEnd.Tests.Sending;

/// <summary>"Test connection", pressed in an environment that holds nothing but the imported zip and four variables.</summary>
[TestClass]
public sealed class ConnectionTestTests
{
    private static Product _product = null!;
    private static EngineSnapshot _beginning = null!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext context)
    {
        _product = await Product.StartUnconnectedAsync();
        _beginning = _product.Engine.TakeSnapshot();
    }

    [ClassCleanup]
    public static async Task StopAsync() => await _product.DisposeAsync();

    [TestInitialize]
    public void GoBack()
    {
        _product.Engine.Restore(_beginning);
        _product.Service.Reset();
        _product.Engine.SetEnvironmentVariable(EnvironmentVariables.ApiKey, Product.Key);
    }

    [TestMethod]
    public async Task A_first_test_finds_all_well_but_a_rule_and_a_runner_and_confirms()
    {
        var checks = await _product.TestConnectionAsync();
        CollectionAssert.AreEquivalent((string[])["rules", "runner", "encryption"], checks.Where(check => !check.Ok).Select(check => check.Check).ToList());
        Assert.IsTrue(checks.Where(check => !check.Ok).All(check => check.Warning == true && !string.IsNullOrEmpty(check.Fix)));
        CollectionAssert.IsSubsetOf(
            (string[])["key", "address", "platform", "profile", "service", "surveys", "locations", "clock", "alternatekeys", "steps"],
            checks.Where(check => check.Ok).Select(check => check.Check).ToList());
        Assert.AreEqual("confirmed", checks[^1].Check);
        Assert.IsTrue(checks[^1].Ok);
        Assert.HasCount(3, _product.Rows(SurveyTable.Table));
        Assert.IsNotEmpty(_product.Rows(LocationTable.Table));
        Assert.IsNotNull(_product.Connection().GetAttributeValue<DateTime?>(ConnectionTable.ConnectedSince));
        Assert.IsLessThan(10000, _product.Connection().GetAttributeValue<string>(ConnectionTable.TestResult).Length);
    }

    [TestMethod]
    public async Task A_rule_with_as_many_joins_as_are_allowed_is_in_order_and_one_that_broke_is_named()
    {
        var columnIsGone = false;
        await using var product = await Product.StartAsync(new EngineOptions
        {
            BeforeRequest = (request, _) =>
            {
                if (columnIsGone && request is RetrieveMultipleRequest { Query: FetchExpression { Query: var query } } && query.Contains("\"productserialnumber\"", StringComparison.Ordinal))
                    throw new FaultException<OrganizationServiceFault>(new OrganizationServiceFault { ErrorCode = FaultCodes.AttributeNotFound, Message = "no productserialnumber" }, new FaultReason("no productserialnumber"));
            },
        });
        var rule = product.FirstRule();
        foreach (var (source, number) in ((string[])[
            "ownerid.businessunitid.parentbusinessunitid.name", "subjectid.parentsubject.title", "parentcaseid.title", "masterid.title", "existingcase.title",
            "createdby.fullname", "modifiedby.fullname", "owningteam.name", "owningbusinessunit.name"]).Select((source, number) => (source, number)))
            product.Map(rule, source, $"field{number}");
        product.ChangeRule(rule, RuleTable.Filter, "<filter><condition attribute='productserialnumber' operator='null'/></filter>");
        var joined = await product.TestConnectionAsync();
        Assert.IsFalse(joined.Any(check => check.Check == "columns"), string.Join("\n", joined.Select(check => check.Text)));
        Assert.IsTrue(joined.Single(check => check.Check == "rules").Ok);

        columnIsGone = true;
        Assert.Contains("productserialnumber", (await product.TestConnectionAsync()).Single(check => check.Check == "columns").Text);
    }

    [TestMethod]
    public async Task A_wrong_key_is_named_without_showing_it()
    {
        _product.Engine.SetEnvironmentVariable(EnvironmentVariables.ApiKey, "een-andere-sleutel");
        var wrong = await WrongAsync("key");
        Assert.Contains("401", wrong.Text);
        Assert.DoesNotContain("een-andere-sleutel", _product.Connection().GetAttributeValue<string>(ConnectionTable.TestResult));
    }

    [TestMethod]
    public async Task A_platform_with_another_name_an_empty_one_and_a_wrong_address_are_named()
    {
        _product.Engine.SetEnvironmentVariable(EnvironmentVariables.Platform, "anders");
        await WrongAsync("key");
        _product.Engine.SetEnvironmentVariable(EnvironmentVariables.Platform, "");
        await WrongAsync("platform");
        _product.Engine.SetEnvironmentVariable(EnvironmentVariables.ApiBaseUrl, "http://api.tevreden.nl");
        await WrongAsync("address");
    }

    [TestMethod]
    public async Task Nobody_at_the_address_and_a_page_instead_of_json_are_told_apart()
    {
        _product.Service.Faults.Add(new Fault { Kind = FaultKind.Html });
        Assert.Contains("tvr_ApiBaseUrl", (await WrongAsync("service")).Fix!);
        _product.Engine.SetEnvironmentVariable(EnvironmentVariables.ApiBaseUrl, "http://127.0.0.1:1/");
        Assert.Contains("127.0.0.1:1", (await WrongAsync("service")).Text);
    }

    [TestMethod]
    public async Task An_api_profile_with_an_unknown_name_says_which()
    {
        _product.Engine.SetEnvironmentVariable(EnvironmentVariables.ApiProfile, """{"invitations":{"mail":"adres"}}""");
        Assert.Contains("mail", (await WrongAsync("profile")).Text);
    }

    [TestMethod]
    public async Task A_disabled_step_is_named_and_not_confirmed()
    {
        var step = _product.Rows("sdkmessageprocessingstep").Single(row => row.GetAttributeValue<string>("name").Contains("SendInvitation: Create", StringComparison.Ordinal));
        _product.Admin.Update(new Entity(step.LogicalName, step.Id) { ["statecode"] = new OptionSetValue(1), ["statuscode"] = new OptionSetValue(2) });
        Assert.Contains("SendInvitation: Create", (await WrongAsync("steps")).Text);
    }

    [TestMethod]
    public async Task A_confirmed_connection_stays_confirmed_when_a_later_test_fails()
    {
        await _product.TestConnectionAsync();
        var since = _product.Connection().GetAttributeValue<DateTime>(ConnectionTable.ConnectedSince);
        _product.Fails(503, path: null);
        await WrongAsync("service", andUnconfirmed: false);
        Assert.AreEqual(since, _product.Connection().GetAttributeValue<DateTime>(ConnectionTable.ConnectedSince));
        Assert.IsNotNull(_product.Connection().GetAttributeValue<DateTime?>(ConnectionTable.ConfirmedOn));
    }

    [TestMethod]
    public async Task Keys_whose_indexes_are_not_built_yet_are_named_and_the_next_test_after_that_is_green()
    {
        await using var product = await UnindexedAsync();
        var first = await product.TestConnectionAsync();
        Assert.Contains("tvr_invitation.tvr_key", first.Single(check => check.Check == "alternatekeys").Text);
        Assert.IsFalse(first[^1].Ok);

        product.Engine.BuildKeyIndexes();
        Assert.IsTrue((await product.TestConnectionAsync())[^1].Ok);
    }

    [TestMethod]
    [DataRow(false, false, "API-sleutel", DisplayName = "neither may read the secret: the secured column")]
    [DataRow(false, true, "servicegebruiker", DisplayName = "SYSTEM may not, the service user may")]
    [DataRow(true, false, "SYSTEM", DisplayName = "SYSTEM may")]
    public async Task The_key_comes_by_the_first_of_three_ways_that_works_and_the_others_say_why_not(bool system, bool serviceUser, string way)
    {
        Guid? mayRead = null;
        await using var product = await Product.StartUnconnectedAsync(new EngineOptions { BeforeRequest = (request, caller) => Refuse(request, system || caller.UserId == mayRead) });
        product.Admin.Execute(new OrganizationRequest(CustomApis.TestConnection));
        var user = product.MakePerson(1033);
        mayRead = serviceUser ? user : null;
        product.Change(product.Connection(), ConnectionTable.ServiceUser, new EntityReference("systemuser", user));
        product.Change(product.Connection(), ConnectionTable.ApiKey, Product.Key);

        var dutch = product.Person(1043);
        dutch.Execute(new OrganizationRequest(CustomApis.TestConnection));
        await product.RunAsync();
        var keys = product.Checks().Where(check => check.Check == "key").ToList();
        Assert.Contains(way, keys.Single(check => check.Ok).Text);
        Assert.IsTrue(keys.Where(check => !check.Ok).All(check => check.Text.StartsWith("Niet gebruikt", StringComparison.Ordinal) && check.Text.Contains("geweigerd", StringComparison.Ordinal)));
        Assert.IsTrue(product.Checks()[^1].Ok);

        product.MakeRule(quietPeriodDays: 0);
        Assert.AreEqual(InvitationStatus.Sent, (await product.ResolveOneAsync()).Status(), "the sender goes the same way");
    }

    private static void Refuse(OrganizationRequest request, bool mayRead)
    {
        if (request.RequestName == "RetrieveEnvironmentVariableSecretValue" && !mayRead)
            throw new FaultException<OrganizationServiceFault>(new OrganizationServiceFault { ErrorCode = -2147220960, Message = "geweigerd" }, new FaultReason("geweigerd"));
    }

    private static Task<Product> UnindexedAsync() => Product.StartUnconnectedAsync(new EngineOptions { KeyIndexing = KeyIndexing.OnRequest });

    private static async Task<FoundCheck> WrongAsync(string check, bool andUnconfirmed = true)
    {
        var checks = await _product.TestConnectionAsync();
        var wrong = checks.Single(found => found.Check == check && !found.Ok && found.Warning != true);
        Assert.IsFalse(string.IsNullOrEmpty(wrong.Fix));
        Assert.IsFalse(checks[^1].Ok);
        if (andUnconfirmed)
            Assert.IsNull(_product.Admin.Retrieve(ConnectionTable.Table, _product.Connection().Id, new ColumnSet(ConnectionTable.ConfirmedOn)).GetAttributeValue<DateTime?>(ConnectionTable.ConfirmedOn));
        return wrong;
    }
}
