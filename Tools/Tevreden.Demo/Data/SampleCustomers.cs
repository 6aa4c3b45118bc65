namespace Tevreden.Demo.Data;

/// <summary>An account with its primary contact.</summary>
internal sealed record SampleCustomer(string Account, string FirstName, string LastName, string City, int Employees);

/// <summary>A case by title, and the account it belongs to.</summary>
internal sealed record SampleCase(string Title, string Account, int Priority, int Origin);

/// <summary>The sample rows that Dynamics 365 ships, as far as public documentation names them. Which customer each case has is public for the first only.</summary>
internal static class SampleCustomers
{
    public static IReadOnlyList<SampleCustomer> Accounts { get; } =
    [
        new("Fourth Coffee (sample)", "Yvonne", "McKay (sample)", "Renton", 1_600),
        new("Litware, Inc. (sample)", "Susanna", "Stubberod (sample)", "Dallas", 6_000),
        new("Adventure Works (sample)", "Nancy", "Anderson (sample)", "Santa Cruz", 4_300),
        new("Fabrikam, Inc. (sample)", "Maria", "Campbell (sample)", "Lynnwood", 2_700),
        new("Blue Yonder Airlines (sample)", "Sidney", "Higa (sample)", "Los Angeles", 2_900),
        new("City Power & Light (sample)", "Scott", "Konersmann (sample)", "Redmond", 2_900),
        new("Contoso Pharmaceuticals (sample)", "Robert", "Lyon (sample)", "Redmond", 1_500),
        new("Alpine Ski House (sample)", "Paul", "Cannon (sample)", "Missoula", 4_800),
        new("A. Datum Corporation (sample)", "Rene", "Valdes (sample)", "Redmond", 6_200),
        new("Coho Winery (sample)", "Jim", "Glynn (sample)", "Phoenix", 3_900),
    ];

    public static IReadOnlyList<SampleCase> Cases { get; } =
    [
        new("Service required (sample)", "Fourth Coffee (sample)", Priority: 1, Origin: 1),
        new("Complete overhaul required (sample)", "Blue Yonder Airlines (sample)", Priority: 2, Origin: 2),
        new("Average order shipment time (sample)", "Coho Winery (sample)", Priority: 2, Origin: 3),
    ];
}
