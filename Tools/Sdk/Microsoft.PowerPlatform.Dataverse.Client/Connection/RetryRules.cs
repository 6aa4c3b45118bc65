using System;
using System.ServiceModel;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;

namespace Microsoft.PowerPlatform.Dataverse.Client.Connection;

/// <summary>How often and how long the client waits by itself.</summary>
internal sealed record RetryRules
{
    private const int ExecutionTimeExceeded = -2147015903;
    private const int RequestsExceeded = -2147015902;
    private const int ConcurrencyExceeded = -2147015898;
    private const int SqlError = -2147204784;
    private const int PlainFault = -2146233087;

    public int MaxRetryCount { get; init; } = 10;

    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(5);

    public bool IsExponentialForConcurrency { get; init; }

    /// <summary>How long to wait before the next try; null: give up.</summary>
    public TimeSpan? PauseAfter(Exception problem, OrganizationRequest request, int retries)
    {
        if (retries >= MaxRetryCount || problem is OperationCanceledException)
            return null;
        if (ReadsJobs(request) || IsSqlTrouble(problem) || Says(problem, "(502) bad gateway") || Says(problem, "(503) service unavailable"))
            return Pause;
        return problem is FaultException<OrganizationServiceFault> fault ? AfterThrottling(fault.Detail, retries) : null;
    }

    private TimeSpan? AfterThrottling(OrganizationServiceFault fault, int retries)
    {
        if (fault.ErrorCode is not (ExecutionTimeExceeded or RequestsExceeded or ConcurrencyExceeded))
            return null;
        var isOwnPace = IsExponentialForConcurrency && fault.ErrorCode == ConcurrencyExceeded;
        return !isOwnPace && fault.ErrorDetails.TryGetValue("Retry-After", out var wait) && wait is TimeSpan told
            ? told
            : Pause + TimeSpan.FromSeconds(Math.Pow(2, retries));
    }

    private static bool IsSqlTrouble(Exception problem) =>
        problem.HResult is SqlError or PlainFault && problem.Message.Contains("SQL", StringComparison.Ordinal);

    private static bool Says(Exception problem, string text) => problem.Message.Contains(text, StringComparison.OrdinalIgnoreCase);

    /// <summary>Rows of jobs are asked for again and again while a job runs, so that reading them is always worth another try.</summary>
    private static bool ReadsJobs(OrganizationRequest request) => request switch
    {
        RetrieveRequest { Target: { } target } => NamesJobs(target.LogicalName),
        RetrieveMultipleRequest { Query: QueryExpression query } => NamesJobs(query.EntityName),
        RetrieveMultipleRequest { Query: FetchExpression fetch } => NamesJobs(fetch.Query),
        _ => false,
    };

    private static bool NamesJobs(string text) =>
        text is not null && (text.Contains("asyncoperation", StringComparison.Ordinal) || text.Contains("importjob", StringComparison.Ordinal));
}
