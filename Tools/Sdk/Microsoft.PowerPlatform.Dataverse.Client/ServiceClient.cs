using System;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Crm.Sdk.Messages;
using Microsoft.Extensions.Logging;
using Microsoft.PowerPlatform.Dataverse.Client.Connection;
using Microsoft.PowerPlatform.Dataverse.Client.Utils;
using Microsoft.Xrm.Sdk;

namespace Microsoft.PowerPlatform.Dataverse.Client;

/// <summary>
/// Client of the organization service of one environment. A part of the official one: same members, same envelopes.
/// Connecting sends nothing; each operation is one Execute.
/// </summary>
public partial class ServiceClient : IOrganizationService, IOrganizationServiceAsync2, IDisposable
{
    private readonly Func<string, Task<string>> _tokens;
    private readonly ILogger _logger;
    private readonly Lock _userLock = new();
    private readonly RequestSender _sender;
    private WhoAmIResponse _user;
    private bool _isDisposed;

    /// <param name="instanceUrl">Address of the environment.</param>
    /// <param name="tokenProviderFunction">Gets the address of the endpoint and returns a token; called now and before each operation.</param>
    /// <param name="useUniqueInstance">Every instance has a connection of its own here.</param>
    /// <param name="logger">Gets failures and retries.</param>
    /// <exception cref="DataverseConnectionException">No token, or not an address that a token may be sent to.</exception>
    public ServiceClient(Uri instanceUrl, Func<string, Task<string>> tokenProviderFunction, bool useUniqueInstance = true, ILogger logger = null)
    {
        _tokens = tokenProviderFunction
            ?? throw new DataverseConnectionException("tokenProviderFunction required for this constructor", new ArgumentNullException(nameof(tokenProviderFunction)));
        _logger = logger;
        try
        {
            ArgumentNullException.ThrowIfNull(instanceUrl);
            var address = ServiceAddress.For(instanceUrl);
            if (string.IsNullOrEmpty(Task.Run(() => _tokens(address.ToString())).GetAwaiter().GetResult()))
                throw new InvalidOperationException("The token provider function returned no token.");
            _sender = new RequestSender(new OrganizationChannel(address, MaxConnectionTimeout), _tokens, logger);
        }
        catch (Exception problem)
        {
            throw new DataverseConnectionException("Failed to connect to Dataverse", problem);
        }
    }

    private ServiceClient(ServiceClient source, ILogger logger)
    {
        _tokens = source._tokens;
        _logger = logger ?? source._logger;
        _user = source._user;
        _sender = new RequestSender(new OrganizationChannel(source._sender.Channel.Address, MaxConnectionTimeout), _tokens, _logger)
        {
            Rules = source._sender.Rules,
            Impersonation = source._sender.Impersonation,
        };
        EnableAffinityCookie = source.EnableAffinityCookie;
    }

    public static TimeSpan MaxConnectionTimeout { get; set; } = TimeSpan.FromMinutes(4);

    public int MaxRetryCount
    {
        get => _sender.Rules.MaxRetryCount;
        set => _sender.Rules = _sender.Rules with { MaxRetryCount = value };
    }

    public TimeSpan RetryPauseTime
    {
        get => _sender.Rules.Pause;
        set => _sender.Rules = _sender.Rules with { Pause = value };
    }

    public bool UseExponentialRetryDelayForConcurrencyThrottle
    {
        get => _sender.Rules.IsExponentialForConcurrency;
        set => _sender.Rules = _sender.Rules with { IsExponentialForConcurrency = value };
    }

    public bool IsReady => !_isDisposed;

    public bool EnableAffinityCookie
    {
        get => _sender.Channel.Facts.RelaysCookies;
        set => _sender.Channel.Facts.RelaysCookies = value;
    }

    public string LastError => LastException?.Message ?? string.Empty;

    public Exception LastException => _sender.LastProblem;

    public Uri ConnectedOrgUriActual => _isDisposed ? null : _sender.Channel.Address;

    public Guid CallerId
    {
        get => _sender.Impersonation.CallerId;
        set => _sender.Impersonation = _sender.Impersonation with { CallerId = value };
    }

    public Guid? CallerAADObjectId
    {
        get => _sender.Impersonation.CallerAADObjectId;
        set => _sender.Impersonation = _sender.Impersonation with { CallerAADObjectId = value };
    }

    public string SdkVersionProperty => ServiceAddress.SdkVersion;

    public int RecommendedDegreesOfParallelism => _sender.Channel.Facts.DegreesOfParallelism;

    public ServiceClient Clone(ILogger logger = null) => Clone(null, logger);

    /// <summary>A second connection with the same settings. The first clone asks who the user is.</summary>
    public ServiceClient Clone(Assembly strongTypeAsm, ILogger logger = null)
    {
        if (_isDisposed)
            throw new DataverseOperationException("You must have successfully created a connection to Dataverse before it can be cloned.");
        try
        {
            lock (_userLock)
                _user ??= (WhoAmIResponse)Execute(new WhoAmIRequest());
            return new ServiceClient(this, logger);
        }
        catch (Exception problem)
        {
            throw new DataverseConnectionException("Failed to Clone Connection", problem);
        }
    }

    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            _sender.Dispose();
        }

        GC.SuppressFinalize(this);
    }
}
