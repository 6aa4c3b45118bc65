using System.ServiceModel;
using Microsoft.Xrm.Sdk;

namespace Tevreden.Cli.Tests.Support;

/// <summary>Faults as Dataverse gives them.</summary>
internal static class Faults
{
    public const int Invalid = unchecked((int)0x80040203);
    public const int TooManyRequests = -2147015902;
    public const int TooMuchExecutionTime = -2147015903;
    public const int TooManyAtOnce = -2147015898;

    public static FaultException<OrganizationServiceFault> Make(int code, string message, TimeSpan? retryAfter = null)
    {
        var fault = new OrganizationServiceFault { ErrorCode = code, Message = message };
        if (retryAfter is { } wait)
            fault.ErrorDetails["Retry-After"] = wait;
        return new FaultException<OrganizationServiceFault>(fault, new FaultReason(message));
    }
}
