using System.Xml.Linq;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;

namespace Tevreden.Sandbox.Import;

/// <summary>Security roles. A privilege on a table of this publisher must exist; those of the platform that the sandbox has no use for are left out with a warning.</summary>
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
            var privileges = element.Elements("RolePrivileges").Elements("RolePrivilege").ToLookup(privilege => IsThere(privilege, plan));
            if (privileges[false].Any())
                plan.Warn(File, element, $"the role '{row["name"]}' is imported without privileges that the sandbox does not have: {string.Join(", ", privileges[false].Select(privilege => privilege.Attribute("name")!.Value).Order(StringComparer.Ordinal))}");
            plan.Roles.Add(new RolePlan(id, (string)row["name"], [.. privileges[true].Select(Privilege)]));
            plan.Count("Roles");
        }
    }

    private bool IsThere(XElement element, ImportPlan plan)
    {
        var name = element.NeedAttribute("name", File);
        if (names.HasPrivilege(name) || plan.Catalog.Tables.Exists(table => PlatformRows.PrivilegesOf(table).Contains(name)))
            return true;
        return plan.Manifest.Publisher.Prefix is { Length: > 0 } prefix && name.Contains(prefix + "_", StringComparison.OrdinalIgnoreCase)
            ? throw Xml.Wrong(File, element, $"there is no privilege '{name}' in this environment, and no table of this file brings it")
            : false;
    }

    private static (string, int) Privilege(XElement element)
    {
        var name = element.NeedAttribute("name", File);
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
