using System;

namespace Tevreden.Dataverse.Plugins.Core.Sending;

/// <summary>What came of one call to the service, without any of its wire terms.</summary>
internal abstract record ServiceAnswer
{
    /// <summary>It has the invitation and sends it. <paramref name="Message"/> is what its import says beside that.</summary>
    internal sealed record Taken(string? ExternalId, string? Message = null) : ServiceAnswer;

    /// <summary>It sent the mail, which came back.</summary>
    internal sealed record Bounced(string? ExternalId, string? Message) : ServiceAnswer;

    /// <summary>The receiver told the service to send no more.</summary>
    internal sealed record Unsubscribed(string? ExternalId, string? Message) : ServiceAnswer;

    /// <summary>It took it and is still busy; <paramref name="StatusLocation"/> is where to ask, relative, where it gave one.</summary>
    internal sealed record Busy(string? StatusLocation) : ServiceAnswer;

    /// <summary>It says that it has this reference already.</summary>
    internal sealed record AlreadyThere(string? ExternalId, string? Message) : ServiceAnswer;

    /// <summary>It will not take this invitation, however often it is sent.</summary>
    internal sealed record Refused(string? Message) : ServiceAnswer;

    /// <summary>It never went out: what it was made of can't be sent.</summary>
    internal sealed record NotSendable(Words Explanation) : ServiceAnswer;

    /// <summary>It doesn't accept the key: nothing goes out until somebody corrects that.</summary>
    internal sealed record KeyRefused(string? Message) : ServiceAnswer;

    /// <summary>Too many requests. It was not taken.</summary>
    internal sealed record TooMany(TimeSpan? RetryAfter) : ServiceAnswer;

    /// <summary>No usable answer.</summary>
    /// <param name="Problem">In a few words, without personal data.</param>
    /// <param name="MayHaveArrived">Whether the service may have taken it all the same.</param>
    /// <param name="RetryAfter">How long it asked to wait.</param>
    internal sealed record Unavailable(string Problem, bool MayHaveArrived, TimeSpan? RetryAfter) : ServiceAnswer;

    /// <summary>Asked what became of it: it has no such invitation, or no longer.</summary>
    internal sealed record NotKnown : ServiceAnswer;
}
