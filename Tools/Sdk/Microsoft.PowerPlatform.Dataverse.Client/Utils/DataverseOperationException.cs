using System;

namespace Microsoft.PowerPlatform.Dataverse.Client.Utils;

/// <summary>An operation failed before it reached the service.</summary>
public class DataverseOperationException : Exception
{
    public DataverseOperationException(string message)
        : base(message)
    {
    }

    public DataverseOperationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
