namespace Tevreden.Cli.Mappings;

/// <summary>The words of the page in one language.</summary>
internal sealed class PageWords
{
    // Fields that a rule fills itself; the page shows them in its own language.
    public const string Email = "@email", Language = "@language", Location = "@location", Sender = "@sender", Reply = "@reply";

    public static readonly PageWords English = new()
    {
        Code = "en",
        Title = "What goes from the CRM to the survey service",
        Intro = "Made from the active rules of {0} on {1} UTC. A field that stands in no row here does not leave the CRM.",
        NoRules = "There is no active rule, so nothing goes.",
        Survey = "Survey",
        Broken = "Broken: this rule invites nobody.",
        Columns = ["Column in the CRM", "Table", "Field at the service", "Required", "When empty", "Personal", "Column security"],
        Yes = "yes",
        No = "no",
        Perhaps = "perhaps (free text)",
        Unknown = "not known: run this as an administrator",
        Fixed = "(fixed in the rule)",
        Own = new() { [Email] = "e-mail address of the person asked", [Language] = "language", [Location] = "location", [Sender] = "sender's name", [Reply] = "reply address" },
    };

    public static readonly PageWords Dutch = new()
    {
        Code = "nl",
        Title = "Wat er van het CRM naar de enquêtedienst gaat",
        Intro = "Gemaakt uit de actieve regels van {0} op {1} UTC. Een veld dat hier in geen rij staat, verlaat het CRM niet.",
        NoRules = "Er is geen actieve regel, dus er gaat niets.",
        Survey = "Vragenlijst",
        Broken = "Kapot: deze regel nodigt niemand uit.",
        Columns = ["Kolom in het CRM", "Tabel", "Veld bij de dienst", "Verplicht", "Indien leeg", "Persoonsgegeven", "Kolombeveiliging"],
        Yes = "ja",
        No = "nee",
        Perhaps = "mogelijk (vrije tekst)",
        Unknown = "niet bekend: voer dit uit als beheerder",
        Fixed = "(vast in de regel)",
        Own = new() { [Email] = "e-mailadres van de gevraagde", [Language] = "taal", [Location] = "vestiging", [Sender] = "naam van de afzender", [Reply] = "antwoordadres" },
    };

    public required string Code { get; init; }

    public required string Title { get; init; }

    /// <summary>{0} the environment, {1} the time.</summary>
    public required string Intro { get; init; }

    public required string NoRules { get; init; }

    public required string Survey { get; init; }

    public required string Broken { get; init; }

    public required IReadOnlyList<string> Columns { get; init; }

    public required string Yes { get; init; }

    public required string No { get; init; }

    public required string Perhaps { get; init; }

    public required string Unknown { get; init; }

    public required string Fixed { get; init; }

    public required Dictionary<string, string> Own { get; init; }
}
