using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Import;

namespace Tevreden.Sandbox.Messages;

/// <summary>
/// New versions that wait for DeleteAndPromote. The platform installs them beside the old one under a name that ends in _Upgrade; here the file waits, and
/// a row of solution with that name says so.
/// </summary>
internal sealed class StagedSolutions(Transactions transactions, RowCreation creation, RowDeletion deletion)
{
    private const string Table = "stagesolutionupload", Solution = "solution", Suffix = "_Upgrade";

    /// <returns>The unique name of the solution that is to be upgraded.</returns>
    public string Stage(byte[] zip, Operation operation)
    {
        SolutionManifest manifest;
        try
        {
            using var archive = new SolutionArchive(new MemoryStream(zip, writable: false));
            manifest = SolutionManifest.Read(archive);
        }
        catch (ImportException problem)
        {
            throw Faults.ImportFailed(problem.Message);
        }

        var old = transactions.Read(operation, scope => scope.Find(Solution, SolutionComponents.SolutionId(manifest.UniqueName)));
        if (old is null || !old.GetAttributeValue<bool>("ismanaged") || !manifest.IsManaged)
            throw Faults.ImportFailed($"an upgrade needs a managed solution '{manifest.UniqueName}' that is installed, and a managed file.");

        Forget(manifest.UniqueName, operation);
        var name = manifest.UniqueName + Suffix;
        transactions.Run(operation, inside =>
        {
            creation.Create([new Entity(Table) { ["name"] = name, ["solutionuniquename"] = manifest.UniqueName, ["content"] = Convert.ToBase64String(zip) }], [], inside);
            creation.Create(
                [
                    new Entity(Solution, SolutionComponents.SolutionId(name))
                    {
                        ["uniquename"] = name,
                        ["friendlyname"] = name,
                        ["version"] = manifest.Version.ToString(),
                        ["publisherid"] = old.GetAttributeValue<EntityReference>("publisherid"),
                    },
                ],
                [],
                inside);
        });
        return manifest.UniqueName;
    }

    /// <exception cref="System.ServiceModel.FaultException{OrganizationServiceFault}">Nothing waits under that name.</exception>
    public byte[] Get(string uniqueName, Operation operation) =>
        transactions.Read(operation, scope => scope.FindRow(Table, ("solutionuniquename", uniqueName)))?.GetAttributeValue<string>("content") is { } content
            ? Convert.FromBase64String(content)
            : throw Faults.InvalidArgument($"No version of '{uniqueName}' waits to be promoted: import it with HoldingSolution first.");

    public void Forget(string uniqueName, Operation operation) => transactions.Run(operation, inside =>
    {
        foreach (var row in inside.Scope!.Rows(Table, ("solutionuniquename", uniqueName)))
            deletion.Delete(row.ToEntityReference(), ConcurrencyBehavior.Default, [], inside);
        var waiting = new EntityReference(Solution, SolutionComponents.SolutionId(uniqueName + Suffix));
        if (inside.Scope.Find(Solution, waiting.Id) is not null)
            deletion.Delete(waiting, ConcurrencyBehavior.Default, [], inside);
    });
}
