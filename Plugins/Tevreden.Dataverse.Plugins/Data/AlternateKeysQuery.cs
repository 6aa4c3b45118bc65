using System.Collections.Generic;
using System.Linq;
using System.ServiceModel;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Dataverse.Names;

namespace Tevreden.Dataverse.Plugins.Data;

/// <summary>
/// Which of our alternate keys can't be used yet: asked by using them, since that is what counts. Outside a transaction only:
/// what is asked for is not there, and that is a fault.
/// </summary>
internal sealed class AlternateKeysQuery
{
    private const string NoRowsKey = "no-such-row";

    private readonly IOrganizationService _service;

    public AlternateKeysQuery(IOrganizationService service) => _service = service;

    /// <summary>Table and column of each, with the platform's own words.</summary>
    public IReadOnlyList<string> Inactive() => AlternateKey.All.Select(k => WhyNot(k.Table, k.Column)).OfType<string>().ToList();

    private string? WhyNot(string table, string column)
    {
        try
        {
            _service.Execute(new RetrieveRequest { Target = new EntityReference(table, column, NoRowsKey), ColumnSet = new ColumnSet(column) });
            return null;
        }
        catch (FaultException<OrganizationServiceFault> fault)
        {
            // That no row has the value is said of an active key only; whatever else is said, it can't be used.
            return Faults.IsNoRowWithKey(fault) ? null : $"{table}.{column} ({(fault.Detail?.Message ?? fault.Message).TrimEnd('.')})";
        }
    }
}
