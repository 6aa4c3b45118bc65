namespace Tevreden.Sandbox.WebApi;

/// <summary>A request that the Web API itself can't take, before any message runs.</summary>
internal sealed class WebApiException(int status, int code, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>"Not supported by OData", as the platform answers for what its Web API does not take.</summary>
    public const int NotSupported = unchecked((int)0x80060888);

    private const int ResourceNotFound = unchecked((int)0x80060888);

    public int Status => status;

    public int Code => code;

    public static WebApiException Bad(string message, Exception? inner = null) => new(400, NotSupported, message, inner);

    public static WebApiException NoResource(string segment) => new(404, ResourceNotFound, $"Resource not found for the segment '{segment}'.");
}
