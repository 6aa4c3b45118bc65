using System.CommandLine;
using Tevreden.Cli.Commands;
using Tevreden.Cli.Output;

namespace Tevreden.Cli.Surveys;

/// <summary><c>surveys</c>: what the service offers to choose from.</summary>
internal sealed class SurveysCommand : IJobCommand
{
    public string Name => "surveys";

    public string Description => "Refreshes the surveys and all locations as the service offers them. A survey that it offers no more becomes inactive; nothing is deleted.";

    public bool NeedsService => true;

    public RunRow Row => RunRow.ByRunner;

    public void AddOptions(Command command)
    {
        // It has none of its own.
    }

    public async Task RunAsync(Job job, ParseResult parsed, IProgressDisplay progress, CancellationToken stop)
    {
        var service = await job.ServiceAsync(stop);
        var refresh = new OfferRefresh(job);
        var questionnaires = await service.RepeatAsync(static (client, stop) => client.GetQuestionnairesAsync(stop), stop);
        await refresh.SurveysAsync(questionnaires, stop);
        progress.Report(0.5, $"{questionnaires.Count} surveys");
        var locations = await service.RepeatAsync(static (client, stop) => client.GetLocationsAsync(stop), stop);
        await refresh.LocationsAsync(locations, stop);
        job.Report.Add("surveys", "surveys", questionnaires.Count);
        job.Report.Add("locations", "locations", locations.Count);
        refresh.AddTo(job.Report);
    }
}
