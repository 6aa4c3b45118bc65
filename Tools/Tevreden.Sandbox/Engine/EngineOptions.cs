using Microsoft.Xrm.Sdk;

namespace Tevreden.Sandbox.Engine;

/// <summary>How one environment is set up. All have defaults; the same options and the same requests give the same rows.</summary>
public sealed record EngineOptions
{
    /// <summary>SQLite file; null keeps the rows in memory.</summary>
    public string? DatabaseFile { get; init; }

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    public Guid OrganizationId { get; init; } = new("6f1d5a39-0c3c-4d7e-9d5e-5a9db0c5d001");

    public string UniqueName { get; init; } = "sandbox";

    public string FriendlyName { get; init; } = "Sandbox";

    /// <summary>What RetrieveVersion answers.</summary>
    public string Version { get; init; } = "9.2.25111.140";

    /// <summary>Seeds ticket numbers and the order in which asynchronous steps are delivered.</summary>
    public int Seed { get; init; }

    /// <summary>Threads that deliver asynchronous steps; 0 leaves the queue held, for whoever steps through it.</summary>
    public int AsyncWorkers { get; init; } = 2;

    /// <summary>True: ready jobs are taken in an order that <see cref="Seed"/> shuffles, since the platform promises none. False: oldest first.</summary>
    public bool ShuffleJobs { get; init; } = true;

    /// <summary>When the index of an imported alternate key becomes active.</summary>
    public KeyIndexing KeyIndexing { get; init; } = KeyIndexing.AfterImport;

    public CaseBehavior Cases { get; init; } = new();

    /// <summary>The platform's hard limit for one run of a plug-in. Infinite: none, and each runs on its caller's thread, which takes less time.</summary>
    public TimeSpan PluginTimeLimit { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Service protection of each user; null for none.</summary>
    public ProtectionLimits? Protection { get; init; }

    /// <summary>Called before each request from outside and from plug-ins, on the thread that runs it: to count, to delay, or to fail by throwing.</summary>
    public Action<OrganizationRequest, CallerContext>? BeforeRequest { get; init; }
}

public enum KeyIndexing
{
    /// <summary>The import waits for it.</summary>
    WithImport,

    /// <summary>By a job that the queue delivers after the import.</summary>
    AfterImport,

    /// <summary>Only when <see cref="DataverseEngine.BuildKeyIndexes"/> is called.</summary>
    OnRequest,
}

/// <summary>What the platform does around resolving a case where its documentation is silent or environments differ.</summary>
public sealed record CaseBehavior
{
    /// <summary>CloseIncident raises Create of incidentresolution.</summary>
    public bool CloseRaisesResolutionCreate { get; init; } = true;

    /// <summary>CloseIncident raises Update of incident, with statecode and statuscode.</summary>
    public bool CloseRaisesCaseUpdate { get; init; } = true;

    /// <summary>A child case that is closed along with its parent (organization.cascadestatusupdate) gets a resolution row of its own; else only its state is written.</summary>
    public bool CascadeMakesResolutions { get; init; } = true;

    /// <summary>Resolved may be set by a plain update, which then makes no resolution row.</summary>
    public bool AllowDirectResolve { get; init; }

    /// <summary>Resolved and cancelled cases take changes of other columns.</summary>
    public bool AllowUpdateAfterClose { get; init; }

    /// <summary>Reopening a case turns its resolution rows into Canceled.</summary>
    public bool ReopenCancelsResolutions { get; init; } = true;
}
