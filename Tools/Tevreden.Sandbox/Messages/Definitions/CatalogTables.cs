using Microsoft.Xrm.Sdk.Metadata;
using Tevreden.Sandbox.Import;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Messages.Definitions;

/// <summary>Tables and relationships of the catalog, from the SDK's definitions of new ones.</summary>
internal static class CatalogTables
{
    public static TableDefinition Of(EntityMetadata sdk, StringAttributeMetadata primaryName)
    {
        var schemaName = Names.Custom(sdk.SchemaName, "table");
        var name = Names.Logical(schemaName);
        var first = CatalogColumns.Of(primaryName);
        var isUserOwned = sdk.OwnershipType is not OwnershipTypes.OrganizationOwned;
        return new TableDefinition
        {
            LogicalName = name,
            SchemaName = schemaName,
            EntitySetName = sdk.EntitySetName ?? Plural(name),
            PrimaryIdColumn = name + "id",
            PrimaryNameColumn = first.LogicalName,
            Ownership = isUserOwned ? TableOwnership.User : TableOwnership.Organization,
            IsCustom = true,
            DisplayName = SdkLabels.Text(sdk.DisplayName),
            DisplayCollectionName = SdkLabels.Text(sdk.DisplayCollectionName),
            Description = SdkLabels.Text(sdk.Description),
            Columns =
            [
                new ColumnDefinition { LogicalName = name + "id", SchemaName = schemaName + "Id", Type = ColumnType.UniqueIdentifier, RequiredLevel = RequiredLevel.SystemRequired, ValidForUpdate = false },
                first,
                .. SystemColumns.Of(isUserOwned),
                new ColumnDefinition { LogicalName = "versionnumber", SchemaName = "VersionNumber", Type = ColumnType.BigInt, ValidForCreate = false, ValidForUpdate = false },
                State(name),
                Status(name),
            ],
        };
    }

    public static RelationshipDefinition Of(OneToManyRelationshipMetadata sdk, ColumnDefinition lookup, TableDefinition parent) => new()
    {
        SchemaName = Names.Custom(sdk.SchemaName, "relationship"),
        ReferencedTable = parent.LogicalName,
        ReferencedColumn = parent.PrimaryIdColumn,
        ReferencingTable = sdk.ReferencingEntity,
        ReferencingColumn = lookup.LogicalName,
        ReferencingNavigationProperty = sdk.ReferencingEntityNavigationPropertyName ?? lookup.SchemaName,
        ReferencedNavigationProperty = sdk.ReferencedEntityNavigationPropertyName ?? sdk.SchemaName,
        CascadeAssign = SdkRelationships.Cascade(sdk.CascadeConfiguration?.Assign),
        CascadeDelete = sdk.CascadeConfiguration?.Delete is { } delete ? SdkRelationships.Cascade(delete) : Metadata.CascadeType.RemoveLink,
        CascadeMerge = SdkRelationships.Cascade(sdk.CascadeConfiguration?.Merge),
        CascadeReparent = SdkRelationships.Cascade(sdk.CascadeConfiguration?.Reparent),
        CascadeShare = SdkRelationships.Cascade(sdk.CascadeConfiguration?.Share),
        IsCustom = true,
    };

    private static string Plural(string name) => name.EndsWith('s') ? name + "es" : name.EndsWith('y') ? name[..^1] + "ies" : name + "s";

    private static ColumnDefinition State(string table) => new()
    {
        LogicalName = "statecode", SchemaName = "statecode", Type = ColumnType.State, RequiredLevel = RequiredLevel.SystemRequired, ValidForCreate = false,
        DefaultValue = 0,
        OptionSet = new OptionSetDefinition
        {
            Name = table + "_statecode",
            Options =
            [
                new OptionDefinition { Value = 0, DefaultStatus = 1, InvariantName = "Active", Label = LocalizedText.InEnglish("Active") },
                new OptionDefinition { Value = 1, DefaultStatus = 2, InvariantName = "Inactive", Label = LocalizedText.InEnglish("Inactive") },
            ],
        },
    };

    private static ColumnDefinition Status(string table) => new()
    {
        LogicalName = "statuscode", SchemaName = "statuscode", Type = ColumnType.Status,
        OptionSet = new OptionSetDefinition
        {
            Name = table + "_statuscode",
            Options =
            [
                new OptionDefinition { Value = 1, State = 0, Label = LocalizedText.InEnglish("Active") },
                new OptionDefinition { Value = 2, State = 1, Label = LocalizedText.InEnglish("Inactive") },
            ],
        },
    };
}
