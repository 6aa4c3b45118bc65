using System.Xml.Linq;
using Microsoft.Crm.Sdk.Messages;
using Microsoft.Xrm.Sdk;
using Tevreden.Cli.Commands;
using Tevreden.Cli.Dataverse;
using Tevreden.Dataverse.Names;

namespace Tevreden.Cli.Checks;

/// <summary>
/// Is the job's user in a profile that lets it empty payloads? A secured column is no error to who may not see it: it reads as empty, and a write to it is refused.
/// </summary>
internal sealed class ColumnSecurityCheck(Job job)
{
    private const string Name = "column security";
    private const string ProfileTable = "fieldsecurityprofile", ProfileId = "fieldsecurityprofileid", PermissionTable = "fieldpermission";
    private const string UserIntersect = "systemuserprofiles", TeamIntersect = "teamprofiles";
    private const string Allowed = "4";
    private const string Ours = "Tevreden secured columns";

    public async Task<IEnumerable<CheckResult>> RunAsync(CancellationToken stop)
    {
        var user = (Guid)(await job.Client.RepeatAsync(new WhoAmIRequest(), stop)).Results["UserId"];
        try
        {
            return [await CheckAsync(user, stop)];
        }
        catch (Exception exception) when (DataverseFaults.Kind(exception) == FaultKind.SignInRefused)
        {
            return [CheckResult.Unknown(Name, "this user may not read column security profiles. Give it the role Tevreden service of this version.")];
        }
    }

    private async Task<CheckResult> CheckAsync(Guid user, CancellationToken stop)
    {
        var profiles = (await job.Client.ReadAllAsync(Fetch.Query(Profiles()), stop)).DistinctBy(profile => profile.Id).ToList();
        if (profiles.Count == 0)
            return CheckResult.Warning(Name, $"no column security profile opens {InvitationTable.Table}.{InvitationTable.Payload}. Import the solution again: it brings the profile {Ours}.");

        var ids = profiles.Select(profile => profile.Id).ToList();
        var own = await MembersAsync(ids, Fetch.Intersect(UserIntersect, ProfileId, ProfileId, Fetch.And(Fetch.Is("systemuserid", Text(user)))), stop);
        own.AddRange(await MembersAsync(
            ids, Fetch.Intersect(TeamIntersect, ProfileId, ProfileId, Fetch.Intersect("teammembership", "teamid", "teamid", Fetch.And(Fetch.Is("systemuserid", Text(user))))), stop));
        var users = (await MembersAsync(ids, Fetch.Intersect(UserIntersect, ProfileId, ProfileId), stop)).ToLookup(id => id);
        var teams = (await MembersAsync(ids, Fetch.Intersect(TeamIntersect, ProfileId, ProfileId), stop)).ToLookup(id => id);
        var members = string.Join(", ", profiles.Select(profile => $"{profile.Text("name")} has {users[profile.Id].Count()} users and {teams[profile.Id].Count()} teams"));
        return own.Count > 0
            ? CheckResult.Ok(Name, $"this user sees payloads ({members})")
            : CheckResult.Warning(
                Name,
                $"payloads read as empty to this user, and tidy and forget can't empty them: it is in no profile that opens them ({members}). Add the application user to the column security profile {Ours}.");
    }

    private static XElement Profiles() => Fetch.Entity(
        ProfileTable,
        Fetch.Columns(ProfileId, "name"),
        Fetch.InnerJoin(
            PermissionTable, ProfileId, ProfileId, "permission",
            Fetch.And(
                Fetch.Is("entityname", InvitationTable.Table),
                Fetch.Is("attributelogicalname", InvitationTable.Payload),
                Fetch.Is("canread", Allowed),
                Fetch.Is("canupdate", Allowed))));

    // The profile once for each of its members: so neither users nor teams must be readable.
    private async Task<List<Guid>> MembersAsync(IEnumerable<Guid> profiles, XElement members, CancellationToken stop) => [.. (await job.Client.ReadAllAsync(
        Fetch.Query(Fetch.Entity(ProfileTable, Fetch.Columns(ProfileId), Fetch.And(Fetch.IsOneOf(ProfileId, Fetch.Ids(profiles))), members)), stop)).Select(row => row.Id)];

    private static string Text(Guid id) => id.ToString("D");
}
