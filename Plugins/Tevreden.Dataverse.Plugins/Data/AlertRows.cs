using System;
using System.Globalization;
using System.Linq;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;

namespace Tevreden.Dataverse.Plugins.Data;

/// <summary>An alert as its row has it.</summary>
/// <param name="Id">The row.</param>
/// <param name="RowVersion">Its version when read.</param>
/// <param name="Kind">What is wrong.</param>
/// <param name="Count">How often it was noticed this time.</param>
/// <param name="LastSeenOn">When it was last noticed, UTC.</param>
/// <param name="IsOpen">The cause is still there, as far as is known.</param>
internal sealed record AlertRow(Guid Id, string RowVersion, AlertKind Kind, int Count, DateTime? LastSeenOn, bool IsOpen);

/// <summary>Reads and writes alerts.</summary>
internal sealed class AlertRows
{
    private const int MaxName = 200, MaxText = 4000;

    private readonly IOrganizationService _service;

    public AlertRows(IOrganizationService service) => _service = service;

    /// <summary>The alert of a cause, open or closed; null where it was never raised.</summary>
    public AlertRow? Find(string key) => _service
        .RetrieveMultiple(FetchXml.Query(FetchXml.Entity(
            AlertTable.Table,
            FetchXml.Columns(AlertTable.Id, "versionnumber", AlertTable.Kind, AlertTable.Count, AlertTable.LastSeenOn, AlertTable.ResolvedOn),
            FetchXml.And(FetchXml.Is(AlertTable.Key, "eq", key)))))
        .Entities
        .Select(Read)
        .FirstOrDefault();

    /// <exception cref="System.ServiceModel.FaultException{T}">See <see cref="Faults.IsDuplicate"/>: another worker raised it.</exception>
    public void Create(string key, AlertKind kind, string name, string text, DateTime now)
    {
        var row = Noticed(new Entity(AlertTable.Table), name, text, 1, now);
        row[AlertTable.Key] = key;
        row[AlertTable.Kind] = new OptionSetValue((int)kind);
        row[AlertTable.Since] = now;
        _service.Create(row);
    }

    /// <summary>Notices an open one once more, or opens a closed one.</summary>
    /// <exception cref="System.ServiceModel.FaultException{T}">See <see cref="Faults.IsStale"/>: another worker did.</exception>
    public void NoticeAgain(AlertRow alert, string name, string text, DateTime now)
    {
        var row = Noticed(Rows.Versioned(AlertTable.Table, alert.Id, alert.RowVersion), name, text, alert.IsOpen ? alert.Count + 1 : 1, now);
        if (!alert.IsOpen)
        {
            row[AlertTable.Since] = now;
            row[AlertTable.ResolvedOn] = null;
        }

        _service.UpdateIfUnchanged(row);
    }

    /// <summary>The cause is gone.</summary>
    public void Close(Guid id, DateTime now) => _service.Update(new Entity(AlertTable.Table, id) { [AlertTable.ResolvedOn] = now });

    private static Entity Noticed(Entity row, string name, string text, int count, DateTime now)
    {
        row[AlertTable.Name] = Shorten(name, MaxName);
        row[AlertTable.Text] = Shorten(text, MaxText);
        row[AlertTable.Count] = count;
        row[AlertTable.LastSeenOn] = now;
        return row;
    }

    private static AlertRow Read(Entity row) => new(
        row.Id,
        row.Value<long>("versionnumber").ToString(CultureInfo.InvariantCulture),
        (AlertKind)(row.Choice(AlertTable.Kind) ?? 0),
        row.Whole(AlertTable.Count) ?? 0,
        row.Time(AlertTable.LastSeenOn),
        row.Time(AlertTable.ResolvedOn) is null);

    private static string Shorten(string text, int most) => text.Length > most ? text.Substring(0, most) : text;
}
