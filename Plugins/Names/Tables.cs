namespace Tevreden.Dataverse.Names;

// The one place for table and column names. Solution/ holds the definitions; a convention test holds the two together.
// Linked as source into the plug-ins, the job, the demo and the tests, so that a renamed column breaks the build.

internal static class SurveyTable
{
    public const string Table = "tvr_survey", Set = "tvr_surveys", Id = "tvr_surveyid";
    public const string Name = "tvr_name", ExternalId = "tvr_externalid";
    public const string OrganisationId = "tvr_organisationid", OrganisationName = "tvr_organisationname";
    public const string Language = "tvr_language", Active = "tvr_active", Anonymous = "tvr_anonymous", StoreAnswers = "tvr_storeanswers";
}

internal static class LocationTable
{
    public const string Table = "tvr_location", Set = "tvr_locations", Id = "tvr_locationid";
    public const string Name = "tvr_name", ExternalId = "tvr_externalid", OrganisationId = "tvr_organisationid", CrmValues = "tvr_crmvalues";
}

internal static class RuleTable
{
    public const string Table = "tvr_rule", Set = "tvr_rules", Id = "tvr_ruleid";
    public const string Name = "tvr_name", Survey = "tvr_surveyid", Order = "tvr_order";
    public const string DelayMinutes = "tvr_delayminutes", MaxAgeDays = "tvr_maxagedays", ExpiryDays = "tvr_expirydays", QuietPeriodDays = "tvr_quietperioddays";
    public const string SenderName = "tvr_sendername", ReplyAddress = "tvr_replyaddress";
    public const string Filter = "tvr_filter", CaseOrigins = "tvr_caseorigins", CaseTypes = "tvr_casetypes", CaseSubjects = "tvr_casesubjects", CaseQueues = "tvr_casequeues";
    public const string ActiveFrom = "tvr_activefrom", ActiveUntil = "tvr_activeuntil";
    public const string SendDays = "tvr_senddays", SendFromHour = "tvr_sendfromhour", SendToHour = "tvr_sendtohour", TimeZone = "tvr_timezone";
    public const string SamplingPercent = "tvr_samplingpercent", PreviewOnly = "tvr_previewonly";
    public const string Recipient = "tvr_recipient", EmailColumn = "tvr_emailcolumn", LanguageSource = "tvr_languagesource", LocationSource = "tvr_locationsource";
    public const string HonourDoNotEmail = "tvr_honourdonotemail", HonourDoNotBulkEmail = "tvr_honourdonotbulkemail", HonourDoNotSendMarketing = "tvr_honourdonotsendmm";
    public const string FollowUpThreshold = "tvr_followupthreshold", FollowUpOwner = "tvr_followupowner", FollowUpNamedOwner = "tvr_followupnamedownerid", FollowUpDueDays = "tvr_followupduedays";

    /// <summary>Written by the connector: whether all that the rule names can be read, and what can't.</summary>
    public const string Validity = "tvr_validity", BrokenBecause = "tvr_brokenbecause";
}

internal static class FieldMappingTable
{
    public const string Table = "tvr_fieldmapping", Set = "tvr_fieldmappings", Id = "tvr_fieldmappingid";
    public const string Name = "tvr_name", Rule = "tvr_ruleid", Source = "tvr_source", Target = "tvr_target", Required = "tvr_required", Default = "tvr_default";
}

