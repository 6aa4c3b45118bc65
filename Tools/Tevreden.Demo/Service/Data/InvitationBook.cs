using System.Globalization;

namespace Tevreden.Demo.Service.Data;

/// <summary>Everything that was received, in the order of arrival. Safe for many requests at once.</summary>
internal sealed class InvitationBook
{
    private readonly Lock _gate = new();
    private readonly List<ReceivedInvitation> _all = [];

    /// <summary>As they are now.</summary>
    public IReadOnlyList<ReceivedInvitation> All
    {
        get
        {
            lock (_gate)
                return [.. _all];
        }
    }

    /// <summary>How often each reference was mailed: more than once is a customer who got two mails.</summary>
    public IReadOnlyDictionary<string, int> MailsByReference =>
        All.Where(received => received.IsMailed).GroupBy(received => received.Reference, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);

    /// <summary>References that came more than once, whether or not a second mail went out.</summary>
    public IReadOnlyList<string> Duplicates =>
        [.. All.GroupBy(received => received.Reference, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key)];

    /// <param name="draft">The item; number and id are given here.</param>
    /// <param name="deduplicates">Refuse a reference that was mailed before.</param>
    public ReceivedInvitation Add(ReceivedInvitation draft, bool deduplicates)
    {
        lock (_gate)
        {
            var number = _all.Count + 1;
            var first = deduplicates ? _all.Find(received => received.Reference == draft.Reference && received.IsMailed) : null;
            var added = first is null
                ? draft with { Number = number, Id = "U" + (5000 + number).ToString(CultureInfo.InvariantCulture) }
                : draft with { Number = number, Id = first.Id, State = InvitationState.Duplicate };
            _all.Add(added);
            return added;
        }
    }

    public ReceivedInvitation Get(int number)
    {
        lock (_gate)
            return _all[number - 1];
    }

    /// <summary>The last one of the reference that was mailed, else the last; null where the reference never came.</summary>
    public ReceivedInvitation? Find(string reference)
    {
        lock (_gate)
            return _all.FindLast(received => received.Reference == reference && received.IsMailed) ?? _all.FindLast(received => received.Reference == reference);
    }

    public ReceivedInvitation SetState(int number, InvitationState state)
    {
        lock (_gate)
            return _all[number - 1] = _all[number - 1] with { State = state };
    }

    /// <summary>Empties the invitations to an address; their numbers stay taken.</summary>
    /// <returns>The references that they had.</returns>
    public IReadOnlySet<string> Erase(string email)
    {
        lock (_gate)
        {
            var references = new HashSet<string>(StringComparer.Ordinal);
            for (var i = 0; i < _all.Count; i++)
            {
                if (!string.Equals(_all[i].Email, email, StringComparison.OrdinalIgnoreCase))
                    continue;
                references.Add(_all[i].Reference);
                _all[i] = _all[i] with { Email = "", Body = [] };
            }

            return references;
        }
    }

    public void Clear()
    {
        lock (_gate)
            _all.Clear();
    }
}
