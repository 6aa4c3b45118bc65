using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;
using Microsoft.PowerPlatform.Dataverse.Client.Utils;
using Microsoft.Xrm.Sdk;

namespace Microsoft.PowerPlatform.Dataverse.Client.Connection;

/// <summary>Sends one request: a fresh token each time, and again after throttling.</summary>
internal sealed class RequestSender(OrganizationChannel channel, Func<string, Task<string>> tokens, ILogger logger) : IDisposable
{
    public OrganizationChannel Channel => channel;

    public RetryRules Rules { get; set; } = new();

    public Impersonation Impersonation { get; set; }

    public Exception LastProblem { get; private set; }

    /// <summary>
    /// A cancellation is heeded before the request leaves and while the client waits to try again. A request that is under way is waited for, as by the
    /// official client: what it did would be unknown otherwise.
    /// </summary>
    public async Task<OrganizationResponse> SendAsync(OrganizationRequest request, CancellationToken cancellation)
    {
        if (request.RequestId is null || request.RequestId == Guid.Empty)
            request.RequestId = Guid.NewGuid();
        for (var retries = 0; ; retries++)
        {
            cancellation.ThrowIfCancellationRequested();
            TimeSpan pause;
            try
            {
                return await channel.SendAsync(request, await TokenAsync().ConfigureAwait(false), Impersonation).ConfigureAwait(false);
            }
            catch (Exception problem)
            {
                var wait = Rules.PauseAfter(problem, request, retries);
                Note(problem, request, wait);
                if (problem is not OperationCanceledException)
                    cancellation.ThrowIfCancellationRequested();
                if (wait is null)
                    throw;
                pause = wait.Value;
            }

            await Task.Delay(pause, cancellation).ConfigureAwait(false);
        }
    }

    public void Dispose() => channel.Dispose();

    private async Task<string> TokenAsync()
    {
        try
        {
            return await tokens(channel.Address.ToString()).ConfigureAwait(false);
        }
        catch (Exception problem)
        {
            throw new DataverseOperationException("The token provider function did not return a token.", problem);
        }
    }

    private void Note(Exception problem, OrganizationRequest request, TimeSpan? wait)
    {
        if (wait is { } pause)
        {
            logger?.LogWarning(problem, "{RequestName} {RequestId} failed; next try in {Pause}", request.RequestName, request.RequestId, pause);
            return;
        }

        LastProblem = problem;
        logger?.LogError(problem, "{RequestName} {RequestId} failed", request.RequestName, request.RequestId);
    }
}
