using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;

namespace Tevreden.EndToEnd.Tests.Rules;

/// <summary>Users with just the rights that a test gives them.</summary>
internal static class People
{
    public const int English = 1033, Dutch = 1043;

    private const int Global = 8, Allowed = 4;

    /// <summary>Somebody who may write rules and mappings, and read the tables named.</summary>
    public static Guid RuleMaker(this Product product, params string[] readable) => product.User(
        [
            "prvReadtvr_Rule", "prvCreatetvr_Rule", "prvWritetvr_Rule", "prvAppendtvr_Rule", "prvAppendTotvr_Rule",
            "prvReadtvr_FieldMapping", "prvCreatetvr_FieldMapping", "prvWritetvr_FieldMapping", "prvAppendtvr_FieldMapping", "prvAppendTotvr_Survey",
            .. readable.Select(table => "prvRead" + table),
        ]);

    public static Guid User(this Product product, IEnumerable<string> privileges)
    {
        var user = product.Admin.Create(new Entity("systemuser")
        {
            ["firstname"] = "Anna", ["lastname"] = "Beheer", ["businessunitid"] = new EntityReference("businessunit", product.Engine.RootBusinessUnitId),
        });
        var role = product.Admin.Create(new Entity("role") { ["name"] = "Test", ["businessunitid"] = new EntityReference("businessunit", product.Engine.RootBusinessUnitId) });
        var names = product.Rows("privilege").ToDictionary(row => row.GetAttributeValue<string>("name"), row => row.Id);
        product.Admin.Associate("role", role, new Relationship("roleprivileges_association"), [.. privileges.Select(privilege => new EntityReference("privilege", names[privilege]))]);
        foreach (var given in product.Rows("roleprivileges").Where(row => (Guid)row["roleid"] == role))
            product.Admin.Update(new Entity("roleprivileges", given.Id) { ["privilegedepthmask"] = Global });
        product.Admin.Associate("systemuser", user, new Relationship("systemuserroles_association"), [new EntityReference("role", role)]);
        return user;
    }

    public static void Speaks(this Product product, Guid user, int language) =>
        product.Admin.Update(new Entity("usersettings", user) { ["uilanguageid"] = language });

    public static IOrganizationService As(this Product product, Guid user) => product.Engine.ServiceFor(new CallerContext(user));

    /// <summary>Gives a column that is secured to somebody.</summary>
    public static void MayRead(this Product product, Guid user, string table, string column)
    {
        var profile = product.Admin.Create(new Entity("fieldsecurityprofile") { ["name"] = "Mag lezen" });
        product.Admin.Create(new Entity("fieldpermission")
        {
            ["fieldsecurityprofileid"] = new EntityReference("fieldsecurityprofile", profile),
            ["entityname"] = table,
            ["attributelogicalname"] = column,
            ["canread"] = new OptionSetValue(Allowed),
        });
        product.Admin.Associate("systemuser", user, new Relationship("systemuserprofiles_association"), [new EntityReference("fieldsecurityprofile", profile)]);
    }
}
