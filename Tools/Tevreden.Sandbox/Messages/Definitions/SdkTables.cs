using System.Runtime.CompilerServices;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Metadata;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Messages.Definitions;

/// <summary>Tables as the SDK defines them, with as much of their parts as is asked for.</summary>
internal static class SdkTables
{
    // Of custom tables the platform gives numbers from here on; which one differs per environment.
    private const int FirstCustomCode = 10_000;

    public static EntityMetadata Of(TableDefinition table, MetadataCatalog catalog, EntityFilters parts, int language)
    {
        var sdk = new EntityMetadata
        {
            MetadataId = DefinitionIds.Table(table.LogicalName),
            LogicalName = table.LogicalName,
            SchemaName = table.SchemaName,
            EntitySetName = table.EntitySetName,
            LogicalCollectionName = table.EntitySetName,
            DisplayName = SdkLabels.Of(table.DisplayName, language),
            DisplayCollectionName = SdkLabels.Of(table.DisplayCollectionName, language),
            Description = SdkLabels.Of(table.Description, language),
            IsActivity = table.IsActivity,
            OwnershipType = table.Ownership switch
            {
                TableOwnership.User => OwnershipTypes.UserOwned,
                TableOwnership.Organization => OwnershipTypes.OrganizationOwned,
                TableOwnership.BusinessUnit => OwnershipTypes.BusinessOwned,
                _ => OwnershipTypes.None,
            },
            IsCustomizable = new BooleanManagedProperty(true),
            IsRenameable = new BooleanManagedProperty(true),
            IsMappable = new BooleanManagedProperty(true),
            CanCreateAttributes = new BooleanManagedProperty(true),
            ChangeTrackingEnabled = false,
            TableType = "Standard",
        };
        sdk.With(nameof(EntityMetadata.PrimaryIdAttribute), table.PrimaryIdColumn)
            .With(nameof(EntityMetadata.PrimaryNameAttribute), table.PrimaryNameColumn)
            .With(nameof(EntityMetadata.IsCustomEntity), table.IsCustom)
            .With(nameof(EntityMetadata.IsManaged), table.Solution is not null)
            .With(nameof(EntityMetadata.IsIntersect), table.IsIntersect)
            .With(nameof(EntityMetadata.IsOptimisticConcurrencyEnabled), true)
            .With(nameof(EntityMetadata.ObjectTypeCode), table.ObjectTypeCode ?? Code(table, catalog))
            .With(nameof(EntityMetadata.CollectionSchemaName), table.EntitySetName)
            .With(nameof(EntityMetadata.Keys), table.Keys.Select(key => Key(table, key, language)).ToArray());
        if (parts.HasFlag(EntityFilters.Attributes))
            sdk.With(nameof(EntityMetadata.Attributes), Columns(table, language));
        if (parts.HasFlag(EntityFilters.Relationships))
            Relationships(sdk, table, catalog);
        if (parts.HasFlag(EntityFilters.Privileges))
            sdk.With(nameof(EntityMetadata.Privileges), PlatformRows.PrivilegesOf(table).Select(Privilege).ToArray());
        return sdk;
    }

    public static AttributeMetadata[] Columns(TableDefinition table, int language) => [.. table.Columns.Select((column, index) => SdkColumns.Of(table, column, index + 1, language))];

    public static EntityKeyMetadata Key(TableDefinition table, KeyDefinition key, int language) => new EntityKeyMetadata
    {
        MetadataId = DefinitionIds.Key(table.LogicalName, key.LogicalName),
        LogicalName = key.LogicalName,
        SchemaName = key.SchemaName,
        DisplayName = SdkLabels.Of(key.DisplayName, language),
        KeyAttributes = [.. key.Columns],
    }
        .With(nameof(EntityKeyMetadata.EntityLogicalName), table.LogicalName)
        .With(nameof(EntityKeyMetadata.EntityKeyIndexStatus), Enum.Parse<EntityKeyIndexStatus>(key.IndexStatus.ToString()));

    private static int Code(TableDefinition table, MetadataCatalog catalog) =>
        FirstCustomCode + catalog.Tables.Where(found => found.ObjectTypeCode is null).TakeWhile(found => found.LogicalName != table.LogicalName).Count();

    private static void Relationships(EntityMetadata sdk, TableDefinition table, MetadataCatalog catalog) => sdk
        .With(nameof(EntityMetadata.OneToManyRelationships), catalog.RelationshipsTo(table.LogicalName).Select(SdkRelationships.Of).ToArray())
        .With(nameof(EntityMetadata.ManyToOneRelationships), catalog.RelationshipsFrom(table.LogicalName).Select(SdkRelationships.Of).ToArray())
        .With(
            nameof(EntityMetadata.ManyToManyRelationships),
            catalog.ManyToManyRelationships.Where(many => many.FirstTable == table.LogicalName || many.SecondTable == table.LogicalName).Select(SdkRelationships.Of).ToArray());

    private static SecurityPrivilegeMetadata Privilege(string name)
    {
        var type = Enum.GetValues<PrivilegeType>().Where(verb => name.StartsWith("prv" + verb, StringComparison.Ordinal)).OrderByDescending(verb => verb.ToString().Length).First();

        // Nobody but the platform makes one, so it has no constructor to call.
        return ((SecurityPrivilegeMetadata)RuntimeHelpers.GetUninitializedObject(typeof(SecurityPrivilegeMetadata)))
            .With(nameof(SecurityPrivilegeMetadata.Name), name)
            .With(nameof(SecurityPrivilegeMetadata.PrivilegeId), PlatformRows.PrivilegeId(name))
            .With(nameof(SecurityPrivilegeMetadata.PrivilegeType), type)
            .With(nameof(SecurityPrivilegeMetadata.CanBeBasic), true)
            .With(nameof(SecurityPrivilegeMetadata.CanBeLocal), true)
            .With(nameof(SecurityPrivilegeMetadata.CanBeDeep), true)
            .With(nameof(SecurityPrivilegeMetadata.CanBeGlobal), true);
    }
}
