namespace Tevreden.Cli.Sync;

/// <summary>
/// The time up to which everything is safe, as the run moves on. At or before the stored watermark an equal hash means "all written", so it may stand only where
/// that is true: before a row at or before it is written anew it goes back, and when the run has passed there it comes forward again.
/// </summary>
internal sealed class Watermark
{
    /// <summary>Read again at each run, for rows that became visible late, or twice in the hour that the clock goes back.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromHours(2);

    /// <summary>Before any survey.</summary>
    public static readonly DateTime Beginning = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly DateTime? _found;
    private readonly DateTime _latest;
    private readonly bool _leavesGap;
    private DateTime? _passed;
    private DateTime? _whole;
    private bool _wentBack;
    private bool _disorder;

    /// <param name="found">As an earlier run left it; null on the first.</param>
    /// <param name="options">What the person asked for.</param>
    /// <param name="now">UTC.</param>
    /// <param name="inOrder">False where later pages may hold earlier rows, so that nothing is safe before the end.</param>
    /// <param name="waiting">Where something waits to be tried again; null for nothing.</param>
    public Watermark(DateTime? found, SyncOptions options, DateTime now, bool inOrder = true, DateTime? waiting = null)
    {
        _found = found;
        _disorder = !inOrder;
        From = options.Full ? Beginning : options.Since ?? Earlier(found is { } mark && mark - Overlap > Beginning ? mark - Overlap : Beginning, waiting);

        // A time stamp of the future must not hide what changes until then; reading begins an overlap before the watermark.
        _latest = now + Overlap;
        _leavesGap = found is { } known && From > known;
        Stored = found;
    }

    /// <summary>Where reading begins, UTC, inclusive.</summary>
    public DateTime From { get; }

    /// <summary>The last change time passed, or where reading began.</summary>
    public DateTime Passed => _passed ?? From;

    /// <summary>As the run found it: until here an equal hash can be trusted.</summary>
    public DateTime? Found => _found;

    /// <summary>As Dataverse has it now.</summary>
    public DateTime? Stored { get; private set; }

    /// <summary>What is to be stored before a page with such writes, or null when nothing must be.</summary>
    /// <param name="writes">Change times of the rows that the page writes.</param>
    public DateTime? BackFor(IEnumerable<DateTime> writes)
    {
        var earliest = writes.Where(time => time <= Stored).Cast<DateTime?>().Min();
        return earliest?.AddTicks(-1);
    }

    /// <summary>A page is written; its rows changed from <paramref name="first"/> to <paramref name="last"/>.</summary>
    public void Pass(DateTime first, DateTime last)
    {
        // Where pages are not in order a later one may hold earlier rows, so nothing is safe before the end.
        _disorder |= first < _passed;
        _passed = _passed > last ? _passed : last;
    }

    /// <summary>Everything that changed before was passed, also where pages are not in order.</summary>
    public void PassAllBefore(DateTime until) => _whole = until.AddTicks(-1);

    /// <summary>What may be stored now that the pages passed are safe, their scores included; null to leave it.</summary>
    /// <param name="atEnd">All pages were passed.</param>
    public DateTime? Safe(bool atEnd)
    {
        if (_leavesGap)
            return null;

        var passed = _passed is { } mark && (atEnd || !_disorder) ? mark : _whole;
        var floor = !_wentBack || atEnd ? _found : null;
        var safe = passed is null ? floor : floor > passed ? floor : passed;
        if (safe is null)
            return null;
        var capped = safe > _latest ? _latest : safe;
        return capped == Stored ? null : capped;
    }

    private static DateTime Earlier(DateTime one, DateTime? other) => other < one ? other.Value : one;

    /// <summary>Dataverse has it.</summary>
    public void Store(DateTime watermark)
    {
        _wentBack |= watermark < Stored;
        Stored = watermark;
    }
}
