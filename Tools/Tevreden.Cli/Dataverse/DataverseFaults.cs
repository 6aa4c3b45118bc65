using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.ServiceModel;
using System.Text.RegularExpressions;
using Microsoft.Xrm.Sdk;

namespace Tevreden.Cli.Dataverse;

/// <summary>What a failed request means for the one who sent it.</summary>
internal enum FaultKind
{
    /// <summary>Refused for what it says; sending it again changes nothing.</summary>
    Other,

    /// <summary>Not executed, because of a service protection limit.</summary>
    Throttled,

    /// <summary>Perhaps executed: no answer, a gateway's error, or a deadlock.</summary>
    Transient,

    /// <summary>Perhaps executed: there was no answer within the time limit of a request.</summary>
    TimedOut,

    /// <summary>Not executed, for it was too much at once: size or time.</summary>
    TooLarge,

    /// <summary>A row with that key or id is there already.</summary>
    Duplicate,

    /// <summary>The row changed since it was read, or is gone.</summary>
    Stale,

    /// <summary>Not signed in, or without the privilege.</summary>
    SignInRefused,
}

/// <summary>
/// Reads the faults of Dataverse by their documented codes ("Service protection API limits" and "Web service error codes" of Microsoft's developer
/// documentation), and the bare HTTP errors that come where no fault does.
/// </summary>
internal static partial class DataverseFaults
{
    /// <summary>An aggregate query met more source rows than the platform counts.</summary>
    public const int AggregateLimitExceeded = unchecked((int)0x8004E023);

    private const int TooManyRequests = -2147015902;
    private const int TooMuchExecutionTime = -2147015903;
    private const int TooManyAtOnce = -2147015898;
    private const int ConcurrencyVersionMismatch = unchecked((int)0x80060882);
    private const int DuplicateRecord = unchecked((int)0x80040237);
    private const int DuplicateRecordEntityKey = unchecked((int)0x80060892);
    private const int ObjectDoesNotExist = unchecked((int)0x80040217);
    private const int PrivilegeDenied = unchecked((int)0x80040220);
    private const int NotAMember = unchecked((int)0x80072560);
    private const int SqlTimeout = unchecked((int)0x80044151);
    private const int GenericSqlError = unchecked((int)0x80044150);

    // Some gateways say 420 where the standard says 429.
    private const HttpStatusCode EnhanceYourCalm = (HttpStatusCode)420;

    private const string RetryAfterDetail = "Retry-After";

    // By its name: which assembly it is in differs between the versions of WCF that Microsoft's client and its stand-in bring.
    private const string RefusedSignIn = "System.ServiceModel.Security.MessageSecurityException";

    public static FaultKind Kind(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            var kind = KindOfOne(cause);
            if (kind != FaultKind.Other)
                return kind;
        }

        return FaultKind.Other;
    }

    public static FaultKind Kind(OrganizationServiceFault fault) => fault.ErrorCode switch
    {
        TooManyRequests or TooMuchExecutionTime or TooManyAtOnce => FaultKind.Throttled,
        SqlTimeout => FaultKind.TooLarge,
        GenericSqlError => FaultKind.Transient,
        DuplicateRecord or DuplicateRecordEntityKey => FaultKind.Duplicate,
        ConcurrencyVersionMismatch or ObjectDoesNotExist => FaultKind.Stale,
        PrivilegeDenied or NotAMember => FaultKind.SignInRefused,
        _ => FaultKind.Other,
    };

    /// <summary>How long Dataverse asks to wait; null where it does not say.</summary>
    public static TimeSpan? RetryAfter(OrganizationServiceFault fault) =>
        fault.ErrorDetails.TryGetValue(RetryAfterDetail, out var detail)
            ? detail switch
            {
                TimeSpan span => span,
                int seconds => TimeSpan.FromSeconds(seconds),
                string text when TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) => span,
                _ => null,
            }
            : null;

    /// <summary>How long Dataverse asks to wait; null where it does not say, and for a bare HTTP error, whose headers Microsoft's client keeps to itself.</summary>
    public static TimeSpan? RetryAfter(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (Detail(cause) is { } fault && RetryAfter(fault) is { } wait)
                return wait;
        }

        return null;
    }

    /// <summary>The fault's code, or 0 where there is none.</summary>
    public static int Code(Exception exception) => Detail(exception)?.ErrorCode ?? 0;

    private static OrganizationServiceFault? Detail(Exception exception) => (exception as FaultException<OrganizationServiceFault>)?.Detail;

    private static FaultKind KindOfOne(Exception exception) => exception switch
    {
        FaultException<OrganizationServiceFault> { Detail: { } fault } => Kind(fault),
        HttpRequestException { StatusCode: { } status } => KindOfStatus(status),
        FaultException => FaultKind.Other,
        TimeoutException => FaultKind.TimedOut,

        // Microsoft's client speaks through WCF, which has exceptions of its own for 401 and 403, for 503, and for answers that are none, such as a page for people.
        _ when exception.GetType().FullName == RefusedSignIn => FaultKind.SignInRefused,
        ServerTooBusyException => FaultKind.Transient,
        HttpRequestException or SocketException or IOException or Polly.CircuitBreaker.BrokenCircuitException => FaultKind.Transient,
        // Microsoft's client gives a bare HTTP error as a protocol exception with the status in its text only.
        _ when StatusInText().Match(exception.Message) is { Success: true } match =>
            KindOfStatus((HttpStatusCode)int.Parse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture)),
        CommunicationException => FaultKind.Transient,
        _ => FaultKind.Other,
    };

    private static FaultKind KindOfStatus(HttpStatusCode status) => status switch
    {
        HttpStatusCode.TooManyRequests or EnhanceYourCalm => FaultKind.Throttled,
        HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout or HttpStatusCode.RequestTimeout => FaultKind.Transient,
        HttpStatusCode.RequestEntityTooLarge => FaultKind.TooLarge,
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => FaultKind.SignInRefused,
        _ => FaultKind.Other,
    };

    [GeneratedRegex(@"\((4\d\d|5\d\d)\)", RegexOptions.CultureInvariant)]
    private static partial Regex StatusInText();
}
