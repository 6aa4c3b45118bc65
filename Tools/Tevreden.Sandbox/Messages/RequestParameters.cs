using Microsoft.Xrm.Sdk;

namespace Tevreden.Sandbox.Messages;

internal static class RequestParameters
{
    public static ConcurrencyBehavior Concurrency(this OrganizationRequest request) =>
        request.Parameters.TryGetValue("ConcurrencyBehavior", out var value) && value is ConcurrencyBehavior behavior ? behavior : ConcurrencyBehavior.Default;
}
