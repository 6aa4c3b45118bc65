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
