using Microsoft.Crm.Sdk.Messages;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Import;
using Tevreden.Sandbox.Metadata;
using Tevreden.Sandbox.Security;

namespace Tevreden.Sandbox.Messages;

/// <summary>ImportSolution: the zip of its CustomizationFile. What the importer refuses comes back as the platform's import fault.</summary>
internal sealed class ImportSolutionHandler(Privileges privileges, KeyIndexes keys, EngineOptions options, Func<SolutionImporter> importer) : IMessageHandler
{
    public string RequestName => "ImportSolution";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        privileges.Demand("prvImportCustomization", operation);
        if (operation.Scope is not null)
            throw Faults.InvalidArgument("ImportSolution can't run inside a transaction.");
        if (request.Parameters.TryGetValue("HoldingSolution", out var holding) && holding is true)
            throw Faults.InvalidArgument("The sandbox has no holding solutions: import the new version, which adds and changes, or a new environment with it.");
        try
        {
            using var zip = new MemoryStream(request.Need<byte[]>("CustomizationFile"));
            importer().Import(zip, new ImportOptions { EnableSteps = request.Parameters.TryGetValue("PublishWorkflows", out var publish) && publish is true }, operation.Cancellation);
        }
        catch (ImportException problem)
        {
            throw Faults.Make(FaultCodes.ImportFailed, problem.Message);
        }

        if (options.KeyIndexing == KeyIndexing.WithImport)
            keys.Build();
        return new ImportSolutionResponse { ResponseName = RequestName };
    }
}

/// <summary>PublishXml: everything is published at once here.</summary>
internal sealed class PublishXmlHandler : IMessageHandler
{
    public string RequestName => "PublishXml";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        _ = request.Need<string>("ParameterXml");
        return new PublishXmlResponse { ResponseName = RequestName };
    }
}

/// <summary>How many rows tables have. The platform answers from statistics of the last day; this counts.</summary>
internal sealed class RetrieveTotalRecordCountHandler(Transactions transactions, Privileges privileges) : IMessageHandler
{
    public string RequestName => "RetrieveTotalRecordCount";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        var counts = new EntityRecordCountCollection();
        foreach (var name in request.Need<string[]>("EntityNames"))
        {
            counts[name] = transactions.Read(operation, scope =>
            {
                privileges.Demand("Read", scope.Table(name), operation);
                return (long)scope.Rows(name).Count;
            });
        }

        return new RetrieveTotalRecordCountResponse { ResponseName = RequestName, Results = { ["EntityRecordCountCollection"] = counts } };
    }
}

/// <summary>Languages of labels: all that the catalog has texts in.</summary>
internal sealed class RetrieveProvisionedLanguagesHandler(Transactions transactions) : IMessageHandler
{
    public string RequestName => "RetrieveProvisionedLanguages";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        var languages = transactions.Store.Catalog.Tables.SelectMany(table => table.DisplayName.ByLanguage.Keys).Append(LocalizedText.English).Distinct().Order().ToArray();
        return new RetrieveProvisionedLanguagesResponse { ResponseName = RequestName, Results = { ["RetrieveProvisionedLanguages"] = languages } };
    }
}
