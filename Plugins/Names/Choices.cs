namespace Tevreden.Dataverse.Names;

// The publisher's option value prefix is 38274, so choices start at 382740000 and never change once shipped.

/// <summary>Global choice <c>tvr_invitationstatus</c>: where an invitation stands.</summary>
internal enum InvitationStatus
{
    Planned = 382740000,
    Sending = 382740001,
    /// <summary>The service answered that it is still busy; it is asked again at the kept status location.</summary>
    Accepted = 382740002,
    Sent = 382740003,
    Answered = 382740004,
    Skipped = 382740005,
    Failed = 382740006,
    Cancelled = 382740007,
}

/// <summary>Global choice <c>tvr_invitationreason</c>: why. Empty where nothing needs explaining (due, sent, answered).</summary>
internal enum InvitationReason
{
    NoEmail = 382740000,
    InvalidEmail = 382740001,
    OptedOut = 382740002,
    QuietPeriod = 382740003,
    NoRuleMatched = 382740004,
    RuleBroken = 382740005,
    SampledOut = 382740006,
    MappingIncomplete = 382740007,
    PreviewOnly = 382740008,
    TooLate = 382740009,
    Expired = 382740010,
    WaitingEnvironmentNotConfirmed = 382740011,
    WaitingPaused = 382740012,
    WaitingSuspended = 382740013,
    WaitingThrottled = 382740014,
    WaitingForRetry = 382740015,
    RejectedByService = 382740016,
    Duplicate = 382740017,
    Bounced = 382740018,
    Unsubscribed = 382740019,
    CaseCancelled = 382740020,
    CaseMerged = 382740021,
    CaseReopened = 382740022,
    Uncertain = 382740023,
    CancelledByPerson = 382740024,
    CaseDeleted = 382740025,
}

/// <summary>Choice <c>tvr_senddays</c> of a rule: days on which invitations go out.</summary>
internal enum SendDays
{
    EveryDay = 382740000,
    MondayToFriday = 382740001,
    MondayToSaturday = 382740002,
}

/// <summary>Choice <c>tvr_recipient</c> of a rule: whom to ask.</summary>
internal enum Recipient
{
    /// <summary>The case's contact, else the customer where that is a contact, else the account's primary contact.</summary>
    Contact = 382740000,

    /// <summary>Always the primary contact of the account.</summary>
    PrimaryContact = 382740001,
}

/// <summary>Choice <c>tvr_followupowner</c> of a rule: who gets the follow-up task.</summary>
internal enum FollowUpOwner
{
    OwnerOfAccount = 382740000,
    OwnerOfCase = 382740001,
    NamedPerson = 382740002,
}

/// <summary>Choice <c>tvr_validity</c> of a rule.</summary>
internal enum RuleValidity
{
    Valid = 382740000,
    Broken = 382740001,
}

/// <summary>Choice <c>tvr_storeanswers</c> of a survey.</summary>
internal enum StoreAnswers
{
    Rows = 382740000,
    None = 382740001,
}

/// <summary>Choice <c>tvr_npsclass</c> of a response: 9-10 promoter, 7-8 passive, 0-6 detractor.</summary>
internal enum NpsClass
{
    Promoter = 382740000,
    Passive = 382740001,
    Detractor = 382740002,
}

/// <summary>Choice <c>tvr_state</c> of the connection.</summary>
internal enum ConnectionState
{
    Ok = 382740000,
    Suspended = 382740001,
}

/// <summary>Choice <c>tvr_kind</c> of an alert.</summary>
internal enum AlertKind
{
    ConnectionSuspended = 382740000,
    EnvironmentNotConfirmed = 382740001,
    RuleBroken = 382740002,
    RunnerOverdue = 382740003,
    NothingSent = 382740004,
    ShareOfSkippedDoubled = 382740005,
    ServiceUnavailable = 382740006,
}

/// <summary>Choice <c>tvr_outcome</c> of a sync run.</summary>
internal enum SyncRunOutcome
{
    Running = 382740000,
    Done = 382740001,
    DoneWithRejectedRows = 382740002,
    Failed = 382740003,
}

/// <summary>Choice <c>tvr_kind</c> of an erasure: what its hash stands for.</summary>
internal enum ErasureKind
{
    Response = 382740000,
    Invitation = 382740001,
    Person = 382740002,
}
