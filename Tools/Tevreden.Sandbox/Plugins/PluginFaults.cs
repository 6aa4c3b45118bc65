using System.Globalization;
using System.Reflection;
using System.ServiceModel;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;

namespace Tevreden.Sandbox.Plugins;

/// <summary>Turns what a plug-in threw into what its caller gets.</summary>
internal static class PluginFaults
{
    public static FaultException<OrganizationServiceFault> From(Exception thrown, string typeName, string trace)
    {
        var problem = thrown is TargetInvocationException { InnerException: { } inner } ? inner : thrown;
        var fault = problem switch
        {
            InvalidPluginExecutionException refusal => Refusal(refusal),
            FaultException<OrganizationServiceFault> platform => Platform(platform.Detail, platform.Message),
            PluginTimeoutException => new OrganizationServiceFault { ErrorCode = FaultCodes.PluginTimedOut, Message = problem.Message },
            FileNotFoundException { FileName: { } missing } => new OrganizationServiceFault
            {
                ErrorCode = FaultCodes.PluginFailed,
                Message = $"The plug-in {typeName} needs the assembly '{missing.Split(',')[0]}', which is part of neither the .NET Framework nor the SDK and is not in its package: the platform would not find it either. Put it in the plug-in package.",
            },
            TypeLoadException or MissingMemberException when problem.Message.Contains("Microsoft.", StringComparison.Ordinal) => new OrganizationServiceFault
            {
                ErrorCode = FaultCodes.PluginFailed,
                Message = $"The plug-in {typeName} uses a part of Microsoft's SDK that the stand-in of this build lacks: {problem.Message} A release build of the sandbox (-p:OfficialSdk=true) has the whole SDK.",
            },
            _ => new OrganizationServiceFault
            {
                ErrorCode = FaultCodes.PluginFailed,
                Message = $"An unexpected error occurred from ISV code. (ErrorType = ClientError) Unexpected exception from plug-in (Execute): {typeName}: {problem.GetType().FullName}: {problem.Message}",
            },
        };
        fault.TraceText = trace;
        return Faults.Throwable(fault);
    }

    // The plug-in's own number arrives beside the platform's, as sub error code.
    private static OrganizationServiceFault Refusal(InvalidPluginExecutionException refusal)
    {
        var fault = new OrganizationServiceFault { ErrorCode = FaultCodes.PluginRefused, Message = refusal.Message };
        fault.ErrorDetails["OperationStatus"] = ((int)refusal.Status).ToString(CultureInfo.InvariantCulture);
        if (refusal.ErrorCode != 0)
            fault.ErrorDetails["SubErrorCode"] = refusal.ErrorCode.ToString(CultureInfo.InvariantCulture);
        if (refusal.HttpStatus != PluginHttpStatusCode.NotSet)
            fault.ErrorDetails["HttpStatusCode"] = ((int)refusal.HttpStatus).ToString(CultureInfo.InvariantCulture);
        foreach (var (name, value) in refusal.ExceptionDetails ?? new Dictionary<string, string>())
            fault.ErrorDetails[name] = value;
        return fault;
    }

    // An unhandled fault of a nested request travels outwards with its own number.
    private static OrganizationServiceFault Platform(OrganizationServiceFault? inner, string message)
    {
        var fault = new OrganizationServiceFault { ErrorCode = inner?.ErrorCode ?? FaultCodes.PluginFailed, Message = inner?.Message ?? message, InnerFault = inner };
        foreach (var (name, value) in inner?.ErrorDetails ?? [])
            fault.ErrorDetails[name] = value;
        return fault;
    }
}
