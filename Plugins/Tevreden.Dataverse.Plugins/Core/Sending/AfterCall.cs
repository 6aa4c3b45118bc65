using System;
using Tevreden.Dataverse.Names;

namespace Tevreden.Dataverse.Plugins.Core.Sending;

/// <summary>What every decision after a call depends on.</summary>
/// <param name="Row">The row as it was last read.</param>
/// <param name="Service">What the service can do.</param>
/// <param name="Now">The time, UTC.</param>
/// <param name="Random">From 0 to 1, 1 excluded.</param>
internal sealed record AfterCallFacts(SendFacts Row, ServiceAbilities Service, DateTime Now, Func<double> Random);

/// <summary>Decides what an answer of the service means. Nothing is resent that might have arrived, unless the service recognises it.</summary>
internal static class AfterCall
{
    private static readonly TimeSpan DefaultPause = TimeSpan.FromMinutes(1);

    // A service that asks for longer made a mistake, and nobody would notice until everything expired.
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(1);

    /// <summary>After sending.</summary>
    public static SendOutcome Sent(ServiceAnswer answer, AfterCallFacts facts) => answer switch
    {
        ServiceAnswer.Taken taken => Done(facts, taken.ExternalId, Explanations.ServiceSays(taken.Message)),
        ServiceAnswer.Bounced bounced => NotDelivered(facts, InvitationReason.Bounced, bounced.ExternalId, bounced.Message),
        ServiceAnswer.Unsubscribed left => NotDelivered(facts, InvitationReason.Unsubscribed, left.ExternalId, left.Message),
        ServiceAnswer.Busy busy => Busy(busy.StatusLocation),
        ServiceAnswer.AlreadyThere there when facts.Service.Deduplicates => Done(facts, there.ExternalId, Explanations.KnownToService),
        ServiceAnswer.AlreadyThere there => new SendOutcome(InvitationStatus.Failed)
        {
            Reason = InvitationReason.Duplicate,
            Explanation = Explanations.Duplicate,
            ExternalId = there.ExternalId,
            LastError = Clean(there.Message),
        },
        ServiceAnswer.Refused refused => Refused(refused.Message),
        ServiceAnswer.NotSendable broken => new SendOutcome(InvitationStatus.Failed)
        {
            Reason = InvitationReason.RuleBroken,
            Explanation = broken.Explanation,
        },
        ServiceAnswer.KeyRefused refused => KeyRefused(facts, refused),
        ServiceAnswer.TooMany many => TooMany(facts, many),
        ServiceAnswer.Unavailable { MayHaveArrived: true } lost when !facts.Service.Deduplicates => Uncertain(facts, lost),
        ServiceAnswer.Unavailable problem => Later(facts, problem),
        _ => throw new ArgumentOutOfRangeException(nameof(answer), answer.GetType().Name, "Expected an answer to sending."),
    };

    /// <summary>After asking what became of one that is Accepted or stuck in Sending; null leaves the row as it is, to be asked again.</summary>
    public static SendOutcome? Asked(ServiceAnswer answer, AfterCallFacts facts) => answer switch
    {
        ServiceAnswer.Taken taken => Done(facts, taken.ExternalId, Explanations.ServiceSays(taken.Message)),
        ServiceAnswer.AlreadyThere there => Done(facts, there.ExternalId, null),
        ServiceAnswer.Bounced bounced => NotDelivered(facts, InvitationReason.Bounced, bounced.ExternalId, bounced.Message),
        ServiceAnswer.Unsubscribed left => NotDelivered(facts, InvitationReason.Unsubscribed, left.ExternalId, left.Message),
        ServiceAnswer.Busy busy when facts.Row.Status == InvitationStatus.Sending => Busy(busy.StatusLocation),
        ServiceAnswer.Refused refused => Refused(refused.Message),
        ServiceAnswer.NotKnown when facts.Row.Status == InvitationStatus.Sending => Later(facts, new("the service never received it", false, TimeSpan.Zero)) with { UnavailableBecause = null },
        ServiceAnswer.NotKnown => new SendOutcome(InvitationStatus.Failed)
        {
            Reason = InvitationReason.Uncertain,
            Explanation = Explanations.ForgottenByService,
        },
        _ when facts.Row.ExpiresOn <= facts.Now => new SendOutcome(InvitationStatus.Failed)
        {
            Reason = InvitationReason.Uncertain,
            Explanation = Explanations.Uncertain,
        },
        _ => null,
    };

