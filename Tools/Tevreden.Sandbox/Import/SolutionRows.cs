using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Import;

/// <summary>The rows of the solution itself and of its publisher.</summary>
internal static class SolutionRows
{
    public static void Plan(ImportPlan plan, PlatformNames names, DateTime now)
    {
        var manifest = plan.Manifest;
        var publisher = plan.Row("publisher", NameIds.Of("publisher", manifest.Publisher.UniqueName));
        publisher["uniquename"] = manifest.Publisher.UniqueName;
        publisher["friendlyname"] = manifest.Publisher.Name.In(LocalizedText.English) ?? manifest.Publisher.UniqueName;
        publisher["customizationprefix"] = manifest.Publisher.Prefix;
        publisher["customizationoptionvalueprefix"] = manifest.Publisher.OptionPrefix;

        var isNew = names.Solution(manifest.UniqueName) is null;
        var solution = plan.Row("solution", SolutionComponents.SolutionId(manifest.UniqueName));
        solution["uniquename"] = manifest.UniqueName;
        solution["friendlyname"] = manifest.Name.In(LocalizedText.English) ?? manifest.UniqueName;
        solution["description"] = manifest.Description.In(LocalizedText.English);
        solution["version"] = manifest.Version.ToString();
        solution["ismanaged"] = manifest.IsManaged;
        solution["isvisible"] = true;
        solution["publisherid"] = new EntityReference("publisher", publisher.Id);
        solution["updatedon"] = now;
        if (isNew)
            solution["installedon"] = now;
    }
}
