using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.EndToEnd.Tests.Rules;
using Tevreden.Sandbox.Jobs;

namespace Tevreden.EndToEnd.Tests.Paths;

internal enum Act
{
    Resolve,
    Reopen,
    Cancel,

    /// <summary>The case goes into another one; what is done after that is done to that one.</summary>
    Merge,
}

/// <summary>What happens to one case, and to the one that it may be merged into: actions of agents, deliveries of jobs, and what must be true in the end.</summary>
internal sealed class CaseStory
{
    private readonly Product _product;
    private readonly Guid[] _cases;
    private readonly List<string> _told = [];
    private bool _merged;

    public CaseStory(Product product)
    {
        _product = product;
        _cases = [product.Case(product.Contact()), product.Case(product.Contact())];
    }

    /// <summary>Jobs that wait, oldest first.</summary>
    public IReadOnlyList<AsyncJob> Waiting => [.. _product.Engine.Jobs.Pending.OrderBy(job => job.Id)];

    private Guid Current => _cases[_merged ? 1 : 0];

    public bool Allows(Act action) => (action, _product.StateOf(Current)) switch
    {
        (Act.Resolve, 0) or (Act.Reopen, 1 or 2) or (Act.Cancel, 0 or 1) => true,
        (Act.Merge, 0) => !_merged,
        _ => false,
    };

    /// <returns>The jobs that the action made.</returns>
    public IReadOnlyList<Guid> Do(Act action)
    {
        _told.Add($"{action}");
        var before = _product.Engine.Jobs.Pending.Select(job => job.Id).ToHashSet();
        switch (action)
        {
            case Act.Resolve:
                _product.Resolve(Current);
                break;
            case Act.Reopen:
                _product.Reopen(Current);
                break;
            case Act.Cancel:
                _product.Cancel(Current);
                break;
            default:
                _product.Merge("incident", _cases[0], _cases[1]);
                _merged = true;
                break;
        }

        return [.. Waiting.Select(job => job.Id).Where(id => !before.Contains(id))];
    }

    /// <param name="leave">Whether the job is to be delivered again later.</param>
    public async Task DeliverAsync(AsyncJob job, bool leave = false)
    {
        var standing = _cases.Count(incident => _product.StateOf(incident) == 1);
        var mails = _product.Service.Received.Count;
        await RunAsync(job, leave);
        if (standing == 0)
            Assert.HasCount(mails, _product.Service.Received, $"a mail went out while no case was resolved: {this}");
    }

    /// <summary>Delivers a job whose worker dies on the way.</summary>
    /// <returns>False: it was faster than that.</returns>
    public async Task<bool> KillAsync(AsyncJob job)
    {
        _told.Add($"{job.MessageName} of {job.PrimaryTable}, whose worker dies");
        return !(await _product.Engine.Jobs.RunAsync(job.Id)).Succeeded;
    }

    /// <summary>Delivers a job while other things happen: makes no request of its own, and expects nothing of the mails.</summary>
    public async Task RunAsync(AsyncJob job, bool leave = false)
    {
        _told.Add($"{job.MessageName} of {job.PrimaryTable}{(leave ? ", to be delivered again" : "")}");
        var result = await _product.Engine.Jobs.RunAsync(job.Id, keep: leave);
        Assert.IsTrue(result.Succeeded, $"{result.Message} in: {this}");
    }

    /// <summary>Reconcile and a clock; then the whole bar.</summary>
    /// <param name="how">For the message of a failure.</param>
    /// <param name="unsure">What an invitation may end in besides Sent and Cancelled, where the service or a worker failed: nobody knows whether its mail went out.</param>
    public async Task SettleAndCheckAsync(string? how = null, params InvitationStatus[] unsure)
    {
        if (how is not null)
            _told.Add(how);
        foreach (var incident in _cases)
            _product.Plan(incident);
        await DeliverRestAsync();
        _product.RunDue();
        await DeliverRestAsync();

        var expected = _product.ResolutionsOf(_cases).Select(row => row.Id.ToString("D")).Order().ToList();
        var rows = _product.InvitationsOf(_cases);
        CollectionAssert.AreEqual(expected, rows.Select(row => row.GetAttributeValue<string>(InvitationTable.ResolutionId)).Order().ToList(), $"{this}");
        foreach (var row in rows)
            CheckMails(row, unsure);
        if (_product.StateOf(Current) == 1)
            Assert.IsTrue(rows.Any(row => row.Status() != InvitationStatus.Cancelled && row.GetAttributeValue<DateTime?>(InvitationTable.ReopenedOn) is null), $"the resolution that stands got no mail: {this}");
        Assert.IsTrue(_cases.All(incident => _product.Plan(incident) == 0), $"reconcile is not done after once: {this}");
    }

    public override string ToString() => string.Join(", ", _told);

    private void CheckMails(Entity row, InvitationStatus[] unsure)
    {
        var mails = _product.Service.Received.Count(mail => mail.Reference == row.GetAttributeValue<string>(InvitationTable.Reference));
        if (unsure.Contains(row.Status()))
            Assert.IsLessThanOrEqualTo(1, mails, $"{row.Status()}: {this}");
        else
            Assert.AreEqual(row.Status() switch { InvitationStatus.Sent => 1, InvitationStatus.Cancelled => 0, _ => -1 }, mails, $"{row.Status()} in the end: {this}");
    }

    private async Task DeliverRestAsync()
    {
        while (Waiting is [var job, ..])
            await DeliverAsync(job);
    }
}
