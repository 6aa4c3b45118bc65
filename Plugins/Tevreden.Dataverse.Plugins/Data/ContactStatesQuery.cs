using System;
using System.Collections.Generic;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core.Sending;

namespace Tevreden.Dataverse.Plugins.Data;

/// <summary>When a contact was last invited, read again after a race.</summary>
internal sealed class ContactStatesQuery
{
    private const string Alias = "state";

    private readonly IOrganizationService _service;

    public ContactStatesQuery(IOrganizationService service) => _service = service;

    public IReadOnlyList<ContactStateFacts> Read(Guid contactId) => ContactStateRows.Read(
        _service.RetrieveMultiple(FetchXml.Query(FetchXml.Entity(
            "contact",
            FetchXml.Columns("contactid"),
            FetchXml.And(FetchXml.Is("contactid", "eq", contactId)),
            FetchXml.Join(
                ContactStateTable.Table,
                ContactStateTable.Contact,
                "contactid",
                Alias,
                FetchXml.Columns(ContactStateRows.StateColumns))))).Entities,
        Alias);
}
