using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Standard;

/// <summary>The columns that nearly every table has.</summary>
internal static class CommonColumns
{
    public static ColumnDefinition Version { get; } = new()
    {
        LogicalName = "versionnumber", SchemaName = "VersionNumber", Type = ColumnType.BigInt, ValidForCreate = false, ValidForUpdate = false,
    };

    public static IEnumerable<ColumnDefinition> Of(TableOwnership ownership)
    {
        yield return Version;
        yield return Written("createdon", "CreatedOn", ColumnType.DateTime);
        yield return Written("modifiedon", "ModifiedOn", ColumnType.DateTime);
        yield return Written("overriddencreatedon", "OverriddenCreatedOn", ColumnType.DateTime) with { ValidForCreate = true };
        yield return Written("importsequencenumber", "ImportSequenceNumber", ColumnType.Integer) with { ValidForCreate = true };
        yield return Lookup("createdby", "CreatedBy", "systemuser");
        yield return Lookup("modifiedby", "ModifiedBy", "systemuser");
        yield return Lookup("createdonbehalfby", "CreatedOnBehalfBy", "systemuser");
        yield return Lookup("modifiedonbehalfby", "ModifiedOnBehalfBy", "systemuser");
        if (ownership == TableOwnership.User)
        {
            yield return new ColumnDefinition
            {
                LogicalName = "ownerid", SchemaName = "OwnerId", Type = ColumnType.Owner, RequiredLevel = RequiredLevel.SystemRequired, Targets = ["systemuser", "team"],
            };
            yield return Lookup("owningbusinessunit", "OwningBusinessUnit", "businessunit");
            yield return Lookup("owninguser", "OwningUser", "systemuser");
            yield return Lookup("owningteam", "OwningTeam", "team");
        }

        if (ownership == TableOwnership.Organization)
            yield return Lookup("organizationid", "OrganizationId", "organization");
    }

    private static ColumnDefinition Written(string name, string schemaName, ColumnType type) =>
        new() { LogicalName = name, SchemaName = schemaName, Type = type, ValidForCreate = false, ValidForUpdate = false };

    private static ColumnDefinition Lookup(string name, string schemaName, string target) => Written(name, schemaName, ColumnType.Lookup) with { Targets = [target] };
}
