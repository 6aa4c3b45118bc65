using Tevreden.Dataverse.Names;

namespace Tevreden.Cli.Sync.Scores;

/// <summary>Responses of one customer that have mark, class and survey in common.</summary>
/// <param name="Customer">Account or contact.</param>
/// <param name="Mark">1 to 10; null where none was given.</param>
/// <param name="Class">Null where no recommendation was given.</param>
/// <param name="Anonymous">They have no link to a person.</param>
/// <param name="Count">How many.</param>
/// <param name="First">When the first was given, UTC.</param>
/// <param name="Last">When the last was given, UTC.</param>
internal sealed record ScoreGroup(Guid Customer, decimal? Mark, NpsClass? Class, bool Anonymous, int Count, DateTime First, DateTime Last);
