using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core;

namespace Tevreden.Dataverse.Plugins.Data;

/// <summary>An alert as its row has it.</summary>
/// <param name="Id">The row.</param>
/// <param name="RowVersion">Its version when read.</param>
/// <param name="Count">How often it was noticed this time.</param>
/// <param name="IsOpen">The cause is still there, as far as is known.</param>
internal sealed record AlertRow(Guid Id, string RowVersion, int Count, bool IsOpen);

/// <summary>Reads and writes alerts.</summary>
internal sealed class AlertRows
{
    private readonly IOrganizationService _service;

    public AlertRows(IOrganizationService service) => _service = service;

    /// <summary>The alert of a cause, open or closed; null where it was never raised.</summary>
    public AlertRow? Find(string key) => _service
        .RetrieveMultiple(FetchXml.Query(FetchXml.Entity(
            AlertTable.Table,
            FetchXml.Columns(AlertTable.Id, "versionnumber", AlertTable.Count, AlertTable.ResolvedOn),
            FetchXml.And(FetchXml.Is(AlertTable.Key, "eq", key)))))
        .Entities
        .Select(Read)
        .FirstOrDefault();

    /// <summary>Keys of all open alerts.</summary>
    public ISet<string> OpenKeys() => new HashSet<string>(
        _service
            .RetrieveMultiple(FetchXml.Query(FetchXml.Entity(
                AlertTable.Table,
                FetchXml.Columns(AlertTable.Key),
                FetchXml.And(FetchXml.Is(AlertTable.ResolvedOn, "null")))))
            .Entities
            .Select(r => r.Text(AlertTable.Key) ?? string.Empty),
        StringComparer.Ordinal);

    /// <exception cref="System.ServiceModel.FaultException{T}">See <see cref="Faults.IsDuplicate"/>: another worker raised it.</exception>
    public void Create(string key, AlertKind kind, string name, Words text, DateTime now)
    {
        var row = Began(new Entity(AlertTable.Table), name, text, now);
        row[AlertTable.Key] = key;
        row[AlertTable.Kind] = new OptionSetValue((int)kind);
        _service.Create(row);
    }

    /// <summary>A closed one came back: it counts from here.</summary>
    /// <exception cref="System.ServiceModel.FaultException{T}">See <see cref="Faults.IsStale"/>: another worker opened it.</exception>
    public void Reopen(AlertRow alert, string name, Words text, DateTime now) =>
        _service.UpdateIfUnchanged(Began(Rows.Versioned(AlertTable.Table, alert.Id, alert.RowVersion), name, text, now));

    /// <summary>An open one is still so.</summary>
    /// <exception cref="System.ServiceModel.FaultException{T}">See <see cref="Faults.IsStale"/>: another worker noticed it too.</exception>
    public void NoticeAgain(AlertRow alert, DateTime now)
    {
        var row = Rows.Versioned(AlertTable.Table, alert.Id, alert.RowVersion);
        row[AlertTable.Count] = alert.Count + 1;
        row[AlertTable.LastSeenOn] = now;
        _service.UpdateIfUnchanged(row);
    }

    /// <summary>The cause is gone.</summary>
    public void Close(Guid id, DateTime now) => _service.Update(new Entity(AlertTable.Table, id) { [AlertTable.ResolvedOn] = now });

    private static Entity Began(Entity row, string name, Words text, DateTime now)
    {
        row[AlertTable.Name] = Words.Cut(name, Lengths.AlertName);
        row[AlertTable.Text] = text.ToText(Lengths.AlertText);
        row[AlertTable.Count] = 1;
        row[AlertTable.Since] = now;
        row[AlertTable.LastSeenOn] = now;
        row[AlertTable.ResolvedOn] = null;
        return row;
    }

    private static AlertRow Read(Entity row) => new(
        row.Id,
        row.Value<long>("versionnumber").ToString(CultureInfo.InvariantCulture),
        row.Whole(AlertTable.Count) ?? 0,
        row.Time(AlertTable.ResolvedOn) is null);
}
