namespace Tevreden.Demo.Service;

/// <summary>How a simulated service is set up. A class, so that no text made of it shows the key.</summary>
internal sealed class SimulatedServiceOptions
{
    /// <summary>http on a loopback address; port 0 takes a free one.</summary>
    public Uri Url { get; init; } = new("http://127.0.0.1:0");

    /// <summary>The value that every request must carry in <c>Tevreden-API-key</c>.</summary>
    public required string ApiKey { get; init; }

    /// <summary>The value that every request must carry in <c>Tevreden-platform</c>.</summary>
    public required string Platform { get; init; }

    /// <summary>Gives the times that the service writes on what it receives and keeps.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Seed of the simulated customers, where they are not given another.</summary>
    public int Seed { get; init; } = 2026;

    /// <summary>What differs from the default names, as the same JSON merge patch that a customer writes; null for nothing.</summary>
    public string? Profile { get; init; }

    /// <exception cref="ArgumentException">The address is not http on this machine, or key or platform is empty; the message names everything that is wrong.</exception>
    public void Validate()
    {
        var problems = new List<string>();
        if (!Url.IsAbsoluteUri || Url.Scheme != Uri.UriSchemeHttp || !Url.IsLoopback || Url.AbsolutePath != "/")
            problems.Add($"The address must be http on this machine, such as http://127.0.0.1:5081, found {Url}.");
        if (string.IsNullOrWhiteSpace(ApiKey))
            problems.Add("The key is empty.");
        if (string.IsNullOrWhiteSpace(Platform))
            problems.Add("The platform is empty.");
        if (problems.Count > 0)
            throw new ArgumentException(string.Join(" ", problems));
    }
}
