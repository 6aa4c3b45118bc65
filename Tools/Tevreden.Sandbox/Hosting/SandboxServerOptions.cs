using Tevreden.Sandbox.Engine;

namespace Tevreden.Sandbox.Hosting;

/// <summary>How an environment is served. A class, so that no text made of it shows the token.</summary>
public sealed class SandboxServerOptions
{
    /// <summary>http or https on a loopback address; port 0 takes a free one. For https a certificate is made at the start.</summary>
    public Uri Url { get; init; } = new("http://127.0.0.1:0");

    /// <summary>Bearer token of the administrator; null makes a random one.</summary>
    public string? Token { get; init; }

    public EngineOptions Engine { get; init; } = new();

    /// <summary>Where each request is written with its answer, one file each; null: nowhere.</summary>
    public DirectoryInfo? RecordFolder { get; init; }

    /// <summary>Value of header <c>x-ms-dop-hint</c>: how many requests at once the environment recommends.</summary>
    public int RecommendedDegreesOfParallelism { get; init; } = 4;

    /// <summary>The Organization Service says that a limit was met as HTTP 429 with Retry-After, instead of as a fault.</summary>
    public bool ThrottlesByStatus { get; init; }

    /// <summary>Where the certificate of an https address is written (PEM, without its key), for clients to trust; null: nowhere.</summary>
    public FileInfo? CertificateFile { get; init; }

    /// <summary>How long each request is held up on its way, as over a network.</summary>
    public TimeSpan RoundTrip { get; init; }

    /// <exception cref="ArgumentException">The message names everything that can't work.</exception>
    public void Validate()
    {
        var problems = new List<string>();
        if (!Url.IsAbsoluteUri || (Url.Scheme != Uri.UriSchemeHttp && Url.Scheme != Uri.UriSchemeHttps) || !Url.IsLoopback || Url.AbsolutePath != "/")
            problems.Add($"The address must be http or https on this machine, such as http://127.0.0.1:5080, found {Url}. It runs other people's code, so no other machine may reach it.");
        if (Token is not null && (Token.Length < SandboxTokens.LeastLength || Token.Any(letter => letter is < '!' or > '~')))
            problems.Add($"The token must have {SandboxTokens.LeastLength} characters or more, of printable ASCII without blanks.");
        if (RecommendedDegreesOfParallelism < 1)
            problems.Add($"The recommended degree of parallelism must be 1 or more, found {RecommendedDegreesOfParallelism}.");
        if (problems.Count > 0)
            throw new ArgumentException(string.Join(" ", problems));
    }
}
