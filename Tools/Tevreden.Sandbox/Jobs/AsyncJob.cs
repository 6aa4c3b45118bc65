namespace Tevreden.Sandbox.Jobs;

/// <summary>A system job as its asyncoperation row describes it.</summary>
/// <param name="Id">asyncoperationid.</param>
/// <param name="Name">Name of the step, or of the job.</param>
/// <param name="MessageName">Message of the event, for example Update.</param>
/// <param name="PrimaryTable">Table of the event's row; null for none.</param>
/// <param name="PrimaryId">The event's row; null for none.</param>
/// <param name="StepId">sdkmessageprocessingstepid; null for jobs of the platform's own.</param>
/// <param name="CreatedOn">When the event happened, UTC.</param>
/// <param name="PostponeUntil">Not before, UTC; null: at once.</param>
public sealed record AsyncJob(
    Guid Id,
    string Name,
    string MessageName,
    string? PrimaryTable,
    Guid? PrimaryId,
    Guid? StepId,
    DateTime CreatedOn,
    DateTime? PostponeUntil);

/// <summary>How a job ended.</summary>
/// <param name="Succeeded">False: statuscode 31 (failed) or 32 (canceled).</param>
/// <param name="Message">The failure, as the asyncoperation row keeps it; null on success.</param>
public sealed record AsyncJobResult(Guid Id, bool Succeeded, string? Message);
