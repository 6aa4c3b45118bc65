namespace Tevreden.Sandbox.OrganizationService;

/// <summary>How the Organization Service endpoint presents itself.</summary>
internal sealed record OrganizationServiceOptions
{
    /// <summary>What every answer says in <c>x-ms-dop-hint</c>: how many requests at once this environment likes.</summary>
    public int DegreesOfParallelism { get; init; } = 4;

    /// <summary>A limit of service protection is answered as HTTP 429 with Retry-After, not as a fault.</summary>
    public bool ThrottlesByStatus { get; init; }

    /// <summary>The largest envelope that is read, in bytes, after decompression.</summary>
    public long LargestEnvelope { get; init; } = 128L * 1024 * 1024;
}
