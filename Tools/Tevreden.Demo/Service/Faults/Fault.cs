using Newtonsoft.Json;

namespace Tevreden.Demo.Service.Faults;

/// <summary>What goes wrong.</summary>
internal enum FaultKind
{
    /// <summary>An error status with the documented error body.</summary>
    Status,

    /// <summary>The work is done at once, the answer comes late.</summary>
    Slow,

    /// <summary>200 with a page for people, as a proxy or a maintenance page gives; nothing is done.</summary>
    Html,

    /// <summary>The work is done, and the answer holds half of its JSON.</summary>
    Truncated,

    /// <summary>The work is done, and the connection breaks half-way the answer.</summary>
    Broken,

    /// <summary>The work is done, and the connection breaks before the answer.</summary>
    LostAnswer,

    /// <summary>Invitations are answered with 202 and a Location to ask again later.</summary>
    Busy,
}

/// <summary>One fault and the requests it meets.</summary>
internal sealed record Fault
{
    [JsonProperty(Required = Required.Always)]
    public required FaultKind Kind { get; init; }

    /// <summary>400 to 599, for <see cref="FaultKind.Status"/>.</summary>
    public int Status { get; init; } = 500;

    /// <summary>What the error body says, for <see cref="FaultKind.Status"/>; null for the usual words.</summary>
    public string? Message { get; init; }

    /// <summary>Header Retry-After, for <see cref="FaultKind.Status"/>; null sends none.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>Do the work all the same, for <see cref="FaultKind.Status"/>: the fault came after it.</summary>
    public bool AfterWork { get; init; }

    /// <summary>For <see cref="FaultKind.Slow"/>.</summary>
    public int DelayMilliseconds { get; init; }

    /// <summary>How often a task says that it is still busy before it is done, for <see cref="FaultKind.Busy"/>.</summary>
    public int StillBusy { get; init; }

    /// <summary>How many requests it meets; null until cleared.</summary>
    public int? Times { get; init; }

    /// <summary>Only requests of this method, such as POST; null for all.</summary>
    public string? Method { get; init; }

    /// <summary>Only requests whose path begins with this, such as <c>/invitations</c>; null for all.</summary>
    public string? Path { get; init; }

    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public void Validate()
    {
        if (Status is < 400 or > 599)
            throw new ArgumentException($"A fault's status goes from 400 to 599, found {Status}.");
        if (Times is < 1)
            throw new ArgumentException($"A fault meets one request or more, found {Times}.");
        if (RetryAfterSeconds is < 0 || DelayMilliseconds < 0 || StillBusy < 0)
            throw new ArgumentException("Times to wait and to be busy can't be below 0.");
    }

    public bool Meets(string method, string path) =>
        (Method is null || string.Equals(Method, method, StringComparison.OrdinalIgnoreCase))
        && (Path is null || path.StartsWith(Path, StringComparison.OrdinalIgnoreCase));
}