    /// <summary>What an answer says about the connection, whatever became of the row; null for nothing.</summary>
    public static SendOutcome? OfConnection(ServiceAnswer answer, AfterCallFacts facts) => answer switch
    {
        ServiceAnswer.KeyRefused refused => KeyRefused(facts, refused),
        ServiceAnswer.TooMany many => TooMany(facts, many),
        ServiceAnswer.Unavailable problem => Later(facts, problem),
        _ => null,
    };

    private static SendOutcome KeyRefused(AfterCallFacts facts, ServiceAnswer.KeyRefused refused)
    {
        var why = Explanations.KeyRefused(refused.Message);
        return Retry(facts, new SendOutcome(InvitationStatus.Planned)
        {
            Reason = InvitationReason.WaitingSuspended,
            Explanation = Explanations.Suspended(why),
            SuspendBecause = why,
            LastError = Clean(refused.Message),
        });
    }

    private static SendOutcome Done(AfterCallFacts facts, string? externalId, Words? explanation) =>
        new(InvitationStatus.Sent) { ExternalId = externalId, SentOn = facts.Now, Explanation = explanation };

    private static SendOutcome NotDelivered(AfterCallFacts facts, InvitationReason reason, string? externalId, string? message) => new(InvitationStatus.Failed)
    {
        Reason = reason,
        Explanation = reason == InvitationReason.Bounced ? Explanations.Bounced(message) : Explanations.Unsubscribed(message),
        ExternalId = externalId,
        SentOn = facts.Now,
        LastError = Clean(message),
    };

    private static SendOutcome Busy(string? location) =>
        new(InvitationStatus.Accepted) { StatusLocation = location, Explanation = Explanations.StillBusy };

    private static SendOutcome Refused(string? message) => new(InvitationStatus.Failed)
    {
        Reason = InvitationReason.RejectedByService,
        Explanation = Explanations.Rejected(message),
        LastError = Clean(message),
    };

    private static SendOutcome Uncertain(AfterCallFacts facts, ServiceAnswer.Unavailable lost) =>
        facts.Service.TellsStatus
            ? new SendOutcome(InvitationStatus.Sending)
            {
                Explanation = Explanations.AnswerLost,
                LastError = Clean(lost.Problem),
                UnavailableBecause = Clean(lost.Problem),
            }
            : new SendOutcome(InvitationStatus.Failed)
            {
                Reason = InvitationReason.Uncertain,
                Explanation = Explanations.Uncertain,
                LastError = Clean(lost.Problem),
                UnavailableBecause = Clean(lost.Problem),
            };

    private static SendOutcome TooMany(AfterCallFacts facts, ServiceAnswer.TooMany many)
    {
        var asked = many.RetryAfter ?? DefaultPause;
        var pause = asked < LongestPause ? asked : LongestPause;
        var until = facts.Now + pause;
        return Retry(facts, new SendOutcome(InvitationStatus.Planned)
        {
            Reason = InvitationReason.WaitingThrottled,
            Explanation = Explanations.Throttled(until),
            NextAttemptOn = BeforeExpiry(facts, Backoff.Next(facts.Now, 1, pause, facts.Random)),
            ThrottleUntil = until,
        });
    }

    private static SendOutcome Later(AfterCallFacts facts, ServiceAnswer.Unavailable problem)
    {
        var next = BeforeExpiry(facts, Backoff.Next(facts.Now, facts.Row.Attempts, problem.RetryAfter, facts.Random));
        return Retry(facts, new SendOutcome(InvitationStatus.Planned)
        {
            Reason = InvitationReason.WaitingForRetry,
            Explanation = Explanations.Retry(Explanations.WithoutAddresses(problem.Problem), next, facts.Row.Attempts),
            NextAttemptOn = next,
            LastError = Clean(problem.Problem),
            UnavailableBecause = Clean(problem.Problem),
        });
    }

    // A retry that nobody wants any more is none. What the answer says about the connection holds all the same.
    private static SendOutcome Retry(AfterCallFacts facts, SendOutcome retry)
    {
        if (!facts.Row.CancelRequested && facts.Row.WhyNotCurrent is null)
        {
            return retry;
        }

        var reason = facts.Row.WhyNotCurrent ?? InvitationReason.CancelledByPerson;
        return retry with
        {
            Status = InvitationStatus.Cancelled,
            Reason = reason,
            Explanation = reason == InvitationReason.CancelledByPerson ? Explanations.CancelledByPerson : Explanations.NotCurrent(reason),
            NextAttemptOn = null,
        };
    }

    private static string? Clean(string? text) => text is null ? null : Explanations.WithoutAddresses(text);

    // The clock must find it again when it expires, not long after.
    private static DateTime BeforeExpiry(AfterCallFacts facts, DateTime next) =>
        facts.Row.ExpiresOn is { } expires && expires < next ? expires : next;
}
