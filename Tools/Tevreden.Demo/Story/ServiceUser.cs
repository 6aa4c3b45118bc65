using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Hosting;

namespace Tevreden.Demo.Story;

/// <summary>The application user that the job signs in as: the service role of the solution, and nothing more.</summary>
internal static class ServiceUser
{
    private const string Role = "Tevreden service";

    /// <returns>A token of that user.</returns>
    public static string Make(SandboxServer sandbox)
    {
        var service = sandbox.Engine.ServiceFor(new CallerContext(sandbox.Engine.AdministratorId));
        var roles = new QueryExpression("role") { ColumnSet = new ColumnSet(false), Criteria = { Conditions = { new ConditionExpression("name", ConditionOperator.Equal, Role) } } };
        var role = service.RetrieveMultiple(roles).Entities.FirstOrDefault()
            ?? throw new DemoException($"The solution brought no role '{Role}'.");
        var user = service.Create(new Entity("systemuser")
        {
            ["firstname"] = "Tevreden",
            ["lastname"] = "taak",
            ["domainname"] = "taak@voorbeeld.nl",
            ["businessunitid"] = new EntityReference("businessunit", sandbox.Engine.RootBusinessUnitId),
        });
        service.Associate("systemuser", user, new Relationship("systemuserroles_association"), [role.ToEntityReference()]);
        return sandbox.IssueToken(user);
    }
}
