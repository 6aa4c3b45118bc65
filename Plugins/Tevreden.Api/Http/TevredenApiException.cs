using System;

namespace Tevreden.Api;

/// <summary>A call to the service did not succeed. The message is fit for an administrator and holds no key and no address of a person.</summary>
public abstract class TevredenApiException : Exception
{
    private protected TevredenApiException(string message, bool mayHaveArrived, Exception? cause = null)
        : base(message, cause)
    {
        MayHaveArrived = mayHaveArrived;
    }

    /// <summary>True where the service may have done what it was asked although no good answer came: an invitation must not be sent again blindly.</summary>
    public bool MayHaveArrived { get; }
}

/// <summary>The service answered with an error status. The subclasses are the documented statuses.</summary>
public class ServiceStatusException : TevredenApiException
{
    internal ServiceStatusException(int status, string meaning, string? serviceMessage, TimeSpan? retryAfter, bool mayHaveArrived = false)
        : base($"The service answered {status} ({meaning}).", mayHaveArrived)
    {
        Status = status;
        ServiceMessage = serviceMessage;
        RetryAfter = retryAfter;
    }

    public int Status { get; }

    /// <summary>The <c>message</c> of the service's error body, at most 500 characters without control characters; may name a person, so it belongs on a row and not in a log.</summary>
    public string? ServiceMessage { get; }

    /// <summary>How long the service asks to wait; null where it does not say.</summary>
    public TimeSpan? RetryAfter { get; }
}

/// <summary>400: bad syntax or missing arguments.</summary>
public sealed class BadRequestException : ServiceStatusException
{
    internal BadRequestException(string? message, TimeSpan? retryAfter)
        : base(400, "bad syntax or missing arguments", message, retryAfter)
    {
    }
}

/// <summary>401: no key, or one that is not valid.</summary>
public sealed class InvalidKeyException : ServiceStatusException
{
    internal InvalidKeyException(string? message, TimeSpan? retryAfter)
        : base(401, "no API key, or one that is not valid", message, retryAfter)
    {
    }
}

/// <summary>403: no access.</summary>
public sealed class NoAccessException : ServiceStatusException
{
    internal NoAccessException(string? message, TimeSpan? retryAfter)
        : base(403, "no access", message, retryAfter)
    {
    }
}

/// <summary>404: not there.</summary>
public sealed class NotThereException : ServiceStatusException
{
    internal NotThereException(string? message, TimeSpan? retryAfter)
        : base(404, "not there", message, retryAfter)
    {
    }
}

/// <summary>405: the resource does not support this method.</summary>
public sealed class MethodNotSupportedException : ServiceStatusException
{
    internal MethodNotSupportedException(string? message, TimeSpan? retryAfter)
        : base(405, "method not supported here", message, retryAfter)
    {
    }
}

/// <summary>420 (the service's own) or 429: too many requests.</summary>
public sealed class TooManyRequestsException : ServiceStatusException
{
    internal TooManyRequestsException(int status, string? message, TimeSpan? retryAfter)
        : base(status, "too many requests", message, retryAfter)
    {
    }
}

/// <summary>500 and above but 501: a fault at the service, which may have come after the work was done; only 503 says that it was not.</summary>
public sealed class ServiceFaultException : ServiceStatusException
{
    private const int Unavailable = 503;

    internal ServiceFaultException(int status, string? message, TimeSpan? retryAfter)
        : base(status, "fault at the service", message, retryAfter, mayHaveArrived: status != Unavailable)
    {
    }
}

/// <summary>501: the method is not built for this resource.</summary>
public sealed class NotBuiltException : ServiceStatusException
{
    internal NotBuiltException(string? message, TimeSpan? retryAfter)
        : base(501, "method not built for this resource", message, retryAfter)
    {
    }
}

/// <summary>Where a call that never reached the service came to grief.</summary>
public enum UnreachableBecause
{
    /// <summary>No such host, or nobody answers there.</summary>
    Network,

    /// <summary>No trust could be made: certificate or protocol.</summary>
    Encryption,
}

/// <summary>The service was not reached: the name is unknown, the connection refused, or TLS failed.</summary>
public sealed class ServiceUnreachableException : TevredenApiException
{
    internal ServiceUnreachableException(string host, UnreachableBecause because, Exception cause)
        : base(
            because == UnreachableBecause.Encryption
                ? $"No encrypted connection to {host} could be made. Is the certificate valid for that name, and does the service speak TLS 1.2?"
                : $"The service at {host} can't be reached. Is the address right, and may this environment reach it?",
            mayHaveArrived: false,
            cause) => Because = because;

    public UnreachableBecause Because { get; }
}

/// <summary>The connection broke, or the time limit passed, before the answer was there.</summary>
public sealed class AnswerLostException : TevredenApiException
{
    internal AnswerLostException(string what, Exception cause)
        : base($"The service's answer was lost: {what}.", mayHaveArrived: true, cause)
    {
    }
}

/// <summary>The answer is not what the profile says: HTML, truncated JSON, another shape.</summary>
public sealed class InvalidAnswerException : TevredenApiException
{
    internal InvalidAnswerException(string message, Exception? cause = null)
        : base("The service's answer can't be read. " + message, mayHaveArrived: true, cause)
    {
    }
}

/// <summary>The service points elsewhere: a redirect, or a link to another host. It was not followed, so that no other host ever sees the key.</summary>
public sealed class ForeignAddressException : TevredenApiException
{
    internal ForeignAddressException(string message, bool mayHaveArrived)
        : base(message, mayHaveArrived)
    {
    }
}
