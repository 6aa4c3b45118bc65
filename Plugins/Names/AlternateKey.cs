using System.Collections.Generic;

namespace Tevreden.Dataverse.Names;

/// <summary>An alternate key that the solution brings: one text column each. A test holds the list to Solution/.</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">Its only column.</param>
internal sealed record AlternateKey(string Table, string Column)
{
    public static IReadOnlyList<AlternateKey> All { get; } =
    [
        new(AlertTable.Table, AlertTable.Key),
        new(AnswerTable.Table, AnswerTable.ExternalId),
        new(CheckpointTable.Table, CheckpointTable.Stream),
        new(ConnectionTable.Table, ConnectionTable.Key),
        new(ContactStateTable.Table, ContactStateTable.Key),
        new(ErasureTable.Table, ErasureTable.Key),
        new(InvitationTable.Table, InvitationTable.Key),
        new(InvitationTable.Table, InvitationTable.Reference),
        new(LocationTable.Table, LocationTable.ExternalId),
        new(ResponseTable.Table, ResponseTable.ExternalId),
        new(ScoreTable.Table, ScoreTable.Key),
        new(SurveyTable.Table, SurveyTable.ExternalId),
    ];
}
