using System.Collections;
using Azure.Core;
using Microsoft.PowerPlatform.Dataverse.Client;
using Tevreden.Cli.Configuration;
using Tevreden.Cli.Dataverse;
using Tevreden.Cli.Service;
using Tevreden.Cli.SignIn;

namespace Tevreden.Cli;

/// <summary>What a command takes from its surroundings, so that it runs in a process of its own and inside another alike.</summary>
public sealed class CliHost
{
    /// <summary>Takes data and results.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Takes status, log and errors.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Where a person answers questions; null where nobody is there to ask.</summary>
    public TextReader? In { get; init; }

    /// <summary>True draws a progress bar on <see cref="Error"/>; false writes plain lines.</summary>
    public bool ErrorIsTerminal { get; init; }

    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Where appsettings.json is looked for, and what relative paths begin at.</summary>
    public required string Directory { get; init; }

    /// <summary>False where the secrets of the person who runs it must not count, as in tests.</summary>
    public bool UseUserSecrets { get; init; } = true;

    /// <summary>Names this runner on the lease.</summary>
    public string Machine { get; init; } = "job";

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Gives numbers from 0 to 1, for the spread of waits.</summary>
    public Func<double> Random { get; init; } = System.Random.Shared.NextDouble;

    internal Resilience Resilience { get; init; } = Resilience.Usual;

    internal Func<JobSettings, Func<CancellationToken, Task<string>>, IOrganizationServiceAsync2> ConnectDataverse { get; init; } = DataverseConnection.Open;

    internal Func<SignInSettings, TokenCredential> Credential { get; init; } = Credentials.Create;

    internal Func<Uri, TokenCredential, CancellationToken, Task<string>> ReadKeyVault { get; init; } = KeyVault.ReadAsync;

    internal Func<IOrganizationServiceAsync2, int> Parallelism { get; init; } = DataverseConnection.Parallelism;

    internal Func<ServiceSettings, RetrySetup, IResponseSource> ConnectService { get; init; } = TevredenResponses.Open;

    /// <summary>The surroundings of this process.</summary>
    public static CliHost OfThisProcess() => new()
    {
        Out = Console.Out,
        Error = Console.Error,
        In = Console.IsInputRedirected ? null : Console.In,
        ErrorIsTerminal = !Console.IsErrorRedirected,
        Environment = System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => entry.Value as string ?? "", StringComparer.OrdinalIgnoreCase),
        Directory = System.Environment.CurrentDirectory,
        Machine = System.Environment.MachineName,
    };
}
