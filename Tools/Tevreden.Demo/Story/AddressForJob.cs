namespace Tevreden.Demo.Story;

/// <summary>
/// Under which address the job finds the sandbox. Microsoft's ServiceClient, which a release build uses, drops the port of an address: there the job goes to port 80 of
/// localhost by way of the sandbox as its proxy. The stand-in keeps the port.
/// </summary>
internal static class AddressForJob
{
    /// <param name="sandbox">Where it listens.</param>
    /// <param name="environment">The job's variables; what the way there needs is added.</param>
    public static string Of(Uri sandbox, Dictionary<string, string> environment)
    {
#if OFFICIAL_SDK
        environment["http_proxy"] = sandbox.AbsoluteUri;
        environment["no_proxy"] = "127.0.0.1";
        return "http://localhost/";
#else
        _ = environment;
        return sandbox.AbsoluteUri;
#endif
    }
}
