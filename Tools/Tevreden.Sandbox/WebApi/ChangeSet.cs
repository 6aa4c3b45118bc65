using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Messages;

namespace Tevreden.Sandbox.WebApi;

/// <summary>The transaction that requests of one change set share, and what their content ids stand for.</summary>
internal sealed class ChangeSet(Func<OrganizationRequest, CallerContext, OrganizationResponse> run, Func<string, CustomApi?> find)
{
    private readonly Dictionary<string, string> _addresses = new(StringComparer.Ordinal);

    public OrganizationResponse Run(OrganizationRequest request, CallerContext caller) => run(request, caller);

    public CustomApi? FindCustomApi(string name) => find(name);

    /// <summary>Remembers the row that the request with this content id made.</summary>
    public void Made(string contentId, string address) => _addresses[contentId] = address;

    /// <summary>The address that <c>$1</c> at the start of another one stands for.</summary>
    /// <exception cref="WebApiException">Nothing before it has that content id.</exception>
    public string Resolve(string address)
    {
        if (!address.StartsWith('$') || address.Length < 2 || !char.IsAsciiDigit(address[1]))
            return address;
        var end = 1;
        while (end < address.Length && char.IsAsciiLetterOrDigit(address[end]))
            end++;
        var id = address[1..end];
        return _addresses.TryGetValue(id, out var known)
            ? known + address[end..]
            : throw WebApiException.Bad($"Content-ID Reference: '{id}' does not exist in the batch context.");
    }
}
