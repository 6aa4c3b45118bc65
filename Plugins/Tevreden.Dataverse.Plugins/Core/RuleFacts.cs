using System;
using System.Collections.Generic;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core.Planning;

namespace Tevreden.Dataverse.Plugins.Core;

/// <summary>A rule with its survey and its field mappings.</summary>
/// <param name="Id">The rule.</param>
/// <param name="Name">Its name, for explanations.</param>
/// <param name="Order">Lowest first.</param>
/// <param name="Survey">The survey it invites for; null when it was removed or never chosen.</param>
/// <param name="Delay">From resolving to sending.</param>
/// <param name="MaxAge">A resolution older than this is too late to ask about.</param>
/// <param name="Expiry">How long after it was due an invitation may still be sent.</param>
/// <param name="SenderName">Name that the mail comes from, where the rule says one.</param>
/// <param name="ReplyAddress">Address for replies, where the rule says one.</param>
/// <param name="Mappings">What of the case travels with the invitation.</param>
internal sealed record RuleFacts(
    Guid Id,
    string Name,
    int Order,
    SurveyFacts? Survey,
    TimeSpan Delay,
    TimeSpan MaxAge,
    TimeSpan Expiry,
    string? SenderName,
    string? ReplyAddress,
    IReadOnlyList<MappingFacts> Mappings)
{
    /// <summary>Which cases it is for.</summary>
    public CaseFilter Filter { get; init; } = CaseFilter.Every;

    /// <summary>Cases resolved from then on, UTC.</summary>
    public DateTime? ActiveFrom { get; init; }

    /// <summary>Cases resolved before then, UTC.</summary>
    public DateTime? ActiveUntil { get; init; }

    /// <summary>Days and hours at which invitations go out.</summary>
    public SendWindow Window { get; init; } = SendWindow.Always;

    /// <summary>Share of the matching cases that is asked about; null for all.</summary>
    public int? SamplingPercent { get; init; }

    /// <summary>Nothing is sent; what would have been is kept.</summary>
    public bool PreviewOnly { get; init; }

    public Recipient Recipient { get; init; } = Recipient.Contact;

    /// <summary>Column of the contact with the address to use; null for the first filled standard one.</summary>
    public string? EmailColumn { get; init; }

    /// <summary>Path to the language; null for the survey's.</summary>
    public string? LanguageSource { get; init; }

    /// <summary>Path to what one of the locations' CRM values is compared with; null for no location.</summary>
    public string? LocationSource { get; init; }

    public OptOutsHonoured Honours { get; init; } = OptOutsHonoured.Usual;

    public int QuietPeriodDays { get; init; }

    /// <summary>Whether it is switched on.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>Why it was marked broken; null while it is valid.</summary>
    public Words? BrokenBecause { get; init; }

    /// <summary>Whether it is for cases that were resolved then.</summary>
    public bool IsInForce(DateTime resolvedOn) => !(resolvedOn < ActiveFrom) && !(resolvedOn >= ActiveUntil);
}

/// <summary>A survey (questionnaire) of the service.</summary>
internal sealed record SurveyFacts(Guid Id, string ExternalId, bool Active, string? Language)
{
    /// <summary>For people.</summary>
    public string? Name { get; init; }
}

/// <summary>A location (vestiging) of the service.</summary>
/// <param name="Id">The row.</param>
/// <param name="ExternalId">Its id at the service.</param>
/// <param name="Name">For explanations.</param>
/// <param name="CrmValues">What in the CRM means this location.</param>
internal sealed record LocationFacts(Guid Id, string ExternalId, string Name, IReadOnlyList<string> CrmValues);

/// <summary>One value of the case that travels with an invitation.</summary>
/// <param name="Source">Path from the case, such as <c>customerid.accountnumber</c>.</param>
/// <param name="Target">Payload field.</param>
/// <param name="Required">Without a value there is no invitation.</param>
/// <param name="Default">Stands in for a missing value; a required mapping with a default is never incomplete.</param>
internal sealed record MappingFacts(string Source, string Target, bool Required, string? Default);

/// <summary>Which of Dataverse's own do-not-contact columns a rule honours. Our own do-not-survey is always honoured.</summary>
internal sealed record OptOutsHonoured(bool DoNotEmail, bool DoNotBulkEmail, bool DoNotSendMarketing)
{
    public static OptOutsHonoured Usual { get; } = new(true, true, false);
}
