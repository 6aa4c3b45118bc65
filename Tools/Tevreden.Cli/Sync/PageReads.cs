using Microsoft.Xrm.Sdk;
using Tevreden.Cli.Dataverse;
using Tevreden.Cli.Sync.FollowUps;
using Tevreden.Dataverse.Names;

namespace Tevreden.Cli.Sync;

/// <summary>What a batch of responses meets in Dataverse: one query for many, never a read per row.</summary>
internal sealed class PageReads(DataverseClient client)
{
    private const int MostPerQuery = 500;
    private const string RuleAlias = "rule";

    /// <summary>The responses that are there already, by key.</summary>
    public async Task<IReadOnlyDictionary<string, ExistingResponse>> ExistingAsync(IReadOnlyCollection<string> keys, CancellationToken cancellation)
    {
        var rows = await ReadAsync(
            keys,
            some => Fetch.Query(Fetch.Entity(
                ResponseTable.Table,
                Fetch.Columns(ResponseTable.Id, ResponseTable.ExternalId, ResponseTable.ChangedOn, ResponseTable.ContentHash, ResponseTable.Account, ResponseTable.Contact),
                Fetch.And(Fetch.IsOneOf(ResponseTable.ExternalId, some)))),
            cancellation);
        return rows.Select(ReadExisting).ToDictionary(row => row.Key, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The invitations with these references, by reference. What can't be a reference of ours is not asked for.</summary>
    public async Task<IReadOnlyDictionary<string, InvitationInfo>> InvitationsAsync(IEnumerable<string?> references, CancellationToken cancellation)
    {
        var wanted = references.OfType<string>().Where(IsReference).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var rows = await ReadAsync(
            wanted,
            some => Fetch.Query(Fetch.Entity(
                InvitationTable.Table,
                Fetch.Columns(
                    InvitationTable.Id, InvitationTable.Reference, InvitationTable.Case, InvitationTable.Contact, InvitationTable.Account,
                    InvitationTable.Survey, InvitationTable.Location, InvitationTable.SentToTestRecipient, InvitationTable.Status),
                Fetch.And(Fetch.IsOneOf(InvitationTable.Reference, some)),
                Fetch.Join(
                    RuleTable.Table,
                    RuleTable.Id,
                    InvitationTable.Rule,
                    RuleAlias,
                    Fetch.Columns(RuleTable.FollowUpThreshold, RuleTable.FollowUpOwner, RuleTable.FollowUpNamedOwner, RuleTable.FollowUpDueDays)))),
            cancellation);
        return rows.Select(ReadInvitation).ToDictionary(row => row.Reference, StringComparer.OrdinalIgnoreCase);
    }

    private async Task<IEnumerable<Entity>> ReadAsync(IEnumerable<string> values, Func<string[], System.Xml.Linq.XElement> query, CancellationToken cancellation)
    {
        var parts = await Task.WhenAll(values.Chunk(MostPerQuery).Select(some => client.ReadAllAsync(query(some), cancellation)));
        return parts.SelectMany(part => part);
    }

    private static bool IsReference(string text) => text.Length is > 0 and <= Texts.Id && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');

    private static ExistingResponse ReadExisting(Entity row) => new(
        row.Id,
        row.Text(ResponseTable.ExternalId) ?? "",
        row.Date(ResponseTable.ChangedOn),
        row.Text(ResponseTable.ContentHash),
        row.Id(ResponseTable.Account),
        row.Id(ResponseTable.Contact));

    private static InvitationInfo ReadInvitation(Entity row) => new(
        row.Id,
        row.Text(InvitationTable.Reference) ?? "",
        row.Id(InvitationTable.Case),
        row.Id(InvitationTable.Contact),
        row.Id(InvitationTable.Account),
        row.Id(InvitationTable.Survey),
        row.Id(InvitationTable.Location),
        row.Flag(InvitationTable.SentToTestRecipient),
        row.Choice<InvitationStatus>(InvitationTable.Status),
        ReadFollowUp(row));

    private static FollowUpWish ReadFollowUp(Entity row) => row.Whole($"{RuleAlias}.{RuleTable.FollowUpThreshold}") is not { } threshold
        ? FollowUpWish.None
        : new FollowUpWish(
            threshold,
            row.Whole($"{RuleAlias}.{RuleTable.FollowUpOwner}") is { } owner ? (FollowUpOwner)owner : FollowUpOwner.OwnerOfAccount,
            row.Id($"{RuleAlias}.{RuleTable.FollowUpNamedOwner}"),
            row.Whole($"{RuleAlias}.{RuleTable.FollowUpDueDays}") ?? FollowUpWish.UsualDueDays);
}
