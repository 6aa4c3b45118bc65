using System.Globalization;
using System.Xml.Linq;
using Microsoft.Xrm.Sdk;
using Tevreden.Cli.Dataverse;
using Tevreden.Cli.Sync.FollowUps;
using Tevreden.Cli.Sync.Scores;
using Tevreden.Dataverse.Names;

namespace Tevreden.Cli.Erasure;

/// <summary>Finds everything that the solution holds about one person, by contact or by e-mail address.</summary>
internal sealed class PersonSearch(DataverseClient client)
{
    private const string ContactId = "contactid", ActivityId = "activityid";
    private const int MostPerQuery = 200;

    private static readonly string[] AddressColumns = ["emailaddress1", "emailaddress2", "emailaddress3"];

    /// <param name="contact">The contact; null to go by the address alone.</param>
    /// <param name="email">The address; null to go by the contact alone.</param>
    /// <param name="columns">Every column of each row, not only those that erasing needs.</param>
    /// <param name="stop">Keeps the next request from being sent.</param>
    public async Task<PersonFound> FindAsync(Guid? contact, string? email, bool columns, CancellationToken stop)
    {
        var contacts = await ReadAsync(Contacts(contact, email), stop);
        var ids = contacts.Select(row => row.Id).Concat(contact is { } given ? [given] : []).Distinct().ToList();
        var invitations = await ReadAsync(Invitations(ids, email, columns), stop);
        var responses = await ResponsesAsync(ids, invitations, columns, stop);
        var emails = contacts.SelectMany(row => AddressColumns.Select(row.Text)).Concat(invitations.Select(row => row.Text(InvitationTable.Email)))
            .Append(email).OfType<string>().Select(address => address.Trim().ToLowerInvariant()).Distinct().ToList();
        return new PersonFound
        {
            Contacts = contacts,
            Emails = emails,
            Invitations = invitations,
            Responses = responses,
            Answers = await ManyAsync(AnswerTable.Table, AnswerTable.Response, responses.Select(row => row.Id), Answers(columns), stop),
            FollowUps = await ManyAsync("task", ActivityId, responses.Select(row => row.Text(ResponseTable.ExternalId)).OfType<string>().Select(FollowUpIds.Task), Tasks(columns), stop),
            ContactStates = await KeyedAsync(ContactStateTable.Table, ContactStateTable.Key, ids, columns ? null : [ContactStateTable.Id], stop),
            Scores = await KeyedAsync(ScoreTable.Table, ScoreTable.Key, ids, columns ? null : [ScoreTable.Id], stop),
            Earlier = await EarlierAsync(ids, email, stop),
        };
    }

    private static string[]? Answers(bool columns) => columns ? null : [AnswerTable.Id];

    private static string[] Tasks(bool columns) => columns ? [ActivityId, "subject", "description", "createdon", "scheduledend", "statecode"] : [ActivityId];

    private static XElement Contacts(Guid? contact, string? email) => Fetch.Query(Fetch.Entity(
        "contact",
        Fetch.Columns([ContactId, "fullname", .. AddressColumns, CustomerColumns.DoNotSurvey, CustomerColumns.Score]),
        contact is { } id
            ? Fetch.And(Fetch.Is(ContactId, Text(id)))
            : Fetch.Or(AddressColumns.Select(column => Fetch.Is(column, email!))),
        Fetch.Order(ContactId)));

    private static XElement Invitations(List<Guid> contacts, string? email, bool columns) => Fetch.Query(Fetch.Entity(
        InvitationTable.Table,
        columns
            ? Fetch.All()
            : Fetch.Columns(InvitationTable.Id, InvitationTable.Key, InvitationTable.Reference, InvitationTable.Email, InvitationTable.Status, "versionnumber"),
        Fetch.Or(
            contacts.Count == 0 ? null : Fetch.IsOneOf(InvitationTable.Contact, Fetch.Ids(contacts)),
            email is null ? null : Fetch.Is(InvitationTable.Email, email)),
        Fetch.Order(InvitationTable.Id)));

    private async Task<List<Entity>> ResponsesAsync(List<Guid> contacts, List<Entity> invitations, bool columns, CancellationToken stop)
    {
        string[]? wanted = columns ? null : [ResponseTable.Id, ResponseTable.ExternalId, ResponseTable.Account];
        var found = await ManyAsync(ResponseTable.Table, ResponseTable.Contact, contacts, wanted, stop);
        found.AddRange(await ManyAsync(ResponseTable.Table, ResponseTable.Invitation, invitations.Select(row => row.Id), wanted, stop));
        foreach (var references in invitations.Select(row => row.Text(InvitationTable.Reference)).OfType<string>().Chunk(MostPerQuery))
            found.AddRange(await ReadAsync(Query(ResponseTable.Table, wanted, Fetch.And(Fetch.IsOneOf(ResponseTable.Reference, references))), stop));
        return [.. found.DistinctBy(row => row.Id)];
    }

    private async Task<List<Entity>> KeyedAsync(string table, string key, List<Guid> contacts, string[]? columns, CancellationToken stop)
    {
        var found = new List<Entity>();
        foreach (var keys in contacts.Select(ScoreSubject.Contact.Key).Chunk(MostPerQuery))
            found.AddRange(await ReadAsync(Query(table, columns, Fetch.And(Fetch.IsOneOf(key, keys))), stop));
        return found;
    }

    private async Task<List<Entity>> ManyAsync(string table, string column, IEnumerable<Guid> ids, string[]? columns, CancellationToken stop)
    {
        var found = new List<Entity>();
        foreach (var some in ids.Chunk(MostPerQuery))
            found.AddRange(await ReadAsync(Query(table, columns, Fetch.And(Fetch.IsOneOf(column, Fetch.Ids(some)))), stop));
        return found;
    }

    private async Task<IReadOnlyList<Entity>> EarlierAsync(List<Guid> contacts, string? email, CancellationToken stop)
    {
        var keys = contacts.Select(ErasureHash.Person).Concat(email is null ? [] : [ErasureHash.Person(email)]).ToList();
        return keys.Count == 0 ? [] : await ReadAsync(Query(ErasureTable.Table, [ErasureTable.Id, ErasureTable.ErasedOn], Fetch.And(Fetch.IsOneOf(ErasureTable.Key, keys))), stop);
    }

    private static XElement Query(string table, string[]? columns, XElement filter) =>
        Fetch.Query(Fetch.Entity(table, columns is null ? Fetch.All() : Fetch.Columns(columns), filter));

    private static string Text(Guid id) => id.ToString("D", CultureInfo.InvariantCulture);

    private Task<List<Entity>> ReadAsync(XElement fetch, CancellationToken stop) => client.ReadAllAsync(fetch, stop);
}
