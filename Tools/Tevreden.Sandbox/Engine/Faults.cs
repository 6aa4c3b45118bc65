using System.ServiceModel;
using Microsoft.Xrm.Sdk;

namespace Tevreden.Sandbox.Engine;

/// <summary>Every refusal of the engine, each with the platform's own number. One place, so that a wording or number is found at once.</summary>
public static class Faults
{
    public static FaultException<OrganizationServiceFault> Make(int code, string message) =>
        Throwable(new OrganizationServiceFault { ErrorCode = code, Message = message });

    /// <summary>A service protection limit was met; the fault says how long to wait.</summary>
    public static FaultException<OrganizationServiceFault> Throttled(int code, string message, TimeSpan retryAfter) =>
        Throwable(new OrganizationServiceFault { ErrorCode = code, Message = message, ErrorDetails = { ["Retry-After"] = retryAfter } });

    public static FaultException<OrganizationServiceFault> NoSuchRow(string table, Guid id) =>
        Make(FaultCodes.ObjectDoesNotExist, $"Entity '{table}' With Id = {id:D} Does Not Exist");

    public static FaultException<OrganizationServiceFault> NoSuchRowByKey(string table, string key) =>
        Make(FaultCodes.RecordNotFoundByEntityKey, $"A record with the specified key values does not exist in {table} entity ({key}).");

    public static FaultException<OrganizationServiceFault> NoSuchKey(string table, IEnumerable<string> columns) =>
        Make(FaultCodes.InvalidEntityKeyOperation, $"The specified key attributes are not a defined, active key for the {table} entity: {string.Join(", ", columns)}.");

    public static FaultException<OrganizationServiceFault> DuplicateId(string table, Guid id) =>
        Make(FaultCodes.DuplicateRecord, $"A record with matching key values already exists. Entity '{table}', Id = {id:D}.");

    public static FaultException<OrganizationServiceFault> DuplicateKey(string keyName, IEnumerable<string> columns) =>
        Make(FaultCodes.DuplicateRecordEntityKey,
            $"A record that has the attribute values {string.Join(", ", columns)} already exists. The entity key {keyName} requires that this set of attributes contains unique values. Select unique values and try again.");

    public static FaultException<OrganizationServiceFault> VersionMismatch() =>
        Make(FaultCodes.ConcurrencyVersionMismatch, "The version of the existing record doesn't match the RowVersion property provided.");

    public static FaultException<OrganizationServiceFault> VersionNotProvided() =>
        Make(FaultCodes.ConcurrencyVersionNotProvided, "The RowVersion property must be provided when the value of ConcurrencyBehavior is IfVersionMatches.");

    public static FaultException<OrganizationServiceFault> MissingPrivilege(Guid user, string privilege) =>
        Make(FaultCodes.PrivilegeDenied, $"Principal user (Id={user:D}, type=8) is missing {privilege} privilege.");

    public static FaultException<OrganizationServiceFault> NotOwnRow(Guid user, string privilege, string table, Guid id) =>
        Make(FaultCodes.PrivilegeDenied, $"Principal user (Id={user:D}, type=8) has {privilege} for own rows only; {table} {id:D} belongs to another owner.");

    public static FaultException<OrganizationServiceFault> NoSuchUser(Guid user) =>
        Make(FaultCodes.ObjectDoesNotExist, $"Entity 'systemuser' With Id = {user:D} Does Not Exist");

    public static FaultException<OrganizationServiceFault> DisabledUser(Guid user) =>
        Make(FaultCodes.UserDisabled, $"The user with Id {user:D} is not enabled. Enable the user, or use another one.");

    public static FaultException<OrganizationServiceFault> SecuredColumn(Guid user, string table, string column) =>
        Make(FaultCodes.SecuredColumn, $"Caller user with Id {user:D} does not have permissions to write secured column '{column}' of '{table}'. A field security profile must allow it.");

    public static FaultException<OrganizationServiceFault> Doomed() =>
        Make(FaultCodes.TransactionDoomed,
            "ISV code reduced the open transaction count. Custom plug-ins should not catch exceptions from OrganizationService calls and continue processing.");

    public static FaultException<OrganizationServiceFault> DepthTooHigh(int most) =>
        Make(FaultCodes.DepthTooHigh,
            $"This workflow job was canceled because the workflow that started it included an infinite loop. Correct the workflow logic and try again. The depth of calls from plug-ins exceeds {most}.");

    public static FaultException<OrganizationServiceFault> UnknownMessage(string? name) =>
        Make(FaultCodes.MessageNotSupported, $"The message '{name}' is not known to this environment: it is neither one of the messages that the sandbox implements nor an imported custom API.");

