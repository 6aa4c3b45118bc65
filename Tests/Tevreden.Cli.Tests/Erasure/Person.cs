using Microsoft.Xrm.Sdk;
using Tevreden.Cli.Sync.FollowUps;
using Tevreden.Cli.Tests.Support;
using Tevreden.Dataverse.Names;
using Tevreden.Demo.Service.Data;

namespace Tevreden.Cli.Tests.Erasure;

/// <summary>A person who was invited, answered, and is followed up; and a colleague at the same account to whom nothing may happen.</summary>
internal sealed class Person
{
    public const string Email = "jan@voorbeeld.nl", Name = "Jansen", Remark = "Bel Jansen op 06-12345678.";

    private Person(Guid account, Guid contact, Guid colleague, StoredResponse response, Guid invitation)
    {
        Account = account;
        Contact = contact;
        Colleague = colleague;
        Response = response;
        Invitation = invitation;
    }

    public Guid Account { get; }

    public Guid Contact { get; }

    public Guid Colleague { get; }

    public StoredResponse Response { get; }

    public Guid Invitation { get; }

    public static async Task<Person> MakeAsync(TestEnvironment environment)
    {
        var account = environment.Account();
        var contact = environment.Contact(Name);
        environment.Admin.Update(new Entity("contact", contact) { ["emailaddress2"] = Email, [CustomerColumns.DoNotSurvey] = true });
        var colleague = environment.Contact("Pietersen");
        var invitation = Invite(environment, "r1", account, contact, Email);
        Invite(environment, "r2", account, colleague, "piet@voorbeeld.nl");
        environment.Admin.Create(new Entity(ContactStateTable.Table) { [ContactStateTable.Name] = Name, [ContactStateTable.Key] = $"c-{contact:D}" });
        var response = environment.Service.Responses.Add(new ResponseContent
        {
            Reference = "r1",
            Score = 4,
            Recommendation = 3,
            Remark = Remark,
            Answers = [new("301-3", "Wat kunnen wij beter doen?", "text", null, "Jansen vaker bellen.")],
        });
        environment.Service.Responses.Add(new ResponseContent { Reference = "r2", Score = 8, Recommendation = 9 });
        var run = await environment.SyncAsync();
        Assert.AreEqual(0, run.ExitCode, run.ToString());
        var key = response.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (!environment.Rows("task").Any(row => row.Id == FollowUpIds.Task(key)))
            environment.Admin.Create(new Entity("task", FollowUpIds.Task(key)) { ["subject"] = "Opvolgen", ["description"] = Remark });
        return new Person(account, contact, colleague, response, invitation);
    }

    public static Guid Invite(TestEnvironment environment, string reference, Guid account, Guid contact, string email, InvitationStatus status = InvitationStatus.Sent)
    {
        var invitation = environment.Invitation(reference, account, contact, status: status);
        environment.Admin.Update(new Entity(InvitationTable.Table, invitation)
        {
            [InvitationTable.Email] = email,
            [InvitationTable.Payload] = $$"""{"email":"{{email}}"}""",
            [InvitationTable.CaseIdText] = Guid.NewGuid().ToString("D"),
        });
        return invitation;
    }

    /// <summary>Everything in the tables of ours, as one text.</summary>
    public static string AllText(TestEnvironment environment) => string.Join(
        "\n",
        from table in (string[])
            [
                InvitationTable.Table, ResponseTable.Table, AnswerTable.Table, ScoreTable.Table, ContactStateTable.Table, ErasureTable.Table, SyncRunTable.Table, CheckpointTable.Table, "task",
            ]
        from row in environment.Rows(table)
        from column in row.Attributes
        select $"{table} {column.Key} {(column.Value is EntityReference reference ? $"{reference.Id} {reference.Name}" : column.Value)}");
}
