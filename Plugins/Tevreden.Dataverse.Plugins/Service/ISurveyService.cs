using System;
using System.Collections.Generic;
using Tevreden.Dataverse.Plugins.Core.Sending;

namespace Tevreden.Dataverse.Plugins.Service;

/// <summary>What the plug-ins want of the survey service, without its wire terms. One instance per run of a plug-in.</summary>
internal interface ISurveyService : IDisposable
{
    ServiceAbilities Abilities { get; }

    /// <summary>Sends one invitation. Every outcome is an answer; this throws for nothing that the service or the network does.</summary>
    ServiceAnswer Send(OutgoingInvitation invitation);

    /// <summary>Asks what became of one.</summary>
    /// <param name="reference">Our reference.</param>
    /// <param name="statusLocation">Where the service said to ask; null asks by reference.</param>
    ServiceAnswer Ask(string reference, string? statusLocation);

    /// <summary>The service's clock as its last answer showed it, UTC; null where it shows none.</summary>
    DateTime? Time { get; }

    /// <summary>The names of the platforms that the key may speak for.</summary>
    /// <exception cref="SurveyServiceException">The service can't be used as it is set up.</exception>
    IReadOnlyList<string> Platforms();

    /// <summary>All surveys.</summary>
    /// <exception cref="SurveyServiceException">The service can't be used as it is set up.</exception>
    IReadOnlyList<SurveyOffered> Surveys();

    /// <summary>The first locations.</summary>
    /// <exception cref="SurveyServiceException">The service can't be used as it is set up.</exception>
    IReadOnlyList<LocationOffered> Locations(int top);
}

/// <summary>One invitation on its way out.</summary>
internal sealed record OutgoingInvitation(
    string Reference,
    string QuestionnaireId,
    string Email,
    string? Language,
    string? SenderName,
    string? ReplyAddress,
    IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>The location's id at the service.</summary>
    public string? LocationId { get; init; }

    /// <summary>Fields that are a moment, UTC; the service's profile says how it is written.</summary>
    public IReadOnlyDictionary<string, DateTime> Moments { get; init; } = new Dictionary<string, DateTime>();

    /// <summary>Keeps personal data out of every text that is made of this.</summary>
    public override string ToString() => $"invitation {Reference}";
}

/// <summary>A survey that the service offers.</summary>
internal sealed record SurveyOffered(string ExternalId, string Name, string? OrganisationId, string? OrganisationName, string? Language);

/// <summary>A location that the service knows.</summary>
internal sealed record LocationOffered(string ExternalId, string Name, string? OrganisationId);

/// <summary>Why the service can't be used.</summary>
internal enum SurveyServiceProblem
{
    /// <summary>The API profile or the settings can't be used.</summary>
    Setup,

    /// <summary>It refuses the key, or the platform with it.</summary>
    Key,

    /// <summary>It was not reached.</summary>
    Network,

    /// <summary>It was reached, and no trust could be made.</summary>
    Encryption,

    /// <summary>It gave no usable answer.</summary>
    Answer,
}

/// <summary>The service can't be used; the message says what was found, and holds no secret.</summary>
internal sealed class SurveyServiceException : Exception
{
    public SurveyServiceException(SurveyServiceProblem kind, string message, Exception inner)
        : base(message, inner) => Kind = kind;

    public SurveyServiceProblem Kind { get; }
}
