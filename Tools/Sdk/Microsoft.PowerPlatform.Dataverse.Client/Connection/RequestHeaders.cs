using System;
using System.Net;
using System.ServiceModel;
using System.ServiceModel.Channels;
using Microsoft.Xrm.Sdk;

namespace Microsoft.PowerPlatform.Dataverse.Client.Connection;

/// <summary>On whose behalf requests are sent, when not the token's own user.</summary>
internal readonly record struct Impersonation(Guid CallerId, Guid? CallerAADObjectId);

/// <summary>The HTTP and SOAP headers of one request.</summary>
internal static class RequestHeaders
{
    private const string Contracts = "http://schemas.microsoft.com/xrm/2011/Contracts";
    private const string RequestId = "x-ms-client-request-id";

    private static readonly string UserAgent =
        $"{AppDomain.CurrentDomain.FriendlyName} (DataverseSvcClient:{typeof(RequestHeaders).Assembly.GetName().Version})";

    public static void Write(OperationContext context, OrganizationRequest request, string token, Impersonation impersonation)
    {
        var http = new HttpRequestMessageProperty();
        http.Headers[HttpRequestHeader.Authorization] = "Bearer " + token;
        http.Headers[HttpRequestHeader.UserAgent] = UserAgent;
        http.Headers[RequestId] = request.RequestId.ToString();
        context.OutgoingMessageProperties[HttpRequestMessageProperty.Name] = http;

        if (impersonation.CallerId != Guid.Empty)
            Add(context, "CallerId", impersonation.CallerId);
        Add(context, "UserType", "CrmUser");
        Add(context, "SdkClientVersion", ServiceAddress.SdkVersion);
        if (impersonation.CallerId == Guid.Empty && impersonation.CallerAADObjectId is { } person && person != Guid.Empty)
            Add(context, "CallerObjectId", person);
        Add(context, RequestId, request.RequestId ?? Guid.Empty);
    }

    private static void Add(OperationContext context, string name, object value) =>
        context.OutgoingMessageHeaders.Add(MessageHeader.CreateHeader(name, Contracts, value));
}
