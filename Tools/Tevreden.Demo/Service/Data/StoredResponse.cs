namespace Tevreden.Demo.Service.Data;

/// <summary>What a customer answered.</summary>
internal sealed record ResponseContent
{
    /// <summary>The invitation's reference; null for a response that no invitation of ours led to.</summary>
    public string? Reference { get; init; }

    public int QuestionnaireId { get; init; } = 301;

    public int OrganisationId { get; init; } = 101;

    public int? LocationId { get; init; }

    /// <summary>Null takes the time of adding.</summary>
    public DateTimeOffset? RespondedAt { get; init; }

    public string? Language { get; init; } = "nl";

    /// <summary>1 to 10; this service keeps what it is given, so that bad data can be made.</summary>
    public decimal? Score { get; init; }

    /// <summary>0 to 10; kept as given, like the score.</summary>
    public int? Recommendation { get; init; }

    public string? Remark { get; init; }

    public IReadOnlyList<StoredAnswer> Answers { get; init; } = [];
}

/// <summary>The answer to one question: a number, or a text.</summary>
internal sealed record StoredAnswer(string QuestionId, string Question, string Type, decimal? Number, string? Text);

/// <summary>A response as the service keeps it.</summary>
/// <param name="ChangedAt">Whole seconds: what the wire shows is what paging compares.</param>
/// <param name="Sequence">Order of rows with one and the same <paramref name="ChangedAt"/>.</param>
internal sealed record StoredResponse(long Id, ResponseContent Content, DateTimeOffset ChangedAt, long Sequence, bool Withdrawn);
