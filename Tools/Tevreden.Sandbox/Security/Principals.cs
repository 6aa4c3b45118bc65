using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;

namespace Tevreden.Sandbox.Security;

/// <summary>How far a privilege reaches. With one business unit, Local and Deep reach as far as Global.</summary>
internal enum Reach
{
    None,

    /// <summary>Own rows only.</summary>
    Own,
    All,
}

/// <summary>A user with all that its roles and field security profiles give.</summary>
internal sealed class Principal
{
    public required Guid UserId { get; init; }

    public required Guid BusinessUnitId { get; init; }

    public required bool IsDisabled { get; init; }

    /// <summary>The language in which the user reads labels (LCID).</summary>
    public required int Language { get; init; }

    /// <summary>The culture in which the user reads numbers and dates (LCID).</summary>
    public required int Locale { get; init; }

    /// <summary>SYSTEM, or a System Administrator: may do all.</summary>
    public required bool MayDoAll { get; init; }

    public required IReadOnlyDictionary<string, Reach> Privileges { get; init; }

    /// <summary>Secured columns by table and name, with what is allowed.</summary>
    public required IReadOnlyDictionary<(string Table, string Column), ColumnRights> Columns { get; init; }

    /// <summary>Teams that own rows on the user's behalf.</summary>
    public required IReadOnlySet<Guid> Teams { get; init; }

    public Reach ReachOf(string privilege) => MayDoAll ? Reach.All : Privileges.GetValueOrDefault(privilege);
}

internal readonly record struct ColumnRights(bool Read, bool Create, bool Update)
{
    public ColumnRights And(ColumnRights other) => new(Read || other.Read, Create || other.Create, Update || other.Update);
}

/// <summary>Users with their rights, from the rows of roles and profiles.</summary>
internal sealed class Principals(Transactions transactions, KnownUsers users)
{
    /// <summary>Role template of System Administrator, the same everywhere.</summary>
    public static readonly Guid SystemAdministratorTemplate = new("627090ff-40a3-4053-8790-584edc5be201");

    private readonly RowCache<Dictionary<Guid, Principal>> _all = new(
        transactions,
        [
            "systemuser", "role", "systemuserroles", "roleprivileges", "privilege", "teammembership", "teamroles",
            "fieldsecurityprofile", "fieldpermission", "systemuserprofiles", "teamprofiles", UserSettings.Table,
        ],
        scope => new PrincipalReader(scope, users).Read());

    /// <exception cref="System.ServiceModel.FaultException{OrganizationServiceFault}">No such user.</exception>
    public Principal Get(Guid user, Operation operation) =>
        _all.Get(operation).GetValueOrDefault(user) ?? throw Faults.NoSuchUser(user);

    public Principal Get(Operation operation) => Get(operation.UserId, operation);
}
