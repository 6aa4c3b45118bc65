using System.Globalization;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;

namespace Tevreden.Sandbox.OrganizationService;

/// <summary>Faults of service protection, over either endpoint.</summary>
internal static class Throttling
{
    // Requests, execution time, concurrency.
    private static readonly HashSet<int> Codes = [FaultCodes.TooManyRequests, FaultCodes.TooMuchExecutionTime, FaultCodes.TooManyConcurrentRequests];

    public static bool Is(int code) => Codes.Contains(code);

    /// <summary>How long to wait; null: it is another fault, or one that does not say.</summary>
    public static TimeSpan? Wait(OrganizationServiceFault fault) =>
        Is(fault.ErrorCode) && fault.ErrorDetails.TryGetValue("Retry-After", out var value) && value is TimeSpan wait ? wait : null;

    /// <summary>As the header Retry-After has it.</summary>
    public static string Seconds(TimeSpan wait) => Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
