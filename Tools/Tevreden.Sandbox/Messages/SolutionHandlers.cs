using Microsoft.Crm.Sdk.Messages;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Import;
using Tevreden.Sandbox.Security;

namespace Tevreden.Sandbox.Messages;

/// <summary>What the messages about solutions share: the privilege, and that they stand alone.</summary>
internal static class SolutionMessages
{
    public const string Privilege = "prvImportCustomization";

    /// <summary>Definitions change outside of transactions, so these messages can't take part in one.</summary>
    public static void DemandAlone(OrganizationRequest request, Operation operation)
    {
        if (operation.Scope is not null)
            throw Faults.InvalidArgument($"{request.RequestName} can't be part of a transaction in the sandbox: send it by itself, not from a synchronous plug-in, a custom API or ExecuteTransaction.");
    }

    /// <summary>The id that the client chose for the row of importjob, or a new one.</summary>
    public static Guid Job(OrganizationRequest request) =>
        request.Parameters.TryGetValue("ImportJobId", out var id) && id is Guid given && given != Guid.Empty ? given : Guid.NewGuid();

    public static ImportResult Import(this SolutionImports imports, byte[] zip, ImportOptions how, Operation operation)
    {
        try
        {
            using var stream = new MemoryStream(zip, writable: false);
            return imports.Import(stream, how, operation.Cancellation);
        }
        catch (ImportException problem)
        {
            throw Faults.ImportFailed(problem.Message);
        }
    }
}

/// <summary>ImportSolution: an update, or with HoldingSolution the first half of an upgrade. Leaves a row of importjob.</summary>
internal sealed class ImportSolutionHandler(SolutionImports imports, StagedSolutions staged, ImportJobs jobs, Privileges privileges) : IMessageHandler
{
    public string RequestName => "ImportSolution";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        privileges.Demand(SolutionMessages.Privilege, operation);
        SolutionMessages.DemandAlone(request, operation);
        var zip = request.Need<byte[]>("CustomizationFile");
        var job = SolutionMessages.Job(request);
        if (request.Parameters.TryGetValue("HoldingSolution", out var holding) && holding is true)
            jobs.Record(job, () => staged.Stage(zip, operation), operation);
        else
            jobs.Record(job, () => imports.Import(zip, How(request), operation).UniqueName, operation);
        return new ImportSolutionResponse { ResponseName = RequestName };
    }

    public static ImportOptions How(OrganizationRequest request) => new()
    {
        EnableSteps = !request.Parameters.TryGetValue("PublishWorkflows", out var publish) || publish is not false,
        OverwriteUnmanagedCustomizations = request.Parameters.TryGetValue("OverwriteUnmanagedCustomizations", out var overwrite) && overwrite is true,
    };
}

/// <summary>StageAndUpgrade: an upgrade at once.</summary>
internal sealed class StageAndUpgradeHandler(SolutionImports imports, ImportJobs jobs, Privileges privileges) : IMessageHandler
{
    public string RequestName => "StageAndUpgrade";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        privileges.Demand(SolutionMessages.Privilege, operation);
        SolutionMessages.DemandAlone(request, operation);
        var zip = request.Need<byte[]>("CustomizationFile");
        var job = SolutionMessages.Job(request);
        var name = jobs.Record(job, () => imports.Import(zip, ImportSolutionHandler.How(request) with { Upgrade = true }, operation).UniqueName, operation);
        return new StageAndUpgradeResponse { ResponseName = RequestName, Results = { ["SolutionId"] = SolutionComponents.SolutionId(name) } };
    }
}

/// <summary>DeleteAndPromote: the second half of an upgrade. The new version takes the place of the old one, and what it doesn't have goes.</summary>
internal sealed class DeleteAndPromoteHandler(SolutionImports imports, StagedSolutions staged, Privileges privileges) : IMessageHandler
{
    public string RequestName => "DeleteAndPromote";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        privileges.Demand(SolutionMessages.Privilege, operation);
        SolutionMessages.DemandAlone(request, operation);
        var name = request.Need<string>("UniqueName");
        imports.Import(staged.Get(name, operation), new ImportOptions { Upgrade = true }, operation);
        staged.Forget(name, operation);
        return new DeleteAndPromoteResponse { ResponseName = RequestName, Results = { ["SolutionId"] = SolutionComponents.SolutionId(name) } };
    }
}

/// <summary>RetrieveDependenciesForUninstall: what would be left without something it needs.</summary>
internal sealed class RetrieveDependenciesForUninstallHandler(SolutionRemoval removal) : IMessageHandler
{
    public string RequestName => "RetrieveDependenciesForUninstall";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        var dependents = removal.WhatNeeds(SolutionComponents.SolutionId(request.Need<string>("SolutionUniqueName")), operation);
        var rows = dependents.Select(dependent => new Entity("dependency", NameIds.Of("dependency", dependent.By.Id.ToString("D"), dependent.Needs.Id.ToString("D")))
        {
            ["requiredcomponenttype"] = dependent.Needs.Type,
            ["requiredcomponentobjectid"] = dependent.Needs.Id,
            ["dependentcomponenttype"] = dependent.By.Type,
            ["dependentcomponentobjectid"] = dependent.By.Id,
        });
        return new RetrieveDependenciesForUninstallResponse { ResponseName = RequestName, Results = { ["EntityCollection"] = new EntityCollection([.. rows]) { EntityName = "dependency" } } };
    }
}
