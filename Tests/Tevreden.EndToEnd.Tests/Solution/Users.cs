using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Sandbox.Engine;

namespace Tevreden.EndToEnd.Tests.Solution;

/// <summary>Makes people who have roles and profiles of the solution and no others.</summary>
internal static class Users
{
    public const string Administrator = "Tevreden administrator", Reader = "Tevreden reader", Service = "Tevreden service", SecuredColumns = "Tevreden secured columns";

    public const int Dutch = 1043;

    public static Guid Make(DataverseEngine engine, params string[] roles)
    {
        var admin = engine.ServiceFor(new CallerContext(engine.AdministratorId));
        var user = admin.Create(new Entity("systemuser") { ["firstname"] = "Iemand", ["lastname"] = string.Join(' ', roles), ["businessunitid"] = new EntityReference("businessunit", engine.RootBusinessUnitId) });
        foreach (var role in roles)
            admin.Associate("systemuser", user, new Relationship("systemuserroles_association"), [Find(admin, "role", role)]);
        return user;
    }

    /// <summary>A role of these privileges for the whole organisation, as another product or the customer would have made it.</summary>
    public static void Grant(DataverseEngine engine, Guid user, params string[] privileges)
    {
        var admin = engine.ServiceFor(new CallerContext(engine.AdministratorId));
        var role = admin.Create(new Entity("role") { ["name"] = "Iemands rol", ["businessunitid"] = new EntityReference("businessunit", engine.RootBusinessUnitId) });
        foreach (var privilege in privileges)
            admin.Associate("role", role, new Relationship("roleprivileges_association"), [Find(admin, "privilege", privilege)]);
        admin.Associate("systemuser", user, new Relationship("systemuserroles_association"), [new EntityReference("role", role)]);
    }

    public static void Join(DataverseEngine engine, Guid user, string profile)
    {
        var admin = engine.ServiceFor(new CallerContext(engine.AdministratorId));
        admin.Associate("systemuser", user, new Relationship("systemuserprofiles_association"), [Find(admin, "fieldsecurityprofile", profile)]);
    }

    private static EntityReference Find(IOrganizationService admin, string table, string name)
    {
        var query = new QueryExpression(table) { ColumnSet = new ColumnSet("name") };
        query.Criteria.AddCondition("name", ConditionOperator.Equal, name);
        return admin.RetrieveMultiple(query).Entities.Single().ToEntityReference();
    }
}
