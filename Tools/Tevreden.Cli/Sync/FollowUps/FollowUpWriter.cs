using Microsoft.Extensions.Logging;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Tevreden.Cli.Dataverse;
using Tevreden.Cli.Errors;
using Tevreden.Dataverse.Names;

namespace Tevreden.Cli.Sync.FollowUps;

/// <summary>What came of following up.</summary>
/// <param name="Made">Tasks.</param>
/// <param name="Refused">Keys of the responses that still lack their task, or their link to it.</param>
internal sealed record FollowUpsWritten(int Made, IReadOnlyCollection<string> Refused)
{
    public static readonly FollowUpsWritten None = new(0, []);
}

/// <summary>
/// Makes one task for each fresh low mark. May be repeated without harm: the task's id is made of the response's key, and the response keeps when it was made.
/// </summary>
internal sealed class FollowUpWriter(DataverseClient client, BulkWriter bulk, Uri environment, SyncCounts counts, ILogger log)
{
    private const string Task = "task", ActivityId = "activityid";
    private const int HighPriority = 2;

    private readonly FollowUpReads _reads = new(client);
    private FollowUpText? _text;

    /// <param name="written">Responses that were just written.</param>
    /// <param name="now">UTC.</param>
    /// <param name="cancellation">Keeps the next request from being sent.</param>
    public async Task<FollowUpsWritten> WriteAsync(IEnumerable<MappedResponse> written, DateTime now, CancellationToken cancellation)
    {
        var wanted = written.Where(response => FollowUpWish.Wants(response, now)).ToList();
        if (wanted.Count == 0)
            return FollowUpsWritten.None;

        var places = await _reads.PlacesAsync(wanted.Select(response => response.Key), cancellation);
        var pending = wanted.Where(response => places.ContainsKey(response.Key)).Select(response => new FollowUp(response, places[response.Key])).ToList();
        if (pending.Count == 0)
            return FollowUpsWritten.None;

        _text ??= new FollowUpText(await _reads.LanguageAsync(cancellation) == FollowUpText.Dutch, environment);
        var made = await MakeAsync(pending, cancellation);
        var unmarked = await bulk.UpdateAsync([.. made.Select(one => Mark(one, now))], cancellation);
        counts.Reject(unmarked);
        var ids = unmarked.Select(row => row.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        log.LogInformation("FollowUps.Made tasks={Tasks} refused={Refused}", made.Count, pending.Count - made.Count);
        return new FollowUpsWritten(made.Count, [.. pending.Except(made).Concat(made.Where(one => ids.Contains(one.Place.Id.ToString("D")))).Select(one => one.Response.Key)]);
    }

    // Whom the rule names first; where that owner can't have the task (left, without the right), the next, and at last the job itself, so that it is seen by somebody.
    private async Task<List<FollowUp>> MakeAsync(IReadOnlyList<FollowUp> wanted, CancellationToken cancellation)
    {
        var made = new List<FollowUp>();
        var pending = wanted;
        for (var round = 0; pending.Count > 0; round++)
        {
            var owners = pending.Select(one => one.Owner(round)).ToList();
            var failed = (await client.ExecuteEachAsync([.. pending.Select((one, i) => Create(one, owners[i]))], cancellation)).ToDictionary(one => one.Place, one => one.Fault);
            var again = new List<FollowUp>();
            for (var i = 0; i < pending.Count; i++)
            {
                if (!failed.TryGetValue(i, out var fault) || DataverseFaults.Kind(fault) == FaultKind.Duplicate)
                    made.Add(pending[i]);
                else if (owners[i] is not null)
                    again.Add(pending[i]);
                else
                    Reject(pending[i], fault);
            }

            if (again.Count > 0)
                log.LogWarning("FollowUps.OwnerRefused tasks={Tasks}: trying another owner", again.Count);
            pending = again;
        }

        return made;
    }

    private void Reject(FollowUp one, OrganizationServiceFault fault)
    {
        var row = RejectedRow.Of(Task, one.Response.Key, fault);
        log.LogWarning("Row.Rejected table={Table} key={Key} code={Code}: {Message}", row.Table, row.Key, row.Code, row.Message);
        counts.Reject([row]);
    }

    private CreateRequest Create(FollowUp one, EntityReference? owner)
    {
        var task = new Entity(Task, one.TaskId)
        {
            [ActivityId] = one.TaskId,
            ["subject"] = _text!.Subject(one.Response),
            ["description"] = _text.Description(one.Response, one.Place.Id),
            ["scheduledend"] = one.DueOn,
            ["prioritycode"] = new OptionSetValue(HighPriority),
            ["regardingobjectid"] = one.Place.Customer,
        };
        if (owner is not null)
            task["ownerid"] = owner;
        return new CreateRequest { Target = task };
    }

    private static Entity Mark(FollowUp one, DateTime now) => new(ResponseTable.Table, one.Place.Id)
    {
        [ResponseTable.FollowUp] = new EntityReference(Task, one.TaskId),
        [ResponseTable.FollowUpOn] = now,
    };

    private sealed record FollowUp(MappedResponse Response, FollowUpPlace Place)
    {
        public Guid TaskId { get; } = FollowUpIds.Task(Response.Key);

        public DateTime DueOn => Wish.DueOn(Response.RespondedOn);

        private FollowUpWish Wish => Response.Invitation!.FollowUp;

        /// <summary>Whom to try in this round; null for the job itself, which is the last.</summary>
        public EntityReference? Owner(int round) => Owners().Distinct().ElementAtOrDefault(round);

        private IEnumerable<EntityReference> Owners()
        {
            var named = Wish.NamedOwner is { } id ? new EntityReference("systemuser", id) : null;
            EntityReference?[] order = Wish.Owner switch
            {
                FollowUpOwner.OwnerOfCase => [Place.OwnerOfCase, Place.OwnerOfAccount, named],
                FollowUpOwner.NamedPerson => [named, Place.OwnerOfAccount, Place.OwnerOfCase],
                _ => [Place.OwnerOfAccount, Place.OwnerOfCase, named],
            };
            return order.OfType<EntityReference>();
        }
    }
}
