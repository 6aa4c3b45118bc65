using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Import;

/// <summary>The columns that every table has besides its own.</summary>
internal static class SystemColumns
{
    public static IEnumerable<ColumnDefinition> Of(bool isUserOwned)
    {
        yield return Time("CreatedOn");
        yield return Time("ModifiedOn");
        yield return Time("OverriddenCreatedOn") with { ValidForCreate = true };
        foreach (var name in (string[])["CreatedBy", "ModifiedBy", "CreatedOnBehalfBy", "ModifiedOnBehalfBy"])
            yield return Lookup(name, "systemuser");
        if (isUserOwned)
        {
            yield return new ColumnDefinition { LogicalName = "ownerid", SchemaName = "OwnerId", Type = ColumnType.Owner, RequiredLevel = RequiredLevel.SystemRequired, Targets = ["systemuser", "team"] };
            yield return Lookup("OwningUser", "systemuser");
            yield return Lookup("OwningTeam", "team");
            yield return Lookup("OwningBusinessUnit", "businessunit");
        }
        else
        {
            yield return Lookup("OrganizationId", "organization");
        }
    }

    private static string Lower(string name) => name.ToLower(System.Globalization.CultureInfo.InvariantCulture);

    private static ColumnDefinition Time(string name) =>
        new() { LogicalName = Lower(name), SchemaName = name, Type = ColumnType.DateTime, ValidForCreate = false, ValidForUpdate = false };

    private static ColumnDefinition Lookup(string name, string target) =>
        new() { LogicalName = Lower(name), SchemaName = name, Type = ColumnType.Lookup, Targets = [target], ValidForCreate = false, ValidForUpdate = false };
}
