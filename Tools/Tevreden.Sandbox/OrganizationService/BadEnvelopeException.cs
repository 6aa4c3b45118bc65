namespace Tevreden.Sandbox.OrganizationService;

/// <summary>What came is not a request of this endpoint: the sender's fault, and the message tells the sender what was expected.</summary>
internal sealed class BadEnvelopeException : Exception
{
    public BadEnvelopeException(string message)
        : base(message)
    {
    }

    public BadEnvelopeException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
