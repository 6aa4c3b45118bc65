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

    /// <summary>Table and column of every key that the solution brings.</summary>
    public static readonly IReadOnlyList<KeyValuePair<string, string>> Keys =
    [
        Key(AlertTable.Table, AlertTable.Key),
        Key(AnswerTable.Table, AnswerTable.ExternalId),
        Key(CheckpointTable.Table, CheckpointTable.Stream),
        Key(ConnectionTable.Table, ConnectionTable.Key),
        Key(ContactStateTable.Table, ContactStateTable.Key),
        Key(ErasureTable.Table, ErasureTable.Key),
        Key(InvitationTable.Table, InvitationTable.Key),
        Key(InvitationTable.Table, InvitationTable.Reference),
        Key(LocationTable.Table, LocationTable.ExternalId),
        Key(ResponseTable.Table, ResponseTable.ExternalId),
        Key(ScoreTable.Table, ScoreTable.Key),
        Key(SurveyTable.Table, SurveyTable.ExternalId),
    ];

    private readonly IOrganizationService _service;

    public AlternateKeysQuery(IOrganizationService service) => _service = service;

    /// <summary>Table and column of each, with the platform's own words.</summary>
    public IReadOnlyList<string> Inactive() => Keys.Select(k => WhyNot(k.Key, k.Value)).OfType<string>().ToList();

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

    private static KeyValuePair<string, string> Key(string table, string column) => new(table, column);
}
