namespace Tevreden.Demo.Service.Data;

/// <summary>One question of a questionnaire.</summary>
/// <param name="Type"><c>mark</c> (1 to 10), <c>choice</c> or <c>text</c>.</param>
internal sealed record Question(string Id, string Text, string Type, IReadOnlyList<string> Choices);

internal sealed record OfferedQuestionnaire(int Id, string Subject, int OrganisationId, string Language, IReadOnlyList<Question> Questions);

internal sealed record OfferedLocation(int Id, string Name, int OrganisationId);

internal sealed record Organisation(int Id, string Name);

/// <summary>What this service has to offer: always the same two organisations with their locations and questionnaires.</summary>
internal static class Catalogue
{
    private const int Service = 101, Installation = 102;

    public static IReadOnlyList<Organisation> Organisations { get; } =
    [
        new(Service, "Voorbeeld Service BV"),
        new(Installation, "Voorbeeld Installatie BV"),
    ];

    public static IReadOnlyList<OfferedLocation> Locations { get; } =
    [
        new(201, "Utrecht", Service),
        new(202, "Groningen", Service),
        new(203, "'s-Hertogenbosch", Installation),
        new(204, "Súdwest-Fryslân", Installation),
    ];

    public static IReadOnlyList<OfferedQuestionnaire> Questionnaires { get; } =
    [
        new(301, "Na afhandeling van uw aanvraag", Service, "nl",
        [
            new("301-1", "Hoe tevreden bent u over de snelheid?", "mark", []),
            new("301-2", "Bent u in één keer geholpen?", "choice", ["ja", "nee"]),
            new("301-3", "Wat kunnen wij beter doen?", "text", []),
        ]),
        new(302, "Na bezoek van onze monteur", Installation, "nl",
        [
            new("302-1", "Hoe tevreden bent u over de monteur?", "mark", []),
            new("302-2", "Kwam hij op de afgesproken tijd?", "choice", ["ja", "nee"]),
            new("302-3", "Wilt u nog iets kwijt?", "text", []),
        ]),
        new(303, "After your service request", Service, "en",
        [
            new("303-1", "How satisfied are you with our speed?", "mark", []),
            new("303-2", "Was it solved the first time?", "choice", ["yes", "no"]),
            new("303-3", "What can we do better?", "text", []),
        ]),
    ];

    /// <summary>The questionnaire of this id, however the id was written; null where there is none.</summary>
    public static OfferedQuestionnaire? FindQuestionnaire(string id) => Questionnaires.FirstOrDefault(offered => offered.Id.ToString(System.Globalization.CultureInfo.InvariantCulture) == id);
}
