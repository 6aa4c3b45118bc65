using System.Xml;
using Microsoft.Xrm.Sdk;

namespace Tevreden.Sandbox.OrganizationService;

/// <summary>What is read of a request's envelope.</summary>
/// <param name="Request">The message.</param>
/// <param name="Type">The type that its element named, if any: its answer names one too.</param>
/// <param name="CallerId">SOAP header: the user to act for.</param>
/// <param name="CallerObjectId">SOAP header: the same, by the id of the directory.</param>
internal sealed record Envelope(OrganizationRequest Request, XmlQualifiedName? Type, Guid? CallerId, Guid? CallerObjectId);

internal static class Soap
{
    public const string EnvelopeNamespace = "http://schemas.xmlsoap.org/soap/envelope/";
    public const string Services = "http://schemas.microsoft.com/xrm/2011/Contracts/Services";
    public const string Contracts = "http://schemas.microsoft.com/xrm/2011/Contracts";
    public const string Instance = "http://www.w3.org/2001/XMLSchema-instance";
}
