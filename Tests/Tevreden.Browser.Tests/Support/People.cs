using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Hosting;

namespace Tevreden.Browser.Tests.Support;

/// <summary>Makes users who can sign in.</summary>
internal sealed class People(SandboxServer server)
{
    private readonly IOrganizationService _admin = server.Engine.ServiceFor(new CallerContext(server.Engine.AdministratorId));

    public Person Administrator() => new(server.Engine.AdministratorId, server.Token);

    /// <summary>Somebody with a role of these privileges, and none of the solution's.</summary>
    public Person With(params string[] privileges)
    {
        var role = _admin.Create(new Entity("role") { ["name"] = "Verkoper", ["businessunitid"] = new EntityReference("businessunit", server.Engine.RootBusinessUnitId) });
        foreach (var privilege in privileges)
        {
            var query = new QueryExpression("privilege") { ColumnSet = new ColumnSet(false), Criteria = { Conditions = { new ConditionExpression("name", ConditionOperator.Equal, privilege) } } };
            _admin.Associate("role", role, new Relationship("roleprivileges_association"), [_admin.RetrieveMultiple(query).Entities.Single().ToEntityReference()]);
        }

        return Make("Vera", "Verkoper", "Verkoper", 1033);
    }

    public Person Make(string firstName, string lastName, string? role, int language)
    {
        var user = _admin.Create(new Entity("systemuser")
        {
            ["firstname"] = firstName,
            ["lastname"] = lastName,
            ["businessunitid"] = new EntityReference("businessunit", server.Engine.RootBusinessUnitId),
        });
        _admin.Update(new Entity("usersettings", user) { ["uilanguageid"] = language });
        if (role is not null)
        {
            var query = new QueryExpression("role") { ColumnSet = new ColumnSet(false), Criteria = { Conditions = { new ConditionExpression("name", ConditionOperator.Equal, role) } } };
            _admin.Associate("systemuser", user, new Relationship("systemuserroles_association"), [_admin.RetrieveMultiple(query).Entities.Single().ToEntityReference()]);
        }

        return new Person(user, server.IssueToken(user));
    }
}
