using Tevreden.Cli.Dataverse;

namespace Tevreden.Cli.Sync;

/// <summary>What a run did so far. Only rejections are told by several workers at once; the rest by one.</summary>
internal sealed class SyncCounts
{
    private const int MostKept = 100;

    private readonly Lock _lock = new();
    private readonly List<RejectedRow> _rejectedRows = [];

    /// <summary>Responses read from the service, each once.</summary>
    public int Read { get; set; }

    /// <summary>Responses written.</summary>
    public int Written { get; set; }

    /// <summary>Answers written.</summary>
    public int AnswersWritten { get; set; }

    /// <summary>Responses that were there already, just so.</summary>
    public int Unchanged { get; set; }

    /// <summary>Responses that belong to no invitation of this environment; they are kept without a link.</summary>
    public int Unmatched { get; set; }

    /// <summary>Responses left out, because a person asked to be forgotten.</summary>
    public int Erased { get; set; }

    /// <summary>Responses that could not be read.</summary>
    public int Malformed { get; set; }

    /// <summary>Invitations that became Answered.</summary>
    public int Answered { get; set; }

    /// <summary>Tasks made for fresh low marks.</summary>
    public int FollowUps { get; set; }

    public int AccountsScored { get; set; }

    public int ContactsScored { get; set; }

    /// <summary>Rows of any table that Dataverse refused.</summary>
    public int Rejected { get; private set; }

    /// <summary>Responses that changed since then wait to be tried again; null for none.</summary>
    public DateTime? WaitingSince { get; set; }

    /// <summary>The first of the rejected rows.</summary>
    public IReadOnlyList<RejectedRow> RejectedRows => _rejectedRows;

    public int Scored => AccountsScored + ContactsScored;

    /// <summary>Counts what a batch holds, whatever becomes of it.</summary>
    public void Add(PagePlan plan)
    {
        Read += plan.All.Count;
        Unchanged += plan.All.Count - plan.Writes.Count;
        Unmatched += plan.All.Count(response => response.Invitation is null);
    }

    public void Reject(IReadOnlyCollection<RejectedRow> rows)
    {
        lock (_lock)
        {
            Rejected += rows.Count;
            _rejectedRows.AddRange(rows.Take(MostKept - _rejectedRows.Count));
        }
    }
}
