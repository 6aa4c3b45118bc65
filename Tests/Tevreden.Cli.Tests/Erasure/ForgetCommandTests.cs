using Microsoft.Xrm.Sdk;
using Tevreden.Cli.Tests.Support;
using Tevreden.Dataverse.Names;
using Tevreden.Demo.Service.Data;

namespace Tevreden.Cli.Tests.Erasure;

[TestClass]
public sealed class ForgetCommandTests
{
    private const string WithErasure = """{"erasure":{"enabled":true}}""";

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task Nothing_of_the_person_is_left_and_everything_of_the_colleague_is(bool byEmail)
    {
        await using var environment = await TestEnvironment.StartAsync();
        var person = await Person.MakeAsync(environment);

        var run = await environment.RunAsync("forget", [.. Whom(person, byEmail), "--yes"]);

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.AreEqual("1 1 1 1 1 1", $"{run["invitations"]} {run["responses"]} {run["answers"]} {run["followUps"]} {run["contactStates"]} {run["scores"]}");
        var left = Person.AllText(environment);
        foreach (var trace in (string[])[Person.Email, Person.Name, "06-12345678", person.Contact.ToString("D"), person.Response.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)])
            Assert.DoesNotContain(trace, left);
        var response = environment.Rows(ResponseTable.Table).Single();
        Assert.AreEqual(person.Colleague, response.GetAttributeValue<EntityReference>(ResponseTable.Contact).Id);
        Assert.AreEqual(8m, environment.Score($"a-{person.Account:D}").GetAttributeValue<decimal>(ScoreTable.MeanScore));
        Assert.IsNull(environment.Row("contact", person.Contact).GetAttributeValue<EntityReference>(CustomerColumns.Score));
        Assert.IsFalse(environment.Row("contact", person.Contact).GetAttributeValue<bool>(CustomerColumns.DoNotSurvey));
    }

    [TestMethod]
    public async Task No_later_sync_brings_it_back_not_even_a_full_one()
    {
        await using var environment = await TestEnvironment.StartAsync();
        var person = await Person.MakeAsync(environment);
        await environment.RunAsync("forget", ["--email", Person.Email, "--yes"]);
        environment.Service.Responses.Change(person.Response.Id, content => content with { Remark = Person.Remark + " Nog eens." });
        environment.Service.Responses.Add(new ResponseContent { Reference = "r1", Score = 2, Remark = Person.Remark });

        var run = await environment.SyncAsync("--full");

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.AreEqual(2, run["erased"], run.ToString());
        Assert.HasCount(1, environment.Rows(ResponseTable.Table));
        Assert.DoesNotContain("06-12345678", Person.AllText(environment));
        Assert.AreEqual(8m, environment.Score($"a-{person.Account:D}").GetAttributeValue<decimal>(ScoreTable.MeanScore));
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow("no")]
    public async Task Without_a_yes_nothing_is_erased(string? answer)
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Answers = answer is null ? null : new StringReader(answer);
        var person = await Person.MakeAsync(environment);

        var run = await environment.RunAsync("forget", Whom(person, byEmail: true));

        Assert.AreEqual(2, run.ExitCode, run.ToString());
        Assert.AreEqual(1, run["responses"], run.ToString());
        Assert.HasCount(2, environment.Rows(ResponseTable.Table));
        Assert.IsEmpty(environment.Rows(ErasureTable.Table));
    }

    [TestMethod]
    public async Task A_typed_yes_is_enough_and_shows_whom_it_is_about()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Answers = new StringReader("yes\n");
        var person = await Person.MakeAsync(environment);

        var run = await environment.RunAsync("forget", Whom(person, byEmail: true));

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        StringAssert.Contains(run.Errors, person.Contact.ToString("D"));
        Assert.HasCount(1, environment.Rows(ResponseTable.Table));
    }

    [TestMethod]
    public async Task The_opt_out_stays_when_asked()
    {
        await using var environment = await TestEnvironment.StartAsync();
        var person = await Person.MakeAsync(environment);

        await environment.RunAsync("forget", ["--email", Person.Email, "--yes", "--keep-opt-out"]);

        Assert.IsTrue(environment.Row("contact", person.Contact).GetAttributeValue<bool>(CustomerColumns.DoNotSurvey));
    }

    [TestMethod]
    public async Task An_anonymised_response_keeps_its_mark_and_leads_to_nobody()
    {
        await using var environment = await TestEnvironment.StartAsync();
        var person = await Person.MakeAsync(environment);

        await environment.RunAsync("forget", ["--email", Person.Email, "--yes", "--anonymise"]);
        var run = await environment.SyncAsync("--full");

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        var row = environment.Rows(ResponseTable.Table).Single(response => response.GetAttributeValue<EntityReference>(ResponseTable.Contact)?.Id != person.Colleague);
        Assert.AreEqual(4m, row.GetAttributeValue<decimal>(ResponseTable.Score));
        Assert.AreEqual(environment.Survey, row.GetAttributeValue<EntityReference>(ResponseTable.Survey).Id);
        foreach (var column in (string[])[ResponseTable.Contact, ResponseTable.Account, ResponseTable.Invitation, ResponseTable.Reference, ResponseTable.Remark])
            Assert.IsFalse(row.Contains(column), column);
        Assert.DoesNotContain(person.Response.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), Person.AllText(environment));
    }

    [TestMethod]
    public async Task An_invitation_that_was_not_sent_yet_is_cancelled_and_its_resolution_stays_known()
    {
        await using var environment = await TestEnvironment.StartAsync();
        var contact = environment.Contact();
        var invitation = Person.Invite(environment, "r9", environment.Account(), contact, Person.Email, InvitationStatus.Planned);
        var caseId = environment.Row(InvitationTable.Table, invitation).GetAttributeValue<string>(InvitationTable.CaseIdText);

        var run = await environment.RunAsync("forget", ["--contact", contact.ToString("D"), "--yes"]);

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        var row = environment.Row(InvitationTable.Table, invitation);
        Assert.AreEqual((int)InvitationStatus.Cancelled, row.GetAttributeValue<OptionSetValue>(InvitationTable.Status).Value);
        Assert.AreEqual(caseId, row.GetAttributeValue<string>(InvitationTable.CaseIdText));
        Assert.AreEqual("r9", row.GetAttributeValue<string>(InvitationTable.Key));
        Assert.IsFalse(row.Contains(InvitationTable.Payload) || row.Contains(InvitationTable.Email) || row.Contains(InvitationTable.Contact));
    }

    [TestMethod]
    public async Task An_invitation_on_its_way_makes_it_wait()
    {
        await using var environment = await TestEnvironment.StartAsync();
        var contact = environment.Contact();
        Person.Invite(environment, "r9", environment.Account(), contact, Person.Email, InvitationStatus.Sending);

        var run = await environment.RunAsync("forget", ["--contact", contact.ToString("D"), "--yes"]);

        Assert.AreEqual(6, run.ExitCode, run.ToString());
        Assert.AreEqual("Erasure.Busy", run.ErrorCode);
        Assert.IsNull(environment.Rows(CheckpointTable.Table).Single().GetAttributeValue<string>(CheckpointTable.LeaseOwner));
    }

    [TestMethod]
    public async Task The_service_erases_too_where_the_profile_has_the_call()
    {
        await using var environment = await TestEnvironment.StartAsync(WithErasure);
        await Person.MakeAsync(environment);

        var run = await environment.RunAsync("forget", ["--email", Person.Email, "--yes"]);

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.AreEqual("asked to erase 1 address(es)", run.Result.Value<string>("service"));
        var call = environment.Service.Requests.Single(request => request.Method == "POST");
        Assert.DoesNotContain("voorbeeld", call.ToString());
    }

    [TestMethod]
    public async Task The_receipt_says_what_was_not_reached_and_holds_no_personal_data()
    {
        await using var environment = await TestEnvironment.StartAsync();
        var person = await Person.MakeAsync(environment);

        var run = await environment.RunAsync("forget", ["--email", Person.Email, "--yes", "--verbose"]);

        var receipt = run.Result.Value<string>("receipt")!;
        foreach (var place in (string[])["audit log", "recycle bin", "system jobs", "ask its service desk"])
            StringAssert.Contains(receipt, place);
        foreach (var trace in (string[])[Person.Email, Person.Name, person.Contact.ToString("D")])
            Assert.DoesNotContain(trace, run.ToString());
        var stone = environment.Rows(ErasureTable.Table).First(row => row.GetAttributeValue<OptionSetValue>(ErasureTable.Kind).Value == (int)ErasureKind.Person);
        Assert.AreEqual(receipt, stone.GetAttributeValue<string>(ErasureTable.Receipt));
    }

    [TestMethod]
    public async Task Asking_again_says_that_it_was_done()
    {
        await using var environment = await TestEnvironment.StartAsync();
        await Person.MakeAsync(environment);
        await environment.RunAsync("forget", ["--email", Person.Email, "--yes"]);

        var run = await environment.RunAsync("forget", ["--email", Person.Email.ToUpperInvariant(), "--yes"]);

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.IsTrue(run.Result.Value<bool>("erasedBefore"));
        Assert.AreEqual(0, run["invitations"]);
    }

    private static string[] Whom(Person person, bool byEmail) => byEmail ? ["--email", Person.Email] : ["--contact", person.Contact.ToString("D")];
}
