namespace Tevreden.Demo.Service;

/// <summary>How the simulated service listens and whom it lets in.</summary>
public sealed record SimulatedServiceOptions
{
    /// <summary>A loopback address; port 0 takes a free one.</summary>
    public string Url { get; init; } = "http://127.0.0.1:0";

    public required string ApiKey { get; init; }

    public required string Platform { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