    public static FaultException<OrganizationServiceFault> MessageNotFor(string message, string table) =>
        Make(FaultCodes.MessageNotSupported, $"The '{message}' method does not support entities of type '{table}'.");

    public static FaultException<OrganizationServiceFault> NoSuchTable(string? name) =>
        Make(FaultCodes.EntityNotFound, $"The entity with a name = '{name}' with namemapping = 'Logical' was not found in the MetadataCache.");

    public static FaultException<OrganizationServiceFault> NoSuchColumn(string table, string column) =>
        Make(FaultCodes.AttributeNotFound, $"'{table}' entity doesn't contain attribute with Name = '{column}' and NameMapping = 'Logical'.");

    public static FaultException<OrganizationServiceFault> InvalidArgument(string message) => Make(FaultCodes.InvalidArgument, message);

    public static FaultException<OrganizationServiceFault> WrongType(string table, string column, string expected, object value) =>
        Make(FaultCodes.InvalidArgument, $"Incorrect attribute value type {value.GetType().FullName} for column '{column}' of '{table}': {expected} expected.");

    public static FaultException<OrganizationServiceFault> TooLong(string table, string column, int most, int found) =>
        Make(FaultCodes.StringTooLong,
            $"A validation error occurred. The length of the '{column}' attribute of the '{table}' entity exceeded the maximum allowed length of '{most}' (found {found}).");

    public static FaultException<OrganizationServiceFault> OutOfRange(string table, string column, decimal? least, decimal? most, object value) =>
        Make(FaultCodes.NumberOutOfRange,
            $"A validation error occurred. The value of '{column}' on record of type '{table}' is outside the valid range: {value} is not between {least?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-"} and {most?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-"}.");

    public static FaultException<OrganizationServiceFault> NoSuchOption(string table, string column, int value, IEnumerable<int> allowed) =>
        Make(FaultCodes.OptionOutOfRange,
            $"A validation error occurred. The value {value} of '{column}' on record of type '{table}' is outside the valid range. Accepted Values: {string.Join(",", allowed)}");

    public static FaultException<OrganizationServiceFault> StatusNotOfState(int status, string state, string table) =>
        Make(FaultCodes.InvalidStateStatus, $"{status} is not a valid status code for state code {state} on {table}.");

    public static FaultException<OrganizationServiceFault> Restricted(string table, Guid id, string child) =>
        Make(FaultCodes.CannotDeleteDueToAssociation,
            $"The object you tried to delete is associated with another object and cannot be deleted. ({table} {id:D} is referred to by {child}.)");

    public static FaultException<OrganizationServiceFault> CaseNotActive() =>
        Make(FaultCodes.CaseAlreadyResolved, "This case has already been resolved. Close and reopen the case record to see the updates.");

    public static FaultException<OrganizationServiceFault> ActiveChildCases(Guid id) =>
        Make(FaultCodes.ActiveChildCases, $"The case {id:D} can't be closed because it has active child cases. Close them first.");

    public static FaultException<OrganizationServiceFault> CaseClosed(Guid id) =>
        Make(FaultCodes.InvalidArgument, $"The case {id:D} is resolved or cancelled and therefore read-only: reactivate it first.");

    public static FaultException<OrganizationServiceFault> DirectResolve() =>
        Make(FaultCodes.InvalidArgument,
            "This message can not be used to set the state of incident to Resolved. In order to set state of incident to Resolved, use the CloseIncidentRequest message instead.");

    public static FaultException<OrganizationServiceFault> ComponentInUse(string kind, Guid id, string solution, IReadOnlyList<string> dependents) =>
        Make(FaultCodes.ComponentInUse,
            $"The {kind}({id:D}) component cannot be deleted because it is referenced by {dependents.Count} other components. For a list of referenced components, use the RetrieveDependenciesForDeleteRequest. Of the solution '{solution}' something is still needed: {string.Join("; ", dependents)}.");

    public static FaultException<OrganizationServiceFault> ImportFailed(string reason) => Make(FaultCodes.ImportFailed, $"The import of the solution failed: {reason}");

    public static FaultException<OrganizationServiceFault> QueryRefused(string message) => Make(FaultCodes.QueryNotSupported, message);

    internal static FaultException<OrganizationServiceFault> Throwable(OrganizationServiceFault fault)
    {
        fault.Timestamp = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new FaultException<OrganizationServiceFault>(fault, new FaultReason(fault.Message));
    }
}