internal static class InvitationTable
{
    public const string Table = "tvr_invitation", Set = "tvr_invitations", Id = "tvr_invitationid";
    public const string Name = "tvr_name", Key = "tvr_key", Reference = "tvr_reference";
    public const string CaseIdText = "tvr_caseidtext", ResolutionId = "tvr_resolutionid", Cycle = "tvr_cycle";
    public const string Case = "tvr_caseid", Contact = "tvr_contactid", Account = "tvr_accountid";
    public const string Survey = "tvr_surveyid", Rule = "tvr_ruleid", Location = "tvr_locationid", Connection = "tvr_connectionid";
    public const string Email = "tvr_email", Language = "tvr_language", Payload = "tvr_payload";
    public const string ResolvedOn = "tvr_resolvedon", DueOn = "tvr_dueon", ExpiresOn = "tvr_expireson";
    public const string Attempts = "tvr_attempts", NextAttemptOn = "tvr_nextattempton", ClaimId = "tvr_claimid", ClaimedOn = "tvr_claimedon";
    public const string SendRequestedOn = "tvr_sendrequestedon", CancelRequestedOn = "tvr_cancelrequestedon", PlanRequestedOn = "tvr_planrequestedon";
    public const string ReopenedOn = "tvr_reopenedon", SentOn = "tvr_senton", SentToTestRecipient = "tvr_senttotestrecipient", AnsweredOn = "tvr_answeredon";
    public const string ExternalId = "tvr_externalid", StatusLocation = "tvr_statuslocation", LastError = "tvr_lasterror";
    public const string Status = "tvr_status", Reason = "tvr_reason", Explanation = "tvr_explanation", Warning = "tvr_warning";
}

internal static class ContactStateTable
{
    public const string Table = "tvr_contactstate", Set = "tvr_contactstates", Id = "tvr_contactstateid";
    public const string Name = "tvr_name", Key = "tvr_key", Contact = "tvr_contactid";

    /// <summary>Text: the id of the invitation. Not a lookup, so that nothing moves it and a deleted invitation does not empty it.</summary>
    public const string ReservedBy = "tvr_reservedby";

    public const string LastInvitedOn = "tvr_lastinvitedon", PreviousInvitedOn = "tvr_previousinvitedon";
}

internal static class ResponseTable
{
    public const string Table = "tvr_response", Set = "tvr_responses", Id = "tvr_responseid";
    public const string Name = "tvr_name", ExternalId = "tvr_externalid", Reference = "tvr_reference";
    public const string Invitation = "tvr_invitationid", Case = "tvr_caseid", Contact = "tvr_contactid", Account = "tvr_accountid";
    public const string Survey = "tvr_surveyid", Location = "tvr_locationid";
    public const string Score = "tvr_score", Recommendation = "tvr_recommendation", NpsClass = "tvr_npsclass", Remark = "tvr_remark";
    public const string RespondedOn = "tvr_respondedon", ChangedOn = "tvr_changedon", WithdrawnOn = "tvr_withdrawnon";
    public const string Language = "tvr_language", Test = "tvr_test", ContentHash = "tvr_contenthash";

    /// <summary>The lookup empties when a person deletes the task; the time stays, so that a response never gets a second one.</summary>
    public const string FollowUp = "tvr_followupid", FollowUpOn = "tvr_followupon";
}

internal static class AnswerTable
{
    public const string Table = "tvr_answer", Set = "tvr_answers", Id = "tvr_answerid";
    public const string Name = "tvr_name", ExternalId = "tvr_externalid", Response = "tvr_responseid";
    public const string QuestionId = "tvr_questionid", Question = "tvr_question", Type = "tvr_type", Number = "tvr_number", Text = "tvr_text";
}

internal static class ScoreTable
{
    public const string Table = "tvr_score", Set = "tvr_scores", Id = "tvr_scoreid";
    public const string Name = "tvr_name", Key = "tvr_key", Account = "tvr_accountid", Contact = "tvr_contactid";
    public const string MeanScore = "tvr_meanscore", Nps = "tvr_nps", Promoters = "tvr_promoters", Passives = "tvr_passives", Detractors = "tvr_detractors";
    public const string Responses = "tvr_responses", LastScore = "tvr_lastscore", LastRespondedOn = "tvr_lastrespondedon";
    public const string PreviousMeanScore = "tvr_previousmeanscore", PreviousNps = "tvr_previousnps", PreviousResponses = "tvr_previousresponses";
    public const string WindowUntil = "tvr_windowuntil";
}

