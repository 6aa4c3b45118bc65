using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
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
        _told.Add($"{job.MessageName} of {job.PrimaryTable}{(leave ? " for the first time" : "")}");
        var standing = _cases.Count(incident => _product.StateOf(incident) == 1);
        var mails = _product.Service.Received.Count;
        var result = await _product.Engine.Jobs.RunAsync(job.Id, keep: leave);
        Assert.IsTrue(result.Succeeded, $"{result.Message} in: {this}");
        if (standing == 0)
            Assert.HasCount(mails, _product.Service.Received, $"a mail went out while no case was resolved: {this}");
    }

    /// <summary>Reconcile and a clock; then the whole bar.</summary>
    public async Task SettleAndCheckAsync()
    {
        foreach (var incident in _cases)
            _product.Plan(incident);
        await DeliverRestAsync();
        _product.RunDue();
        await DeliverRestAsync();

        var expected = _product.ResolutionsOf(_cases).Select(row => row.Id.ToString("D")).Order().ToList();
        var rows = _product.InvitationsOf(_cases);
        CollectionAssert.AreEqual(expected, rows.Select(row => row.GetAttributeValue<string>(InvitationTable.ResolutionId)).Order().ToList(), $"{this}");

        var references = rows.Select(row => row.GetAttributeValue<string>(InvitationTable.Reference)).ToHashSet();
        var mails = _product.Service.Received.Where(mail => references.Contains(mail.Reference)).ToLookup(mail => mail.Reference);
        Assert.IsTrue(mails.All(sent => sent.Count() == 1), $"{this}");
        foreach (var row in rows)
        {
            var status = StatusOf(row);
            Assert.IsTrue(status is InvitationStatus.Sent or InvitationStatus.Cancelled, $"{status} in the end: {this}");
            Assert.AreEqual(status == InvitationStatus.Sent, mails.Contains(row.GetAttributeValue<string>(InvitationTable.Reference)), $"{status}: {this}");
        }

        if (_product.StateOf(Current) == 1)
            Assert.IsTrue(rows.Any(row => StatusOf(row) == InvitationStatus.Sent && row.GetAttributeValue<DateTime?>(InvitationTable.ReopenedOn) is null), $"the resolution that stands got no mail: {this}");
        Assert.IsTrue(_cases.All(incident => _product.Plan(incident) == 0), $"reconcile is not done after once: {this}");
    }

    public override string ToString() => string.Join(", ", _told);

    private static InvitationStatus StatusOf(Entity row) => (InvitationStatus)row.GetAttributeValue<OptionSetValue>(InvitationTable.Status).Value;

    private async Task DeliverRestAsync()
    {
        while (Waiting is [var job, ..])
            await DeliverAsync(job);
    }
}
