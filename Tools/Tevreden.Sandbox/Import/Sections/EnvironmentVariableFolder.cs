using System.Xml.Linq;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Import;

/// <summary>environmentvariabledefinitions/: one folder per variable.</summary>
internal static class EnvironmentVariableFolder
{
    private const int FirstType = 100000000, LastType = 100000005;

    public static void Read(ImportPlan plan)
    {
        foreach (var file in plan.Archive.Files("environmentvariabledefinitions/*/environmentvariabledefinition.xml"))
        {
            var element = plan.Archive.Xml(file);
            var name = element.NeedAttribute("schemaname", file);
            var type = element.Number("type", file) ?? FirstType;
            if (type is < FirstType or > LastType)
                throw Xml.Wrong(file, element.Element("type")!, $"expected a type of {FirstType} (String) to {LastType} (Secret); found {type}");
            var row = plan.Row("environmentvariabledefinition", NameIds.Of("environmentvariabledefinition", name));
            row["schemaname"] = name;
            row["displayname"] = element.Labels("displayname").In(LocalizedText.English) ?? element.Element("displayname")?.Attribute("default")?.Value ?? name;
            row["description"] = element.Labels("description").In(LocalizedText.English) ?? element.Element("description")?.Attribute("default")?.Value;
            row["defaultvalue"] = element.Text("defaultvalue");
            row["isrequired"] = element.Flag("isrequired");
            row["type"] = new OptionSetValue(type);
            row["secretstore"] = element.Number("secretstore", file) is { } store ? new OptionSetValue(store) : null;
            row["statecode"] = new OptionSetValue(0);
            row["statuscode"] = new OptionSetValue(1);
            plan.Count("environmentvariabledefinitions");
        }
    }
}
