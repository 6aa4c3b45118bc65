using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Metadata;
using Tevreden.Sandbox.Metadata;
using SdkCascade = Microsoft.Xrm.Sdk.Metadata.CascadeType;

namespace Tevreden.Sandbox.Messages.Definitions;

/// <summary>Relationships as the SDK defines them.</summary>
internal static class SdkRelationships
{
    public static OneToManyRelationshipMetadata Of(RelationshipDefinition one) => Base(new OneToManyRelationshipMetadata
    {
        ReferencedEntity = one.ReferencedTable,
        ReferencedAttribute = one.ReferencedColumn,
        ReferencingEntity = one.ReferencingTable,
        ReferencingAttribute = one.ReferencingColumn,
        ReferencedEntityNavigationPropertyName = one.ReferencedNavigationProperty,
        ReferencingEntityNavigationPropertyName = one.ReferencingNavigationProperty,
        IsHierarchical = false,
        CascadeConfiguration = new CascadeConfiguration
        {
            Assign = Cascade(one.CascadeAssign),
            Delete = Cascade(one.CascadeDelete),
            Merge = Cascade(one.CascadeMerge),
            Reparent = Cascade(one.CascadeReparent),
            Share = Cascade(one.CascadeShare),
            Unshare = Cascade(one.CascadeShare),
        },
    }, one.SchemaName, one.IsCustom, RelationshipType.OneToManyRelationship);

    public static ManyToManyRelationshipMetadata Of(ManyToManyDefinition many) => Base(new ManyToManyRelationshipMetadata
    {
        Entity1LogicalName = many.FirstTable,
        Entity1IntersectAttribute = many.FirstIntersectColumn,
        Entity1NavigationPropertyName = many.FirstNavigationProperty,
        Entity2LogicalName = many.SecondTable,
        Entity2IntersectAttribute = many.SecondIntersectColumn,
        Entity2NavigationPropertyName = many.SecondNavigationProperty,
        IntersectEntityName = many.IntersectTable,
    }, many.SchemaName, many.SchemaName.Contains('_', StringComparison.Ordinal), RelationshipType.ManyToManyRelationship);

    public static Metadata.CascadeType Cascade(SdkCascade? cascade) => cascade switch
    {
        SdkCascade.Cascade => Metadata.CascadeType.Cascade,
        SdkCascade.Active => Metadata.CascadeType.Active,
        SdkCascade.UserOwned => Metadata.CascadeType.UserOwned,
        SdkCascade.RemoveLink => Metadata.CascadeType.RemoveLink,
        SdkCascade.Restrict => Metadata.CascadeType.Restrict,
        _ => Metadata.CascadeType.NoCascade,
    };

    private static SdkCascade Cascade(Metadata.CascadeType cascade) => Enum.Parse<SdkCascade>(cascade.ToString());

    private static T Base<T>(T sdk, string schemaName, bool isCustom, RelationshipType type)
        where T : RelationshipMetadataBase
    {
        sdk.MetadataId = DefinitionIds.Relationship(schemaName);
        sdk.SchemaName = schemaName;
        sdk.IsCustomRelationship = isCustom;
        sdk.IsCustomizable = new BooleanManagedProperty(true);
        sdk.IsValidForAdvancedFind = true;
        sdk.SecurityTypes = SecurityTypes.Append;
        return sdk.With(nameof(RelationshipMetadataBase.RelationshipType), type).With(nameof(RelationshipMetadataBase.IsManaged), false);
    }
}
