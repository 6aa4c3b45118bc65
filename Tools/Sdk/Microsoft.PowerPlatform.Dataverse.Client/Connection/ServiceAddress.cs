using System;

namespace Microsoft.PowerPlatform.Dataverse.Client.Connection;

/// <summary>Where the organization service of an environment listens.</summary>
internal static class ServiceAddress
{
    /// <summary>The version of Microsoft.Xrm.Sdk that the stand-ins stand for; the service is told it with every request.</summary>
    public const string SdkVersion = "9.2.49.6443";

    public static Uri For(Uri instance)
    {
        if (!instance.IsAbsoluteUri || !IsAllowed(instance))
            throw new ArgumentException($"The address of an environment starts with https:// (http:// is for this machine only); found '{(instance.IsAbsoluteUri ? instance.GetLeftPart(UriPartial.Authority) : instance.OriginalString)}'.");
        return new UriBuilder(instance.Scheme, instance.Host, instance.Port)
        {
            Path = "/XRMServices/2011/Organization.svc/web",
            Query = "SDKClientVersion=" + SdkVersion,
        }.Uri;
    }

    private static bool IsAllowed(Uri address) => address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback);
}
