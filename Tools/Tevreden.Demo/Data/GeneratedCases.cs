using Bogus;

namespace Tevreden.Demo.Data;

/// <summary>What real CRM data has wrong with it, and what becomes of the case.</summary>
internal enum Flaw
{
    None,
    NoEmail,
    MalformedEmail,
    DoNotSurvey,
    /// <summary>A second case of the contact of the case before, resolved on the same day.</summary>
    SameContactAgain,
    /// <summary>Merged into the case before; never resolved itself.</summary>
    Merged,
    /// <summary>Cancelled; never resolved.</summary>
    Cancelled,
}

/// <summary>One generated case with its contact and account.</summary>
internal sealed record GeneratedCase
{
    public required int Number { get; init; }

    public required Flaw Flaw { get; init; }

    public required string Title { get; init; }

    public required string FirstName { get; init; }

    public required string LastName { get; init; }

    /// <summary>Null where the contact has none.</summary>
    public required string? Email { get; init; }

    public required string Account { get; init; }

    public required string City { get; init; }
}

internal static class GeneratedCases
{
    private static readonly Flaw[] Flaws =
    [
        Flaw.NoEmail, Flaw.MalformedEmail, Flaw.DoNotSurvey, Flaw.SameContactAgain, Flaw.Merged, Flaw.Cancelled,
    ];

    private static readonly string[] Subjects =
    [
        "Factuur klopt niet", "Levering te laat", "Storing aan de installatie", "Vraag over garantie", "Onderhoud inplannen",
        "Verkeerd artikel ontvangen", "Wachtwoord vergeten", "Klacht over monteur", "Offerte aanpassen", "Adreswijziging",
    ];

    /// <summary>The same <paramref name="seed"/> always makes the same cases. The flaws come once in every four cases, in turn, so that six of 25 have one.</summary>
    public static IReadOnlyList<GeneratedCase> Make(int count, int seed)
    {
        var faker = new Faker("nl") { Random = new Randomizer(seed) };
        var cases = new List<GeneratedCase>(count);
        for (var number = 1; number <= count; number++)
        {
            // Never the first: two of the flaws need a sound case before them.
            var flaw = number % 4 == 0 ? Flaws[(number / 4 - 1) % Flaws.Length] : Flaw.None;
            var firstName = faker.Name.FirstName();
            var lastName = faker.Name.LastName();
            cases.Add(new GeneratedCase
            {
                Number = number,
                Flaw = flaw,
                Title = faker.PickRandom(Subjects),
                FirstName = firstName,
                LastName = lastName,
                Email = flaw switch
                {
                    Flaw.NoEmail => null,
                    Flaw.MalformedEmail => "geen e-mail @ bekend",
                    _ => faker.Internet.Email(firstName, lastName, "voorbeeld.nl", $"{number}").ToLowerInvariant(),
                },
                Account = $"{faker.Company.CompanyName()} {number}",
                City = faker.Address.City(),
            });
        }

        return cases;
    }
}
