using System.Xml.Linq;
using Microsoft.Xrm.Sdk;
using Tevreden.Api;
using Tevreden.Cli.Dataverse;
using Tevreden.Cli.Sync;
using Tevreden.Dataverse.Names;

namespace Tevreden.Cli.Erasure;

/// <summary>What was erased on request, so that a sync leaves it out however often the service offers it.</summary>
internal sealed class ErasedThings(IEnumerable<string> keys)
{
    private readonly HashSet<string> _keys = keys.ToHashSet(StringComparer.Ordinal);

    public static XElement Query() => Fetch.Query(Fetch.Entity(
        ErasureTable.Table,
        Fetch.Columns(ErasureTable.Key),
        Fetch.And(Fetch.IsOneOf(ErasureTable.Kind, [Fetch.Number(ErasureKind.Response), Fetch.Number(ErasureKind.Invitation)])),
        Fetch.Order(ErasureTable.Key)));

    public static ErasedThings Read(IEnumerable<Entity> rows) => new(rows.Select(row => row.Text(ErasureTable.Key)).OfType<string>());

    /// <summary>The response itself was erased, or the invitation that it answers.</summary>
    public bool Hold(SurveyResponse response) =>
        _keys.Count > 0
        && (_keys.Contains(ErasureHash.Response(ExternalIds.Response(response.Id)))
            || (response.Reference is { } reference && _keys.Contains(ErasureHash.Invitation(reference))));
}
