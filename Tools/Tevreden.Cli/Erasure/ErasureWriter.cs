using System.Globalization;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Tevreden.Cli.Commands;
using Tevreden.Cli.Dataverse;
using Tevreden.Cli.Errors;
using Tevreden.Cli.Sync;
using Tevreden.Cli.Sync.Scores;
using Tevreden.Dataverse.Names;

namespace Tevreden.Cli.Erasure;

/// <summary>
/// Erases one person's rows, hashes first: whatever breaks it off, what was erased stays erased, and running it again ends the work. Invitations are emptied and
/// kept, or their case's resolution would count as one that nobody was invited for, and be planned anew.
/// </summary>
internal sealed class ErasureWriter(Job job, ErasureWishes wishes)
{
    private readonly DataverseClient _client = job.Client;
    private readonly BulkDelete _delete = new(job.Client);

    /// <summary>Writes what makes a later sync leave these rows out.</summary>
    public async Task BuryAsync(PersonFound person, CancellationToken stop)
    {
        var stones = person.Responses.Select(row => row.Text(ResponseTable.ExternalId)).OfType<string>()
            .Select(key => Stone(ErasureHash.Response(key), ErasureKind.Response))
            .Concat(person.Invitations.Select(row => row.Text(InvitationTable.Reference)).OfType<string>()
                .Select(reference => Stone(ErasureHash.Invitation(reference), ErasureKind.Invitation)))
            .DistinctBy(row => (string)row.KeyAttributes[ErasureTable.Key]).ToList();
        Refuse(await job.Bulk().UpsertAsync(stones, stop));
        await MakeScoresDueAsync(person, stop);
    }

    public async Task EraseAsync(PersonFound person, CancellationToken stop)
    {
        await DeleteAsync(person.FollowUps, stop);
        await DeleteAsync(person.Answers, stop);
        if (wishes.Anonymise)
            Refuse(await job.Bulk().UpdateAsync([.. person.Responses.Select(Anonymous)], stop));
        else
            await DeleteAsync(person.Responses, stop);
        foreach (var invitation in person.Invitations)
            await EmptyAsync(invitation, stop);
        await DeleteAsync(person.ContactStates, stop);
        Refuse(await job.Bulk().UpdateAsync([.. person.Contacts.Where(NeedsClearing).Select(Cleared)], stop));
        await DeleteAsync(person.Scores, stop);
    }

    /// <summary>The accounts that lost a response get the score of what is left.</summary>
    public async Task RescoreAsync(PersonFound person, CancellationToken stop)
    {
        var touched = new TouchedCustomers();
        foreach (var response in person.Responses)
            touched.Add(response.Id(ResponseTable.Account), null);
        await new ScoreRefresh(_client, job.Bulk(), (await job.OpeningAsync(stop)).Books, job.Counts, job.Context.Log).RunAsync(touched, job.Now, stop);
    }

    /// <summary>The person's own stone, with the receipt.</summary>
    public async Task SignAsync(PersonFound person, string receipt, CancellationToken stop)
    {
        var keys = person.Contacts.Select(row => ErasureHash.Person(row.Id)).Concat(person.Emails.Select(ErasureHash.Person)).Distinct();
        var stones = keys.Select(key => Stone(key, ErasureKind.Person)).ToList();
        foreach (var stone in stones)
            stone[ErasureTable.Receipt] = receipt;
        Refuse(await job.Bulk().UpsertAsync(stones, stop));
    }

    /// <exception cref="CliException">One of them is on its way to the service this moment.</exception>
    public static void RefuseSending(PersonFound person)
    {
        if (person.Invitations.Any(row => Status(row) == InvitationStatus.Sending))
            throw Busy("An invitation to this person is being sent this moment. Nothing was erased. Run it again in ten minutes.");
    }

    // Once the responses are gone nothing tells whose score they were in: where this is broken off then, the next sync computes them.
    private async Task MakeScoresDueAsync(PersonFound person, CancellationToken stop)
    {
        var keys = person.Responses.Select(row => row.Id(ResponseTable.Account)).OfType<Guid>().Distinct().Select(ScoreSubject.Account.Key).ToList();
        if (keys.Count == 0)
            return;
        var scores = await _client.ReadAllAsync(
            Fetch.Query(Fetch.Entity(ScoreTable.Table, Fetch.Columns(ScoreTable.Id), Fetch.And(Fetch.IsOneOf(ScoreTable.Key, keys)))), stop);
        Refuse(await job.Bulk().UpdateAsync([.. scores.Select(score => new Entity(ScoreTable.Table, score.Id) { [ScoreTable.WindowUntil] = job.Now })], stop));
    }

