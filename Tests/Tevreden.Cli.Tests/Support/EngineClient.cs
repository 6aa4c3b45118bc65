using System.ServiceModel;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Tevreden.Sandbox.Engine;

namespace Tevreden.Cli.Tests.Support;

/// <summary>The engine as the job's client sees an environment, made to fail as a test wishes.</summary>
/// <param name="engine">The environment.</param>
/// <param name="user">Who the job is.</param>
/// <param name="requests">Gets every request.</param>
/// <param name="wishes">What goes wrong.</param>
internal sealed class EngineClient(DataverseEngine engine, Guid user, List<OrganizationRequest> requests, IFailureWishes wishes) : ExecuteOnlyClient
{
    private int _underWay;

    /// <summary>Is called before each request, as the real client asks for a token.</summary>
    public Action? Signing { get; init; }

    /// <summary>The most requests that were under way at one time.</summary>
    public int MostAtOnce { get; private set; }

    public override Task<OrganizationResponse> ExecuteAsync(OrganizationRequest request, CancellationToken cancellationToken)
    {
        lock (requests)
        {
            requests.Add(request);
            MostAtOnce = Math.Max(MostAtOnce, ++_underWay);
        }

        return Task.Run(() => Run(request), CancellationToken.None);
    }

    private OrganizationResponse Run(OrganizationRequest request)
    {
        try
        {
            Signing?.Invoke();
            wishes.BeforeRequest?.Invoke(request);
            var response = RunInside(request);
            wishes.AfterRequest?.Invoke(request);
            return response;
        }
        finally
        {
            lock (requests)
                _underWay--;
        }
    }

    // A bad row fails a bulk whole, and itself only in an ExecuteMultiple, as on the platform.
    private OrganizationResponse RunInside(OrganizationRequest request)
    {
        if (request is not ExecuteMultipleRequest many || wishes.BeforeRow is null)
        {
            if (Targets(request).Select(row => wishes.BeforeRow?.Invoke(row)).FirstOrDefault(fault => fault is not null) is { } refusal)
                throw refusal;
            return engine.Execute(request, new CallerContext(user), CancellationToken.None);
        }

        var items = new ExecuteMultipleResponseItemCollection();
        for (var i = 0; i < many.Requests.Count; i++)
        {
            try
            {
                var response = RunInside(many.Requests[i]);
                if (many.Settings.ReturnResponses)
                    items.Add(new ExecuteMultipleResponseItem { RequestIndex = i, Response = response });
            }
            catch (FaultException<OrganizationServiceFault> fault)
            {
                items.Add(new ExecuteMultipleResponseItem { RequestIndex = i, Fault = fault.Detail });
            }
        }

        return new ExecuteMultipleResponse { Results = { ["Responses"] = items, ["IsFaulted"] = items.Any(item => item.Fault is not null) } };
    }

    private static IEnumerable<Entity> Targets(OrganizationRequest request) => request switch
    {
        UpsertMultipleRequest many => many.Targets.Entities,
        UpdateMultipleRequest many => many.Targets.Entities,
        UpsertRequest one => [one.Target],
        UpdateRequest one => [one.Target],
        CreateRequest one => [one.Target],
        _ => [],
    };
}
