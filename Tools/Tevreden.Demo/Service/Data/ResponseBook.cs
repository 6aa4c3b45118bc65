namespace Tevreden.Demo.Service.Data;

/// <summary>All responses, oldest change first; a response that changes moves to the end. Safe for many requests at once.</summary>
internal sealed class ResponseBook(TimeProvider clock)
{
    private const long FirstId = 70001;

    private readonly Lock _gate = new();
    private readonly List<StoredResponse> _byChange = [];
    private readonly Dictionary<long, StoredResponse> _byId = [];
    private long _lastSequence;

    public IReadOnlyList<StoredResponse> All
    {
        get
        {
            lock (_gate)
                return [.. _byChange];
        }
    }

    /// <param name="content">The answers.</param>
    /// <param name="changedAt">When it counts as changed; null is now.</param>
    public StoredResponse Add(ResponseContent content, DateTimeOffset? changedAt = null)
    {
        lock (_gate)
        {
            var at = WholeSecond(changedAt ?? clock.GetUtcNow());
            return Insert(new StoredResponse(FirstId + _byId.Count, content with { RespondedAt = content.RespondedAt ?? at }, at, ++_lastSequence, Withdrawn: false));
        }
    }

    /// <exception cref="KeyNotFoundException">There is no such response.</exception>
    public StoredResponse Change(long id, Func<ResponseContent, ResponseContent> change, DateTimeOffset? changedAt = null) =>
        Replace(id, response => response with { Content = change(response.Content) }, changedAt);

    /// <summary>The customer took it back: the wire marks it, or shows it no more where the profile has no mark.</summary>
    /// <exception cref="KeyNotFoundException">There is no such response.</exception>
    public StoredResponse Withdraw(long id, DateTimeOffset? changedAt = null) => Replace(id, response => response with { Withdrawn = true }, changedAt);

    /// <summary>Rows changed at or after <paramref name="since"/>, behind row <paramref name="after"/> where one is given.</summary>
    /// <param name="since">Inclusive; null for all.</param>
    /// <param name="organisation">Only of this organisation; null for all.</param>
    /// <param name="showWithdrawn">Withdrawn ones too.</param>
    /// <param name="after">The sequence of the row that was shown last.</param>
    /// <param name="skip">Rows to pass over.</param>
    /// <param name="take">Rows at most.</param>
    public IReadOnlyList<StoredResponse> Read(DateTimeOffset? since, int? organisation, bool showWithdrawn, (DateTimeOffset ChangedAt, long Sequence)? after, int skip, int take)
    {
        lock (_gate)
        {
            var start = Math.Max(since is { } from ? Position(from, 0) : 0, after is { } row ? Position(row.ChangedAt, row.Sequence + 1) : 0);
            return
            [
                .. _byChange.Skip(start)
                    .Where(response => (showWithdrawn || !response.Withdrawn) && (organisation is null || response.Content.OrganisationId == organisation))
                    .Skip(skip)
                    .Take(take),
            ];
        }
    }

    /// <summary>Removes the responses to these invitations for good.</summary>
    public void Erase(IReadOnlySet<string> references)
    {
        lock (_gate)
            _byChange.RemoveAll(response => response.Content.Reference is { } reference && references.Contains(reference));
    }

    public void Clear()
    {
        lock (_gate)
        {
            _byChange.Clear();
            _byId.Clear();
        }
    }

    private static DateTimeOffset WholeSecond(DateTimeOffset instant) => new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);

    private StoredResponse Replace(long id, Func<StoredResponse, StoredResponse> change, DateTimeOffset? changedAt)
    {
        lock (_gate)
        {
            var before = _byId.TryGetValue(id, out var found) ? found : throw new KeyNotFoundException($"There is no response {id}.");
            _byChange.RemoveAt(Position(before.ChangedAt, before.Sequence));
            return Insert(change(before) with { ChangedAt = WholeSecond(changedAt ?? clock.GetUtcNow()), Sequence = ++_lastSequence });
        }
    }

    private StoredResponse Insert(StoredResponse response)
    {
        _byId[response.Id] = response;
        _byChange.Insert(Position(response.ChangedAt, response.Sequence), response);
        return response;
    }

    // Of the first row that is not before these two.
    private int Position(DateTimeOffset changedAt, long sequence)
    {
        var low = 0;
        var high = _byChange.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            var row = _byChange[middle];
            if (row.ChangedAt < changedAt || (row.ChangedAt == changedAt && row.Sequence < sequence))
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
