using System.Xml.Linq;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;

namespace Tevreden.Sandbox.Import;

/// <summary>Security roles. A privilege must exist: on a table of the environment or of this very file.</summary>
internal sealed class RoleSection(PlatformNames names, Guid rootBusinessUnit) : IRowSection
{
    private const string File = Customizations.File;

    public string Element => "Roles";

    public void Read(XElement section, ImportPlan plan)
    {
        foreach (var element in section.Elements("Role"))
        {
            var id = Xml.Id(element.NeedAttribute("id", File), element, File);
            var row = plan.Row("role", id);
            row["name"] = element.NeedAttribute("name", File);
            row["businessunitid"] = new EntityReference("businessunit", rootBusinessUnit);
            row["parentrootroleid"] = new EntityReference("role", id);
            row["isinherited"] = new OptionSetValue(1);
            plan.Roles.Add(new RolePlan(
                id,
                (string)row["name"],
                [.. element.Elements("RolePrivileges").Elements("RolePrivilege").Select(privilege => Privilege(privilege, plan))]));
            plan.Count("Roles");
        }
    }

    private (string, int) Privilege(XElement element, ImportPlan plan)
    {
        var name = element.NeedAttribute("name", File);
        if (!names.HasPrivilege(name) && !plan.Catalog.Tables.Exists(table => PlatformRows.PrivilegesOf(table).Contains(name)))
            throw Xml.Wrong(File, element, $"there is no privilege '{name}' in this environment, and no table of this file brings it");
        return (name, element.NeedAttribute("level", File) switch
        {
            "Basic" => 1,
            "Local" => 2,
            "Deep" => 4,
            "Global" => 8,
            var other => throw Xml.Wrong(File, element, $"expected the level Basic, Local, Deep or Global; found '{other}'"),
        });
    }
}

/// <summary>Field security profiles with their permissions.</summary>
internal sealed class FieldSecuritySection : IRowSection
{
    private const string File = Customizations.File;

    public string Element => "FieldSecurityProfiles";

    public void Read(XElement section, ImportPlan plan)
    {
        foreach (var element in section.Elements("FieldSecurityProfile"))
        {
            var id = Xml.Id(element.NeedAttribute("fieldsecurityprofileid", File), element, File);
            var row = plan.Row("fieldsecurityprofile", id);
            row["name"] = element.NeedAttribute("name", File);
            row["description"] = element.Attribute("description")?.Value;
            plan.Count("FieldSecurityProfiles");
            foreach (var permission in element.Elements("FieldPermissions").Elements("FieldPermission"))
                Permission(permission, id, plan);
        }
    }

    private static void Permission(XElement element, Guid profile, ImportPlan plan)
    {
        var table = element.Need("EntityName", File).ToLowerInvariant();
        var column = element.Need("AttributeName", File).ToLowerInvariant();
        var row = plan.Row("fieldpermission", NameIds.Of("fieldpermission", profile.ToString("D"), table, column));
        row["fieldsecurityprofileid"] = new EntityReference("fieldsecurityprofile", profile);
        row["entityname"] = table;
        row["attributelogicalname"] = column;
        row["canread"] = new OptionSetValue(element.Number("CanRead", File) ?? 0);
        row["cancreate"] = new OptionSetValue(element.Number("CanCreate", File) ?? 0);
        row["canupdate"] = new OptionSetValue(element.Number("CanUpdate", File) ?? 0);
    }
}
