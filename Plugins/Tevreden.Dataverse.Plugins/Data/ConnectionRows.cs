using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core;
using Tevreden.Dataverse.Plugins.Core.Sending;

namespace Tevreden.Dataverse.Plugins.Data;

/// <summary>The connection, as joined to an invitation or read by itself.</summary>
/// <param name="Id">The row.</param>
/// <param name="Facts">What decisions look at.</param>
/// <param name="ServiceUser">Second way to the key: the user to read the secret as.</param>
/// <param name="ApiKey">Third way: the secured column.</param>
internal sealed record ConnectionOfInvitation(Guid Id, ConnectionFacts Facts, Guid? ServiceUser, string? ApiKey)
{
    /// <summary>Keeps the key out of every text that is made of this.</summary>
    public override string ToString() => $"connection {Id:D}";
}

/// <summary>Reads and writes the one connection row.</summary>
internal sealed class ConnectionRows
{
    public static readonly IReadOnlyList<string> SendingColumns =
    [
        ConnectionTable.Id, ConnectionTable.ConfirmedOrganisation, ConnectionTable.ConfirmedHost, ConnectionTable.ConfirmedPlatform, ConnectionTable.Paused,
        ConnectionTable.TestRecipient, ConnectionTable.State, ConnectionTable.StateReason, ConnectionTable.ThrottledUntil, ConnectionTable.ServiceUser,
        ConnectionTable.ApiKey, ConnectionTable.ConfirmedOn, ConnectionTable.UnavailableSince, ConnectionTable.RunnerLastSeenOn,
    ];

    private readonly IOrganizationService _service;

    public ConnectionRows(IOrganizationService service) => _service = service;

    /// <param name="row">The row, or one that it is joined to.</param>
    /// <param name="prefix">Alias with its dot, or nothing.</param>
    public static ConnectionOfInvitation? Read(Entity row, string prefix) => row.Id(prefix + ConnectionTable.Id) is { } id
        ? new ConnectionOfInvitation(
            id,
            new ConnectionFacts(
                row.Text(prefix + ConnectionTable.ConfirmedOrganisation),
                row.Text(prefix + ConnectionTable.ConfirmedHost),
                row.Text(prefix + ConnectionTable.ConfirmedPlatform),
                row.Yes(prefix + ConnectionTable.Paused),
                row.Text(prefix + ConnectionTable.TestRecipient) is { Length: > 0 } recipient ? recipient.Trim() : null,
                row.Choice(prefix + ConnectionTable.State) == (int)ConnectionState.Suspended,
                Words.OfText(row.Text(prefix + ConnectionTable.StateReason)),
                row.Time(prefix + ConnectionTable.ThrottledUntil))
            {
                ConfirmedOn = row.Time(prefix + ConnectionTable.ConfirmedOn),
                UnavailableSince = row.Time(prefix + ConnectionTable.UnavailableSince),
                RunnerLastSeenOn = row.Time(prefix + ConnectionTable.RunnerLastSeenOn),
            },
            row.Id(prefix + ConnectionTable.ServiceUser),
            row.Text(prefix + ConnectionTable.ApiKey))
        : null;

    /// <summary>The one row with these columns; null when there is none.</summary>
    public Entity? Find(IEnumerable<string> columns) => _service
        .RetrieveMultiple(FetchXml.Query(FetchXml.Entity(
            ConnectionTable.Table,
            FetchXml.Columns(columns),
            FetchXml.And(FetchXml.Is(ConnectionTable.Key, "eq", ConnectionTable.TheKey)))))
        .Entities
        .FirstOrDefault();

    public void Suspend(Guid id, Words because, DateTime now) => _service.Update(new Entity(ConnectionTable.Table, id)
    {
        [ConnectionTable.State] = new OptionSetValue((int)ConnectionState.Suspended),
        [ConnectionTable.StateReason] = because.ToText(Lengths.ConnectionStateReason),
        [ConnectionTable.SuspendedSince] = now,
    });

    /// <summary>Since when the service gives no usable answer; null when it does again.</summary>
    public void Unavailable(Guid id, DateTime? since) => _service.Update(new Entity(ConnectionTable.Table, id)
    {
        [ConnectionTable.UnavailableSince] = since,
    });

    public void Throttle(Guid id, DateTime until) => _service.Update(new Entity(ConnectionTable.Table, id)
    {
        [ConnectionTable.ThrottledUntil] = until,
    });
}
