using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Query;

namespace Tevreden.Sandbox.Messages;

internal sealed class QueryExpressionToFetchXmlHandler : IMessageHandler
{
    public string RequestName => "QueryExpressionToFetchXml";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation) => new()
    {
        ResponseName = RequestName,
        Results =
        {
            ["FetchXml"] = StoreFaults.TranslateQuery(() => FetchWriter.Write(request.Need<QueryBase>("Query") switch
            {
                QueryExpression query => ExpressionReader.Read(query),
                QueryByAttribute query => ExpressionReader.Read(query),
                FetchExpression query => FetchReader.Read(query.Query),
                var other => throw Faults.InvalidArgument($"A query of type {other.GetType().Name} is not known."),
            })),
        },
    };
}

internal sealed class FetchXmlToQueryExpressionHandler(Transactions transactions) : IMessageHandler
{
    public string RequestName => "FetchXmlToQueryExpression";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation) => new()
    {
        ResponseName = RequestName,
        Results = { ["Query"] = StoreFaults.TranslateQuery(() => new ExpressionWriter(transactions.Store.Catalog).Write(FetchReader.Read(request.Need<string>("FetchXml")))) },
    };
}
