using System.Globalization;

namespace Tevreden.Cli.Sync.FollowUps;

/// <summary>What the owner of a follow-up task reads, in the organisation's own language.</summary>
/// <param name="dutch">False for English.</param>
/// <param name="environment">Address of the environment, for the link.</param>
internal sealed class FollowUpText(bool dutch, Uri environment)
{
    /// <summary>Dutch, as the platform counts languages.</summary>
    public const int Dutch = 1043;

    private const int Beginning = 500;

    public string Subject(MappedResponse response) => dutch
        ? string.Create(CultureInfo.GetCultureInfo("nl-NL"), $"Opvolgen: cijfer {response.Source.Score:0.##}")
        : string.Create(CultureInfo.InvariantCulture, $"Follow up: score {response.Source.Score:0.##}");

    /// <summary>The mark, the remark's beginning, and where the rest is.</summary>
    public string Description(MappedResponse response, Guid responseId)
    {
        var given = dutch
            ? string.Create(CultureInfo.GetCultureInfo("nl-NL"), $"De klant gaf op {response.RespondedOn:d MMMM yyyy} het cijfer {response.Source.Score:0.##}.")
            : string.Create(CultureInfo.InvariantCulture, $"The customer gave the score {response.Source.Score:0.##} on {response.RespondedOn:d MMMM yyyy}.");
        var remark = Texts.Fit(response.Source.Remark, Beginning);
        var link = new Uri(environment, $"/main.aspx?pagetype=entityrecord&etn={Tevreden.Dataverse.Names.ResponseTable.Table}&id={responseId:D}").AbsoluteUri;
        return string.Join("\n\n", new[] { given, remark, $"{(dutch ? "De hele reactie" : "The whole response")}: {link}" }.Where(part => part is not null));
    }
}