    private static CliException Busy(string message, Exception? cause = null) => new(ErrorCodes.ErasureBusy, message, ExitCodes.Locked, cause);

    private static InvitationStatus? Status(Entity row) => row.Choice<InvitationStatus>(InvitationTable.Status);

    private static void Refuse(IReadOnlyCollection<RejectedRow> rejected)
    {
        if (rejected.FirstOrDefault() is { } row)
        {
            throw new CliException(
                ErrorCodes.DataverseRefused,
                $"Dataverse refused {rejected.Count} rows of {row.Table}, the first with {row.Code} ({row.Message}). Not all is erased: correct this and run it again.",
                ExitCodes.DataverseUnreachable);
        }
    }

    private bool NeedsClearing(Entity contact) => contact.Id(CustomerColumns.Score) is not null || (!wishes.KeepOptOut && contact.Flag(CustomerColumns.DoNotSurvey));

    private Entity Cleared(Entity contact)
    {
        var row = new Entity("contact", contact.Id) { [CustomerColumns.Score] = null };
        if (!wishes.KeepOptOut)
            row[CustomerColumns.DoNotSurvey] = false;
        return row;
    }

    private Entity Stone(string key, ErasureKind kind) => new(ErasureTable.Table, ErasureTable.Key, key)
    {
        [ErasureTable.Name] = string.Create(CultureInfo.InvariantCulture, $"{job.Now:yyyy-MM-dd} {kind.ToString().ToLowerInvariant()}"),
        [ErasureTable.Kind] = new OptionSetValue((int)kind),
        [ErasureTable.ErasedOn] = job.Now,
    };

    // The mark, the class and the day stay for totals by survey and location; nothing leads to a person, an account or the service's row any more.
    private static Entity Anonymous(Entity response) => new(ResponseTable.Table, response.Id)
    {
        [ResponseTable.Name] = "Erased",
        [ResponseTable.ExternalId] = "erased-" + response.Id.ToString("N", CultureInfo.InvariantCulture),
        [ResponseTable.Reference] = null,
        [ResponseTable.Invitation] = null,
        [ResponseTable.Case] = null,
        [ResponseTable.Contact] = null,
        [ResponseTable.Account] = null,
        [ResponseTable.Remark] = null,
        [ResponseTable.ContentHash] = null,
        [ResponseTable.FollowUp] = null,
    };

    private async Task EmptyAsync(Entity invitation, CancellationToken stop)
    {
        var row = new Entity(InvitationTable.Table, invitation.Id)
        {
            RowVersion = invitation.RowVersion,
            [InvitationTable.Name] = "Erased",
            [InvitationTable.Explanation] = "Erased on request.",
        };
        foreach (var column in (string[])
            [
                InvitationTable.Reference, InvitationTable.Case, InvitationTable.Contact, InvitationTable.Account, InvitationTable.Email, InvitationTable.Language,
                InvitationTable.Payload, InvitationTable.ExternalId, InvitationTable.StatusLocation, InvitationTable.LastError, InvitationTable.Warning,
            ])
        {
            row[column] = null;
        }

        // Without an address there is nothing left to send, or to ask the service about.
        if (Status(invitation) is InvitationStatus.Planned or InvitationStatus.Accepted)
        {
            row[InvitationTable.Status] = new OptionSetValue((int)InvitationStatus.Cancelled);
            row[InvitationTable.Reason] = new OptionSetValue((int)InvitationReason.CancelledByPerson);
        }

        try
        {
            await _client.OnceAsync(new UpdateRequest { Target = row, ConcurrencyBehavior = ConcurrencyBehavior.IfRowVersionMatches }, stop);
        }
        catch (Exception exception) when (DataverseFaults.Kind(exception) == FaultKind.Stale)
        {
            throw Busy("An invitation to this person changed this moment. Not all is erased: run it again.", exception);
        }
    }

    private async Task DeleteAsync(IEnumerable<Entity> rows, CancellationToken stop)
    {
        if (await _delete.RunAsync(rows, stop) is > 0 and var left)
        {
            throw new CliException(
                ErrorCodes.DataverseRefused,
                $"Dataverse refused to delete {left} rows. Not all is erased: check that the application user has the role of the service, and run it again.",
                ExitCodes.DataverseUnreachable);
        }
    }
}
