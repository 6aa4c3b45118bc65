using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Metadata;
using Tevreden.Sandbox.Engine;
using Tevreden.SolutionPackager;

namespace Tevreden.FakeXrmEasy.Tests;

/// <summary>The definitions of standard tables and of those that the packed solution brings: FakeXrmEasy knows no table that nobody tells it of.</summary>
internal static class SolutionMetadata
{
    private static readonly Lazy<EntityMetadata[]> Read = new(All);

    public static IEnumerable<EntityMetadata> Tables => Read.Value;

    private static EntityMetadata[] All()
    {
        using var engine = DataverseEngine.Start(new EngineOptions { AsyncWorkers = 0 });
        var packed = SolutionPacker.Pack(new PackOptions
        {
            Source = Path.Combine(Root(), "Solution", "Tevreden"),
            Output = Directory.CreateTempSubdirectory("tevreden-fakexrmeasy-").FullName,
        });
        using (var zip = File.OpenRead(packed.ManagedZip))
            engine.ImportSolution(zip);
        var asked = new RetrieveAllEntitiesRequest { EntityFilters = EntityFilters.Entity | EntityFilters.Attributes };
        return ((RetrieveAllEntitiesResponse)engine.ServiceFor(new CallerContext(engine.AdministratorId)).Execute(asked)).EntityMetadata;
    }

    private static string Root()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Tevreden.Dataverse.sln")))
            at = at.Parent;
        return at?.FullName ?? throw new InvalidOperationException("These tests run from the repository.");
    }
}
