using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Security;

/// <summary>Reads all users, and adds up their roles and profiles, also those of their teams.</summary>
internal sealed class PrincipalReader(StoreScope scope, KnownUsers known)
{
    private const int Allowed = 4;

    public Dictionary<Guid, Principal> Read()
    {
        var names = Rows("privilege").ToDictionary(row => row.Id, row => row.GetAttributeValue<string>("name"));
        var privileges = Rows("roleprivileges").ToLookup(row => Id(row, "roleid"), row => (Name: names.GetValueOrDefault(Id(row, "privilegeid")), Reach: ReachOf(row)));
        var administrators = Rows("role").Where(row => Id(row, "roletemplateid") == Principals.SystemAdministratorTemplate).Select(row => row.Id).ToHashSet();
        var teams = Rows("teammembership").ToLookup(row => Id(row, "systemuserid"), row => Id(row, "teamid"));
        var userRoles = Rows("systemuserroles").ToLookup(row => Id(row, "systemuserid"), row => Id(row, "roleid"));
        var teamRoles = Rows("teamroles").ToLookup(row => Id(row, "teamid"), row => Id(row, "roleid"));
        var permissions = Rows("fieldpermission").ToLookup(row => Id(row, "fieldsecurityprofileid"), Permission);
        var userProfiles = Rows("systemuserprofiles").ToLookup(row => Id(row, "systemuserid"), row => Id(row, "fieldsecurityprofileid"));
        var teamProfiles = Rows("teamprofiles").ToLookup(row => Id(row, "teamid"), row => Id(row, "fieldsecurityprofileid"));
        var settings = Rows(UserSettings.Table).ToDictionary(row => row.Id);

        return Rows("systemuser").ToDictionary(row => row.Id, user =>
        {
            var ownTeams = teams[user.Id].ToHashSet();
            var roles = userRoles[user.Id].Concat(ownTeams.SelectMany(team => teamRoles[team])).ToHashSet();
            var profiles = userProfiles[user.Id].Concat(ownTeams.SelectMany(team => teamProfiles[team]));
            return new Principal
            {
                UserId = user.Id,
                BusinessUnitId = Id(user, "businessunitid") is var unit && unit != Guid.Empty ? unit : known.RootBusinessUnit,
                IsDisabled = user.GetAttributeValue<bool>("isdisabled"),
                Language = Number(settings, user.Id, UserSettings.Language),
                Locale = Number(settings, user.Id, UserSettings.Locale),
                MayDoAll = user.Id == known.System || user.Id == known.Integration || roles.Overlaps(administrators),
                Privileges = Sum(roles.SelectMany(role => privileges[role])),
                Columns = Sum(profiles.Distinct().SelectMany(profile => permissions[profile])),
                Teams = ownTeams,
            };
        });
    }

    private static int Number(Dictionary<Guid, Entity> settings, Guid user, string column) =>
        settings.GetValueOrDefault(user)?.GetAttributeValue<int?>(column) is > 0 and var number ? number : LocalizedText.English;

    private static Dictionary<string, Reach> Sum(IEnumerable<(string? Name, Reach Reach)> all)
    {
        var sum = new Dictionary<string, Reach>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, reach) in all)
        {
            if (name is not null && reach > sum.GetValueOrDefault(name))
                sum[name] = reach;
        }

        return sum;
    }

    private static Dictionary<(string, string), ColumnRights> Sum(IEnumerable<((string, string) Column, ColumnRights Rights)> all)
    {
        var sum = new Dictionary<(string, string), ColumnRights>();
        foreach (var (column, rights) in all)
            sum[column] = sum.GetValueOrDefault(column).And(rights);
        return sum;
    }

    private static ((string, string) Column, ColumnRights Rights) Permission(Entity row)
    {
        bool May(string column) => row.GetAttributeValue<OptionSetValue>(column)?.Value == Allowed;
        return (
            (row.GetAttributeValue<string>("entityname"), row.GetAttributeValue<string>("attributelogicalname")),
            new ColumnRights(May("canread"), May("cancreate"), May("canupdate")));
    }

    // privilegedepthmask: 1 basic, 2 local, 4 deep, 8 global.
    private static Reach ReachOf(Entity row) => row.GetAttributeValue<int>("privilegedepthmask") switch
    {
        0 => Reach.None,
        1 => Reach.Own,
        _ => Reach.All,
    };

    // Intersect tables keep plain ids, other tables lookups.
    private static Guid Id(Entity row, string column) => row.Attributes.TryGetValue(column, out var value)
        ? value switch
        {
            Guid id => id,
            EntityReference reference => reference.Id,
            _ => Guid.Empty,
        }
        : Guid.Empty;

    private IReadOnlyList<Entity> Rows(string table) => scope.Catalog.FindTable(table) is null ? [] : scope.Rows(table);
}
