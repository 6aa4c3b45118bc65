using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;

namespace Tevreden.Dataverse.Plugins.Data;

/// <summary>Writes that hold only when nobody else wrote in between.</summary>
internal static class Rows
{
    /// <summary>Updates a row, provided that it still has the version it was read with.</summary>
    /// <param name="service">Whose rights.</param>
    /// <param name="row">Id, version (<see cref="Entity.RowVersion"/>) and the columns to write.</param>
    /// <exception cref="System.ServiceModel.FaultException{T}">See <see cref="Faults.IsStale"/>.</exception>
    public static void UpdateIfUnchanged(this IOrganizationService service, Entity row) =>
        service.Execute(new UpdateRequest { Target = row, ConcurrencyBehavior = ConcurrencyBehavior.IfRowVersionMatches });

    /// <summary>A row to write to <see cref="UpdateIfUnchanged"/>.</summary>
    public static Entity Versioned(string table, System.Guid id, string rowVersion) => new(table, id) { RowVersion = rowVersion };
}
