using System;
using System.Globalization;

namespace Tevreden.Dataverse.Plugins.Core.Sending;

/// <summary>
/// What a status code of the service means for one invitation (tevreden-api.md: 401, 403, 404, 405, 420, 500 and 501 are
/// documented; the others are HTTP's own). A 403 here is about what was sent; who tells the two kinds apart asks the service.
/// </summary>
internal static class ServiceStatus
{
    private const int BadGateway = 502, GatewayTimeout = 504;

    /// <summary>The status that sending was answered with.</summary>
    /// <param name="status">Status code, 300 or more.</param>
    /// <param name="faultMayComeAfterWork">Whether a fault of the service may have come after it took the invitation; the API profile says so.</param>
    /// <param name="message">The service's own words.</param>
    /// <param name="retryAfter">How long it asked to wait.</param>
    public static ServiceAnswer Means(int status, bool faultMayComeAfterWork, string? message, TimeSpan? retryAfter) => status switch
    {
        401 => new ServiceAnswer.KeyRefused(message),
        420 or 429 => new ServiceAnswer.TooMany(retryAfter),
        501 => new ServiceAnswer.Refused(message),

        // Both say that nothing was done: it was down, or got tired of waiting for us.
        408 or 503 => new ServiceAnswer.Unavailable(Says(status, message), false, retryAfter),
        >= 400 and < 500 => new ServiceAnswer.Refused(message),

        // Something on the way says that it got no good answer from the service: that answer is lost.
        BadGateway or GatewayTimeout => new ServiceAnswer.Unavailable(Says(status, message), true, retryAfter),
        >= 500 => new ServiceAnswer.Unavailable(Says(status, message), faultMayComeAfterWork, retryAfter),

        // A redirect is never followed, so nothing arrived anywhere.
        >= 300 => new ServiceAnswer.Unavailable(Says(status, "it points to another address"), false, retryAfter),
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Expected the status of a call that failed."),
    };

    /// <summary>The status that asking was answered with: whatever it says, it refuses the question and not the invitation.</summary>
    /// <param name="status">Status code, 300 or more.</param>
    /// <param name="atItsOwnPlace">Asked at the place that the service gave for this one invitation, so that a 404 is about it. Elsewhere a 404 may as well come of a wrong path.</param>
    /// <param name="message">The service's own words.</param>
    /// <param name="retryAfter">How long it asked to wait.</param>
    public static ServiceAnswer MeansAsked(int status, bool atItsOwnPlace, string? message, TimeSpan? retryAfter) => status switch
    {
        401 => new ServiceAnswer.KeyRefused(message),
        404 or 410 when atItsOwnPlace => new ServiceAnswer.NotKnown(),
        420 or 429 => new ServiceAnswer.TooMany(retryAfter),
        _ => new ServiceAnswer.Unavailable(Says(status, message), true, retryAfter),
    };

    private static string Says(int status, string? message) => string.IsNullOrWhiteSpace(message)
        ? $"the service answers {status.ToString(CultureInfo.InvariantCulture)}"
        : $"the service answers {status.ToString(CultureInfo.InvariantCulture)}: {message}";
}
