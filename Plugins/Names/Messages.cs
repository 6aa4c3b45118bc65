namespace Tevreden.Dataverse.Names;

/// <summary>Custom APIs (all unbound actions) with their parameters.</summary>
internal static class CustomApis
{
    /// <summary>Asks for a connection test. Out: <see cref="ConnectionId"/> (Guid). The result comes on the connection row.</summary>
    public const string TestConnection = "tvr_TestConnection";

    public const string ConnectionId = "ConnectionId";

    /// <summary>Converges one case. In: <see cref="CaseId"/> (Guid). Out: <see cref="Written"/> (Integer): invitation rows made or changed.</summary>
    public const string PlanCase = "tvr_PlanCase";

    public const string CaseId = "CaseId";
    public const string Written = "Written";

    /// <summary>Asks for sending what is due. In: <see cref="Top"/> (Integer, optional). Out: <see cref="Asked"/> (Integer), <see cref="MoreDue"/> (Boolean).</summary>
    public const string RunDue = "tvr_RunDue";

    public const string Top = "Top";
    public const string Asked = "Asked";
    public const string MoreDue = "MoreDue";

    /// <summary>
    /// Says what would happen with a case, resolved or still open, and does nothing. In: <see cref="CaseId"/> (Guid). Out:
    /// <see cref="Status"/> (Integer), <see cref="Reason"/> (Integer, may be absent), <see cref="Explanation"/>,
    /// <see cref="RuleName"/>, <see cref="SurveyName"/>, <see cref="Recipient"/> (masked), <see cref="DueOn"/> (DateTime, may be absent).
    /// </summary>
    public const string PreviewInvitation = "tvr_PreviewInvitation";

    public const string Status = "Status";
    public const string Reason = "Reason";
    public const string Explanation = "Explanation";
    public const string RuleName = "RuleName";
    public const string SurveyName = "SurveyName";
    public const string Recipient = "Recipient";
    public const string DueOn = "DueOn";

    /// <summary>
    /// Says what a rule would have done with the cases resolved last. In: <see cref="RuleId"/> (Guid), <see cref="Top"/> (Integer,
    /// optional). Out: <see cref="Result"/> (JSON).
    /// </summary>
    public const string TestRule = "tvr_TestRule";

    public const string RuleId = "RuleId";
    public const string Result = "Result";

    /// <summary>
    /// Asks about invitations. In: <see cref="InvitationIds"/> (StringArray of ids), <see cref="Request"/> (String: send, cancel or plan).
    /// Out: <see cref="Asked"/> (Integer), <see cref="Refused"/> (String, JSON <c>[{"id":"…","reason":"…"}]</c> in the caller's language).
    /// </summary>
    public const string RequestInvitation = "tvr_RequestInvitation";

    public const string InvitationIds = "InvitationIds";
    public const string Request = "Request";
    public const string Refused = "Refused";
}

/// <summary>Schema names of the environment variables.</summary>
internal static class EnvironmentVariables
{
    public const string ApiKey = "tvr_ApiKey";
    public const string Platform = "tvr_Platform";
    public const string ApiBaseUrl = "tvr_ApiBaseUrl";
    public const string ApiProfile = "tvr_ApiProfile";
}
