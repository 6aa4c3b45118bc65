using System;
using Tevreden.Dataverse.Names;

namespace Tevreden.Dataverse.Plugins.Core.Sending;

/// <summary>What the sender does next with one invitation.</summary>
internal abstract record SendStep
{
    /// <summary>Nothing to do, or nothing that the row doesn't say already.</summary>
    internal sealed record Leave : SendStep;

    /// <summary>Only the row changes.</summary>
    internal sealed record Write(
        InvitationStatus Status,
        InvitationReason? Reason,
        Words? Explanation,
        DateTime? NextAttemptOn = null) : SendStep;

    /// <summary>Claim it and call the service.</summary>
    internal sealed record Send : SendStep;

    /// <summary>Ask the service what became of it.</summary>
    internal sealed record AskService : SendStep;

    /// <summary>Sending was begun long ago and nobody wrote what came of it.</summary>
    internal sealed record SettleStuck : SendStep;

    /// <summary>Its resolution no longer stands: plan the whole case.</summary>
    internal sealed record PlanCase : SendStep;

    /// <summary>Decide about this resolution anew.</summary>
    internal sealed record PlanAgain : SendStep;

    /// <summary>A person wants a failed one sent after all.</summary>
    internal sealed record TryAgain : SendStep;

    /// <summary>It will not be sent any more: whatever it reserved is given back.</summary>
    internal sealed record GiveBack : SendStep;
}
