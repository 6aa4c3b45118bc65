using System;
using System.Globalization;

namespace Tevreden.Dataverse.Plugins.Core.Sending;

/// <summary>
/// What a status code of the service means for one invitation (tevreden-api.md: 401, 403, 404, 405, 420, 500 and 501 are
/// documented; the others are HTTP's own).
/// </summary>
internal static class ServiceStatus
{
    /// <param name="status">Status code, 300 or more.</param>
    /// <param name="aboutTheKey">A 403 that is about who asks, not about what was sent.</param>
    /// <param name="message">The service's own words.</param>
    /// <param name="retryAfter">How long it asked to wait.</param>
    public static ServiceAnswer Means(int status, bool aboutTheKey, string? message, TimeSpan? retryAfter) => status switch
    {
        401 => new ServiceAnswer.KeyRefused(message),
        403 when aboutTheKey => new ServiceAnswer.KeyRefused(message),
        420 or 429 => new ServiceAnswer.TooMany(retryAfter),
        501 => new ServiceAnswer.Refused(message),

        // Both say that nothing was done: it was down, or got tired of waiting for us.
        408 or 503 => new ServiceAnswer.Unavailable(Says(status, message), false, retryAfter),
        >= 400 and < 500 => new ServiceAnswer.Refused(message),

        // It, or something before it, broke down at work: nobody knows how far it had come.
        >= 500 => new ServiceAnswer.Unavailable(Says(status, message), true, retryAfter),

        // A redirect is never followed, so nothing arrived anywhere.
        >= 300 => new ServiceAnswer.Unavailable(Says(status, "it points to another address"), false, retryAfter),
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Expected the status of a call that failed."),
    };

    private static string Says(int status, string? message) => string.IsNullOrWhiteSpace(message)
        ? $"the service answers {status.ToString(CultureInfo.InvariantCulture)}"
        : $"the service answers {status.ToString(CultureInfo.InvariantCulture)}: {message}";
}