/// <summary><c>tvr_confirmedby</c>, <c>tvr_testrequestedby</c> and <c>tvr_serviceuserid</c> are lookups to systemuser.</summary>
internal static class ConnectionTable
{
    public const string Table = "tvr_connection", Set = "tvr_connections", Id = "tvr_connectionid";
    public const string Name = "tvr_name", Key = "tvr_key";
    public const string ConfirmedOrganisation = "tvr_confirmedorganisation", ConfirmedHost = "tvr_confirmedhost", ConfirmedPlatform = "tvr_confirmedplatform";
    public const string ConfirmedBy = "tvr_confirmedby", ConfirmedOn = "tvr_confirmedon";
    public const string TestRequestedOn = "tvr_testrequestedon", TestRequestedBy = "tvr_testrequestedby", TestedOn = "tvr_testedon", TestResult = "tvr_testresult";
    public const string Paused = "tvr_paused", TestRecipient = "tvr_testrecipient", ConnectedSince = "tvr_connectedsince";
    public const string State = "tvr_state", StateReason = "tvr_statereason", SuspendedSince = "tvr_suspendedsince", ThrottledUntil = "tvr_throttleduntil";

    /// <summary>Since when the service gives no usable answer; empty while it does.</summary>
    public const string UnavailableSince = "tvr_unavailablesince";

    public const string RunnerLastSeenOn = "tvr_runnerlastseenon", ServiceUser = "tvr_serviceuserid", ApiKey = "tvr_apikey";

    /// <summary>Whole numbers; empty: 24 hours for the first, kept for ever for the others.</summary>
    public const string AlertAfterHours = "tvr_alertafterhours", RetainPayloadDays = "tvr_retainpayloaddays", RetainEmailDays = "tvr_retainemaildays";

    public const string RetainSkippedDays = "tvr_retainskippeddays", RetainRemarksDays = "tvr_retainremarksdays";

    /// <summary>The value of <see cref="Key"/> in the one row.</summary>
    public const string TheKey = "connection";
}

/// <summary>What an administrator must look at. <see cref="Key"/> is kind and subject, so that there is one row for each cause.</summary>
internal static class AlertTable
{
    public const string Table = "tvr_alert", Set = "tvr_alerts", Id = "tvr_alertid";
    public const string Name = "tvr_name", Key = "tvr_key", Kind = "tvr_kind", Text = "tvr_text", Count = "tvr_count";
    public const string Since = "tvr_since", LastSeenOn = "tvr_lastseenon";

    /// <summary>When the cause was gone; empty while it lasts.</summary>
    public const string ResolvedOn = "tvr_resolvedon";
}

internal static class SyncRunTable
{
    public const string Table = "tvr_syncrun", Set = "tvr_syncruns", Id = "tvr_syncrunid";
    public const string Name = "tvr_name", Command = "tvr_command", StartedOn = "tvr_startedon", FinishedOn = "tvr_finishedon", Outcome = "tvr_outcome";
    public const string Read = "tvr_read", Written = "tvr_written", Unchanged = "tvr_unchanged", Rejected = "tvr_rejected", Unmatched = "tvr_unmatched", Scored = "tvr_scored";
    public const string Error = "tvr_error";
}

internal static class CheckpointTable
{
    public const string Table = "tvr_checkpoint", Set = "tvr_checkpoints", Id = "tvr_checkpointid";

    /// <summary>The alternate key and primary name: <c>responses</c>, or <c>responses-2-8</c> for shard 2 of 8; <c>rejected</c> beside it for what waits to be tried again.</summary>
    public const string Stream = "tvr_stream";

    /// <summary>The last <c>changedat</c> whose rows are safe, UTC, round-trip format.</summary>
    public const string Watermark = "tvr_watermark";

    public const string LeaseOwner = "tvr_leaseowner", LeaseUntil = "tvr_leaseuntil";
}

internal static class ErasureTable
{
    public const string Table = "tvr_erasure", Set = "tvr_erasures", Id = "tvr_erasureid";
    public const string Name = "tvr_name", Kind = "tvr_kind", ErasedOn = "tvr_erasedon", Receipt = "tvr_receipt";

    /// <summary>The alternate key: a hash of what was erased.</summary>
    public const string Key = "tvr_key";
}

/// <summary>Columns that the solution adds to account and contact (the same two on both).</summary>
internal static class CustomerColumns
{
    public const string DoNotSurvey = "tvr_donotsurvey", Score = "tvr_scoreid";
}
