using Newtonsoft.Json.Linq;

namespace Tevreden.Demo.Service;

/// <summary>What the simulated service offers.</summary>
internal static class Offers
{
    public static JArray Questionnaires() =>
    [
        Questionnaire("101", "Tevredenheid na een opgeloste aanvraag", "nl"),
        Questionnaire("102", "Satisfaction after a resolved case", "en"),
        Questionnaire("103", "Tevredenheid over de monteur", "nl"),
    ];

    public static JArray Locations() =>
    [
        new JObject { ["id"] = "1", ["name"] = "Utrecht", ["organisationid"] = "10" },
        new JObject { ["id"] = "2", ["name"] = "Zwolle", ["organisationid"] = "10" },
    ];

    private static JObject Questionnaire(string id, string subject, string language) =>
        new() { ["id"] = id, ["subject"] = subject, ["organisationid"] = "10", ["organisation"] = "Voorbeeld B.V.", ["language"] = language };
}
