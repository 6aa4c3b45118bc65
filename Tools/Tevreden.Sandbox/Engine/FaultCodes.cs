namespace Tevreden.Sandbox.Engine;

/// <summary>
/// Numbers of the platform's faults ("Web service error codes" of Microsoft's documentation), as signed integers of their hex form.
/// Only what this engine raises.
/// </summary>
public static class FaultCodes
{
    public const int UnexpectedError = -2147220970;
    public const int ObjectDoesNotExist = -2147220969;
    public const int InvalidArgument = -2147220989;
    public const int DuplicateRecord = -2147220937;
    public const int DuplicateRecordEntityKey = -2147088238;
    public const int RecordNotFoundByEntityKey = -2147088239;
    public const int InvalidEntityKeyOperation = -2147088240;
    public const int ConcurrencyVersionMismatch = -2147088254;
    public const int ConcurrencyVersionNotProvided = -2147088253;
    public const int PrivilegeDenied = -2147220960;
    public const int UserDisabled = -2147220955;
    public const int TransactionDoomed = -2146893812;
    public const int PluginRefused = -2147220891;
    public const int PluginFailed = -2147220956;
    public const int PluginTimedOut = -2147204746;
    public const int DepthTooHigh = -2147204723;
    public const int MessageNotSupported = -2147219456;
    public const int EntityNotFound = -2147217150;
    public const int AttributeNotFound = -2147217149;
    public const int QueryNotSupported = -2147220715;
    public const int StringTooLong = -2147204303;
    public const int NumberOutOfRange = -2147204305;
    public const int OptionOutOfRange = -2147204326;
    public const int InvalidStateStatus = -2147187704;
    public const int CannotDeleteDueToAssociation = -2147220953;
    public const int ActiveChildCases = -2147224495;
    public const int CaseAlreadyResolved = -2147220273;
    public const int SecuredColumn = -2147158777;
    public const int TooManyRequests = -2147015902;
    public const int TooMuchExecutionTime = -2147015903;
    public const int TooManyConcurrentRequests = -2147015898;
    public const int TooManyConditions = -2147204340;
    public const int TooManyLinkEntities = -2147204339;
    public const int AggregateLimit = -2147164125;
    public const int ComponentInUse = -2147160033;
    public const int ImportFailed = -2147188685;
}
