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
    private const int InvalidArgument = unchecked((int)0x80040203);
    private const int PrivilegeDenied = unchecked((int)0x80040220);

    // All that the query builder finds wrong with a query: no such table, column, relationship, operator, value.
    private const int FirstOfQueryBuilder = unchecked((int)0x80041100);
    private const int LastOfQueryBuilder = unchecked((int)0x800411ff);

    private const int RecordNotFoundByEntityKey = unchecked((int)0x80060891);
    private const int AggregateQueryRecordLimit = unchecked((int)0x8004E023);

    /// <summary>There are more rows than the platform counts in one query (50,000).</summary>
    public static bool IsTooManyToCount(FaultException<OrganizationServiceFault> fault) => fault.Detail?.ErrorCode == AggregateQueryRecordLimit;

    /// <summary>Somebody else changed the row since it was read, or deleted it.</summary>
    public static bool IsStale(FaultException<OrganizationServiceFault> fault) =>
        fault.Detail?.ErrorCode is ConcurrencyVersionMismatch or ObjectDoesNotExist;

    /// <summary>The alternate key is in use, and no row has this value.</summary>
    public static bool IsNoRowWithKey(FaultException<OrganizationServiceFault> fault) =>
        fault.Detail?.ErrorCode is RecordNotFoundByEntityKey or ObjectDoesNotExist;

    /// <summary>The query names what isn't there, or what its caller may not read: it fails again however often it is run.</summary>
    public static bool IsBadQuery(FaultException<OrganizationServiceFault> fault) =>
        fault.Detail?.ErrorCode is (>= FirstOfQueryBuilder and <= LastOfQueryBuilder) or InvalidArgument or PrivilegeDenied;

    /// <summary>It is the caller who may not.</summary>
    public static bool IsPrivilegeDenied(FaultException<OrganizationServiceFault> fault) => fault.Detail?.ErrorCode == PrivilegeDenied;

    /// <summary>Somebody else made a row with the same key.</summary>
    public static bool IsDuplicate(FaultException<OrganizationServiceFault> fault) =>
        fault.Detail?.ErrorCode is DuplicateRecord or DuplicateRecordEntityKey;
}
