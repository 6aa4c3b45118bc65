using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using Microsoft.Xrm.Sdk;

namespace Tevreden.Dataverse.Plugins.Data;

/// <summary>A registered step of this assembly.</summary>
internal sealed record OwnStep(string Name, bool IsEnabled);

/// <summary>The steps that run this assembly's plug-ins. Custom APIs need none.</summary>
internal sealed class OwnStepsQuery
{
    private const int Enabled = 0;

    private readonly IOrganizationService _service;

    public OwnStepsQuery(IOrganizationService service) => _service = service;

    public IReadOnlyList<OwnStep> Read() => _service
        .RetrieveMultiple(FetchXml.Query(FetchXml.Entity(
            "sdkmessageprocessingstep",
            FetchXml.Columns("name", "statecode"),
            new XElement(
                "link-entity",
                new XAttribute("name", "plugintype"),
                new XAttribute("from", "plugintypeid"),
                new XAttribute("to", "plugintypeid"),
                new XAttribute("link-type", "inner"),
                FetchXml.And(FetchXml.Is("assemblyname", "eq", typeof(OwnStepsQuery).Assembly.GetName().Name))),
            FetchXml.OrderBy("name"))))
        .Entities
        .Select(r => new OwnStep(r.Text("name") ?? string.Empty, r.Choice("statecode") == Enabled))
        .ToList();
}
