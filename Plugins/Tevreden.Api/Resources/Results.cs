using System;
using System.Collections.Generic;

namespace Tevreden.Api;

/// <summary>A questionnaire that the service offers.</summary>
public sealed class Questionnaire
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public string? OrganisationId { get; init; }

    public string? OrganisationName { get; init; }

    public string? Language { get; init; }
}

/// <summary>A location (vestiging) of the service's customer.</summary>
public sealed class ServiceLocation
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public string? OrganisationId { get; init; }
}

/// <summary>The service's own totals, as far as it gives them.</summary>
public sealed class Statistics
{
    public int? Responses { get; init; }

    public int? Invitations { get; init; }
}

/// <summary>An organisation of the service's customer.</summary>
public sealed class Organisation
{
    public required string Id { get; init; }

    public required string Name { get; init; }
}

/// <summary>What the service said of an invitation.</summary>
public enum SendStatus
{
    /// <summary>It took the invitation.</summary>
    Sent,

    /// <summary>It is still busy (202); ask again at <see cref="SendResult.StatusLocation"/>.</summary>
    Accepted,

    /// <summary>It refused the invitation; <see cref="SendResult.Message"/> says why.</summary>
    Rejected,

    /// <summary>It had this reference before.</summary>
    Duplicate,

    Bounced,

    Unsubscribed,

    Answered,

    /// <summary>It does not know the reference (status call only).</summary>
    Unknown,
}

/// <summary>The service's answer to sending, or to asking again.</summary>
public sealed class SendResult
{
    public required SendStatus Status { get; init; }

    /// <summary>The service's id of the invitation.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Where to ask again, relative to the service's address; null where only the status call can tell.</summary>
    public string? StatusLocation { get; init; }

    public string? Message { get; init; }
}

/// <summary>One answered questionnaire.</summary>
public sealed class SurveyResponse
{
    public required string Id { get; init; }

    /// <summary>The invitation's reference; null where the response belongs to none.</summary>
    public string? Reference { get; init; }

    public string? QuestionnaireId { get; init; }

    public string? OrganisationId { get; init; }

    public string? LocationId { get; init; }

    /// <summary>UTC.</summary>
    public DateTime? RespondedAt { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime ChangedAt { get; init; }

    public string? Language { get; init; }

    /// <summary>Report mark, 1 to 10.</summary>
    public decimal? Score { get; init; }

    /// <summary>0 to 10, for NPS.</summary>
    public int? Recommendation { get; init; }

    public string? Remark { get; init; }

    public bool Withdrawn { get; init; }

    public IReadOnlyList<SurveyAnswer> Answers { get; init; } = [];
}

/// <summary>The answer to one question.</summary>
public sealed class SurveyAnswer
{
    public required string QuestionId { get; init; }

    public string? Question { get; init; }

    public string? Type { get; init; }

    public decimal? Number { get; init; }

    public string? Text { get; init; }
}

/// <summary>A response that could not be read; the others of its page were.</summary>
/// <param name="id">The service's id, or null where even that is missing.</param>
/// <param name="reason">What was expected and what was found.</param>
public sealed class MalformedResponse(string? id, string reason)
{
    public string? Id { get; } = id;

    public string Reason { get; } = reason;
}

/// <summary>Where to read responses from.</summary>
public sealed class ResponseQuery
{
    /// <summary>UTC, inclusive.</summary>
    public required DateTime ChangedSince { get; init; }

    /// <summary>Rows per page, 1 to 1000.</summary>
    public int Limit { get; init; } = 200;

    /// <summary>Rows to pass over: only inside one and the same change time.</summary>
    public int Offset { get; init; }

    /// <summary>The service's own mark of the next page, where it pages by cursor or link.</summary>
    public string? Cursor { get; init; }

    /// <summary>Read only this organisation of the service, where the profile can filter by it.</summary>
    public string? OrganisationId { get; init; }
}

/// <summary>One page of responses, oldest change first.</summary>
public sealed class ResponsePage
{
    public required IReadOnlyList<SurveyResponse> Responses { get; init; }

    public required IReadOnlyList<MalformedResponse> Malformed { get; init; }

    /// <summary>How to go on; null after the last page. Rows may come twice: deduplicate by id.</summary>
    public ResponseQuery? Next { get; init; }
}
