using System;

namespace Microsoft.PowerPlatform.Dataverse.Client.Utils;

/// <summary>The client could not be connected, or was used while it was not.</summary>
public class DataverseConnectionException : Exception
{
    public DataverseConnectionException(string message)
        : base(message)
    {
    }

    public DataverseConnectionException(string message, Exception innerException)
        : base(message, innerException)
    {
        HResult = innerException.HResult;
    }
}
