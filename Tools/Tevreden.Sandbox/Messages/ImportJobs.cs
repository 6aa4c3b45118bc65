using System.ServiceModel;
using System.Xml.Linq;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;

namespace Tevreden.Sandbox.Messages;

/// <summary>Rows of importjob: that an import was asked for, and how it ended.</summary>
internal sealed class ImportJobs(Transactions transactions, RowCreation creation)
{
    /// <param name="id">Of the row, as the client chose it to look there.</param>
    /// <param name="import">Imports, and returns the solution's unique name.</param>
    /// <param name="operation">For whom.</param>
    public string Record(Guid id, Func<string> import, Operation operation)
    {
        var startedOn = transactions.Now;
        try
        {
            var name = import();
            Write(id, name, startedOn, null, operation);
            return name;
        }
        catch (FaultException<OrganizationServiceFault> problem)
        {
            Write(id, null, startedOn, problem.Detail, operation);
            throw;
        }
    }

    private void Write(Guid id, string? name, DateTime startedOn, OrganizationServiceFault? problem, Operation operation)
    {
        var result = new XElement("result", new XAttribute("result", problem is null ? "success" : "failure"));
        if (problem is not null)
            result.Add(new XAttribute("errorcode", $"0x{problem.ErrorCode:x8}"), new XAttribute("errortext", problem.Message));
        creation.Create(
            [
                new Entity("importjob", id)
                {
                    ["solutionname"] = name,
                    ["name"] = name,
                    ["progress"] = 100d,
                    ["startedon"] = startedOn,
                    ["completedon"] = transactions.Now,
                    ["data"] = new XElement("importexportxml", new XElement("solutionManifests", new XElement("solutionManifest", result))).ToString(),
                },
            ],
            [],
            operation with { ByPlatform = true });
    }
}
