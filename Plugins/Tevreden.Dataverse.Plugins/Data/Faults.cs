using System.ServiceModel;
using Microsoft.Xrm.Sdk;

namespace Tevreden.Dataverse.Plugins.Data;

/// <summary>Faults of the platform that mean something to us, by their documented codes.</summary>
internal static class Faults
{
    // "Web service error codes" of Microsoft's developer documentation.
    private const int ConcurrencyVersionMismatch = unchecked((int)0x80060882);
    private const int DuplicateRecord = unchecked((int)0x80040237);
    private const int DuplicateRecordEntityKey = unchecked((int)0x80060892);
    private const int ObjectDoesNotExist = unchecked((int)0x80040217);

    /// <summary>Somebody else changed the row since it was read, or deleted it.</summary>
    public static bool IsStale(FaultException<OrganizationServiceFault> fault) =>
        fault.Detail?.ErrorCode is ConcurrencyVersionMismatch or ObjectDoesNotExist;

    /// <summary>Somebody else made a row with the same key.</summary>
    public static bool IsDuplicate(FaultException<OrganizationServiceFault> fault) =>
        fault.Detail?.ErrorCode is DuplicateRecord or DuplicateRecordEntityKey;
}
