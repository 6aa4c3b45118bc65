using Tevreden.Cli.Commands;
using Tevreden.Cli.Configuration;

namespace Tevreden.Cli.Checks;

/// <summary>Does the service answer to our key, and what can it do, as the profile says?</summary>
internal sealed class ServiceCheck(Job job)
{
    public async Task<IEnumerable<CheckResult>> RunAsync(CancellationToken stop)
    {
        if (job.Settings.ApiKey is null && job.Settings.ApiKeyVault is null)
            return [CheckResult.Failed("service", $"no API key here, so it can't be asked. Set it with {Setting.ApiKey.Places}, or in {SettingsReader.KeyFile}.")];

        var service = await job.ServiceAsync(stop);
        var started = job.Host.Time.GetTimestamp();
        var surveys = await service.RepeatAsync(static (client, stop) => client.GetQuestionnairesAsync(stop), stop);
        var took = job.Host.Time.GetElapsedTime(started);
        var profile = service.Profile;
        return
        [
            CheckResult.Ok("service", $"{service.Host} answers in {took.TotalMilliseconds:0} ms and offers {surveys.Count} surveys"),
            CheckResult.Ok("profile", $"status call {Yes(profile.HasStatusCall)}, deduplicates {Yes(profile.Deduplicates)}, erases persons {Yes(profile.ErasesPersons)}, filters by organisation {Yes(profile.FiltersByOrganisation)}"),
        ];
    }

    private static string Yes(bool has) => has ? "yes" : "no";
}
