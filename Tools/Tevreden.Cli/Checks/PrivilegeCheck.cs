using System.Xml.Linq;
using Microsoft.Crm.Sdk.Messages;
using Microsoft.Xrm.Sdk;
using Tevreden.Cli.Commands;
using Tevreden.Cli.Dataverse;

namespace Tevreden.Cli.Checks;

/// <summary>Compares the privileges that the job's user has by its roles with those of the service role, as this version of the solution ships it.</summary>
internal sealed class PrivilegeCheck(Job job)
{
    private const string Name = "privileges";
    private const string RoleResource = "service-role.xml";
    private const int MostNamed = 8;

    public async Task<IEnumerable<CheckResult>> RunAsync(CancellationToken stop)
    {
        var user = (Guid)(await job.Client.RepeatAsync(new WhoAmIRequest(), stop)).Results["UserId"];
        HashSet<string> had;
        try
        {
            had = await HadAsync(user, stop);
        }
        catch (Exception exception) when (DataverseFaults.Kind(exception) == FaultKind.SignInRefused)
        {
            return [CheckResult.Unknown(Name, "this user may not read roles and privileges. Give it the role Tevreden service of this version.")];
        }

        var missing = Needed().Where(name => !had.Contains(name)).ToList();
        return
        [
            missing.Count == 0
                ? CheckResult.Ok(Name, $"all {Needed().Count} of the role Tevreden service")
                : CheckResult.Failed(Name, $"{missing.Count} are missing, such as {string.Join(", ", missing.Take(MostNamed))}. Give the application user the role Tevreden service."),
        ];
    }

    private static List<string> Needed()
    {
        using var role = typeof(PrivilegeCheck).Assembly.GetManifestResourceStream(RoleResource)
            ?? throw new InvalidOperationException($"The job was built without {RoleResource}.");
        return [.. XDocument.Load(role).Descendants("RolePrivilege").Select(privilege => privilege.Attribute("name")!.Value)];
    }

    private async Task<HashSet<string>> HadAsync(Guid user, CancellationToken stop)
    {
        var roles = (await job.Client.ReadAllAsync(Fetch.Query(RolesOfUser(user)), stop)).Concat(await job.Client.ReadAllAsync(Fetch.Query(RolesOfTeams(user)), stop));

        // A role of another business unit is a copy; its privileges may stand with the original.
        var ids = roles.SelectMany(role => new[] { role.Id, role.Id("parentrootroleid") ?? role.Id }).Distinct().ToList();
        if (ids.Count == 0)
            return [];
        var rows = await job.Client.ReadAllAsync(
            Fetch.Query(Fetch.Entity(
                "privilege",
                Fetch.Columns("name"),
                Fetch.Intersect("roleprivileges", "privilegeid", "privilegeid", Fetch.And(Fetch.IsOneOf("roleid", Fetch.Ids(ids)))),
                Fetch.Order("name"))),
            stop);
        return rows.Select(row => row.Text("name")).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    private static XElement RolesOfUser(Guid user) => Fetch.Entity(
        "role",
        Fetch.Columns("roleid", "parentrootroleid"),
        Fetch.Intersect("systemuserroles", "roleid", "roleid", Fetch.And(Fetch.Is("systemuserid", user.ToString("D")))));

    private static XElement RolesOfTeams(Guid user) => Fetch.Entity(
        "role",
        Fetch.Columns("roleid", "parentrootroleid"),
        Fetch.Intersect(
            "teamroles", "roleid", "roleid",
            Fetch.Intersect("teammembership", "teamid", "teamid", Fetch.And(Fetch.Is("systemuserid", user.ToString("D"))))));
}
