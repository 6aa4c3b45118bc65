using Microsoft.Crm.Sdk.Messages;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Metadata;
using Tevreden.Sandbox.Security;

namespace Tevreden.Sandbox.Messages;

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
