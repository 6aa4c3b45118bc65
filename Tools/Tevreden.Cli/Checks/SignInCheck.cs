using Microsoft.Crm.Sdk.Messages;
using Tevreden.Cli.Commands;

namespace Tevreden.Cli.Checks;

/// <summary>Who Dataverse says we are, and what it is.</summary>
internal sealed class SignInCheck(Job job)
{
    public const string Name = "sign-in";

    public async Task<IEnumerable<CheckResult>> RunAsync(CancellationToken stop)
    {
        var me = await job.Client.RepeatAsync(new WhoAmIRequest(), stop);
        var version = await job.Client.RepeatAsync(new RetrieveVersionRequest(), stop);
        return
        [
            CheckResult.Ok(Name, $"{job.Settings.SignIn} is user {me.Results["UserId"]:D} of organisation {me.Results["OrganizationId"]:D}"),
            CheckResult.Ok("dataverse", $"{job.Settings.DataverseUrl.Host}, version {version.Results["Version"]}"),
        ];
    }
}
