using System.Globalization;
using Microsoft.Xrm.Sdk;
using Tevreden.Cli.Dataverse;
using Tevreden.Dataverse.Names;

namespace Tevreden.Cli.Sync.Scores;

/// <summary>The figures of one customer. Equal figures are equal records, which is how an unneeded write is seen.</summary>
internal sealed record CustomerScore
{
    /// <summary>Of the last twelve months, as are the next five; null where there was no mark.</summary>
    public decimal? MeanScore { get; init; }

    /// <summary>-100 to 100; null where there was no recommendation.</summary>
    public int? Nps { get; init; }

    public int Promoters { get; init; }

    public int Passives { get; init; }

    public int Detractors { get; init; }

    public int Responses { get; init; }

    /// <summary>Of any time.</summary>
    public decimal? LastScore { get; init; }

    /// <summary>Of any time, UTC, whole seconds.</summary>
    public DateTime? LastRespondedOn { get; init; }

    /// <summary>Of the twelve months before, as are the next two.</summary>
    public decimal? PreviousMeanScore { get; init; }

    public int? PreviousNps { get; init; }

    public int PreviousResponses { get; init; }

    /// <summary>When a response leaves its window, so that the figures change although nothing new came; UTC, whole seconds.</summary>
    public DateTime? WindowUntil { get; init; }

    public static string[] Columns { get; } =
    [
        ScoreTable.Key, ScoreTable.MeanScore, ScoreTable.Nps, ScoreTable.Promoters, ScoreTable.Passives, ScoreTable.Detractors, ScoreTable.Responses, ScoreTable.LastScore,
        ScoreTable.LastRespondedOn, ScoreTable.PreviousMeanScore, ScoreTable.PreviousNps, ScoreTable.PreviousResponses, ScoreTable.WindowUntil,
    ];

    /// <summary>Reads a score that was joined to a row.</summary>
    public static CustomerScore Read(Entity row, string prefix) => new()
    {
        MeanScore = row.Number(prefix + ScoreTable.MeanScore),
        Nps = row.Whole(prefix + ScoreTable.Nps),
        Promoters = row.Whole(prefix + ScoreTable.Promoters) ?? 0,
        Passives = row.Whole(prefix + ScoreTable.Passives) ?? 0,
        Detractors = row.Whole(prefix + ScoreTable.Detractors) ?? 0,
        Responses = row.Whole(prefix + ScoreTable.Responses) ?? 0,
        LastScore = row.Number(prefix + ScoreTable.LastScore),
        LastRespondedOn = row.Date(prefix + ScoreTable.LastRespondedOn),
        PreviousMeanScore = row.Number(prefix + ScoreTable.PreviousMeanScore),
        PreviousNps = row.Whole(prefix + ScoreTable.PreviousNps),
        PreviousResponses = row.Whole(prefix + ScoreTable.PreviousResponses) ?? 0,
        WindowUntil = row.Date(prefix + ScoreTable.WindowUntil),
    };

    /// <summary>The row, to be upserted by its key.</summary>
    public Entity ToRow(ScoreSubject subject, Guid customer) => new(ScoreTable.Table, ScoreTable.Key, subject.Key(customer))
    {
        [ScoreTable.Name] = Name(),
        [subject.ScoreColumn] = new EntityReference(subject.Table, customer),
        [ScoreTable.MeanScore] = MeanScore,
        [ScoreTable.Nps] = Nps,
        [ScoreTable.Promoters] = Promoters,
        [ScoreTable.Passives] = Passives,
        [ScoreTable.Detractors] = Detractors,
        [ScoreTable.Responses] = Responses,
        [ScoreTable.LastScore] = LastScore,
        [ScoreTable.LastRespondedOn] = LastRespondedOn,
        [ScoreTable.PreviousMeanScore] = PreviousMeanScore,
        [ScoreTable.PreviousNps] = PreviousNps,
        [ScoreTable.PreviousResponses] = PreviousResponses,
        [ScoreTable.WindowUntil] = WindowUntil,
    };

    // What an account's form shows in the lookup: the figures, in no language, and no name of a person.
    private string Name()
    {
        var mean = MeanScore is { } score ? score.ToString("0.0#", CultureInfo.InvariantCulture) : "–";
        var nps = Nps is { } value ? value.ToString("+0;-0;0", CultureInfo.InvariantCulture) : "–";
        return string.Create(CultureInfo.InvariantCulture, $"{mean} · NPS {nps} · {Responses}");
    }
}
