using System.Runtime.CompilerServices;
using Microsoft.OData.Edm;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.WebApi;

/// <summary>The entity data model of a catalog: what the OData library parses addresses and queries against, and what $metadata shows.</summary>
internal static class EdmModels
{
    public const string Namespace = "Microsoft.Dynamics.CRM";

    private static readonly ConditionalWeakTable<MetadataCatalog, EdmModel> Made = [];

    /// <summary>Kept as long as the catalog is: an import makes another one.</summary>
    public static IEdmModel Of(MetadataCatalog catalog) => Made.GetValue(catalog, Make);

    /// <summary>Name of the property that holds the id of a lookup.</summary>
    public static string LookupProperty(string column) => $"_{column}_value";

    /// <summary>Columns that the Web API shows as properties of their own.</summary>
    public static bool IsProperty(ColumnDefinition column) =>
        column.ValidForRead && column.AttributeOf is null && column.Type is not (ColumnType.Virtual or ColumnType.PartyList);

    public static EdmPrimitiveTypeKind Kind(ColumnDefinition column) => column.Type switch
    {
        ColumnType.Image => EdmPrimitiveTypeKind.Binary,
        ColumnType.UniqueIdentifier or ColumnType.File or ColumnType.Lookup or ColumnType.Customer or ColumnType.Owner => EdmPrimitiveTypeKind.Guid,
        ColumnType.Integer or ColumnType.Picklist or ColumnType.State or ColumnType.Status => EdmPrimitiveTypeKind.Int32,
        ColumnType.BigInt => EdmPrimitiveTypeKind.Int64,
        ColumnType.Decimal or ColumnType.Money => EdmPrimitiveTypeKind.Decimal,
        ColumnType.Double => EdmPrimitiveTypeKind.Double,
        ColumnType.Boolean => EdmPrimitiveTypeKind.Boolean,
        ColumnType.DateTime => column.DateTimeBehavior == DateTimeBehavior.DateOnly ? EdmPrimitiveTypeKind.Date : EdmPrimitiveTypeKind.DateTimeOffset,
        _ => EdmPrimitiveTypeKind.String,
    };

    private static EdmModel Make(MetadataCatalog catalog)
    {
        var model = new EdmModel();
        var root = model.AddEntityType(Namespace, "crmbaseentity", null, isAbstract: true, isOpen: false);
        var types = catalog.Tables.ToDictionary(table => table.LogicalName, table => Table(model, root, table), StringComparer.Ordinal);
        var container = model.AddEntityContainer(Namespace, "System");
        var sets = catalog.Tables.ToDictionary(table => table.LogicalName, table => container.AddEntitySet(table.EntitySetName, types[table.LogicalName]), StringComparer.Ordinal);
        foreach (var relationship in catalog.Relationships)
            Navigation(relationship, types, sets);
        foreach (var many in catalog.ManyToManyRelationships)
        {
            Collection(many.FirstTable, many.FirstNavigationProperty, many.SecondTable, types, sets);
            Collection(many.SecondTable, many.SecondNavigationProperty, many.FirstTable, types, sets);
        }

        return model;
    }

    private static EdmEntityType Table(EdmModel model, EdmEntityType root, TableDefinition table)
    {
        var type = model.AddEntityType(Namespace, table.LogicalName, root);
        foreach (var column in table.Columns.Where(IsProperty))
        {
            var isKey = column.LogicalName == table.PrimaryIdColumn;
            var property = type.AddStructuralProperty(column.IsLookup ? LookupProperty(column.LogicalName) : column.LogicalName, Kind(column), isNullable: !isKey);
            if (isKey)
                type.AddKeys(property);
        }

        foreach (var key in table.Keys.Where(key => key.IndexStatus == KeyIndexStatus.Active))
        {
            var properties = key.Columns.ToDictionary(column => column, column => (IEdmProperty)type.FindProperty(PropertyOf(table, column)), StringComparer.Ordinal);
            model.AddAlternateKeyAnnotation(type, properties);
        }

        return type;
    }

    private static string PropertyOf(TableDefinition table, string column) =>
        table.Columns.First(found => found.LogicalName == column).IsLookup ? LookupProperty(column) : column;

    private static void Navigation(RelationshipDefinition relationship, Dictionary<string, EdmEntityType> types, Dictionary<string, EdmEntitySet> sets)
    {
        var many = types[relationship.ReferencingTable];
        var one = types[relationship.ReferencedTable];
        if (many.FindProperty(relationship.ReferencingNavigationProperty) is null)
        {
            var single = many.AddUnidirectionalNavigation(new EdmNavigationPropertyInfo { Name = relationship.ReferencingNavigationProperty, Target = one, TargetMultiplicity = EdmMultiplicity.ZeroOrOne });
            sets[relationship.ReferencingTable].AddNavigationTarget(single, sets[relationship.ReferencedTable]);
        }

        Collection(relationship.ReferencedTable, relationship.ReferencedNavigationProperty, relationship.ReferencingTable, types, sets);
    }

    private static void Collection(string table, string name, string target, Dictionary<string, EdmEntityType> types, Dictionary<string, EdmEntitySet> sets)
    {
        if (types[table].FindProperty(name) is not null)
            return;
        var collection = types[table].AddUnidirectionalNavigation(new EdmNavigationPropertyInfo { Name = name, Target = types[target], TargetMultiplicity = EdmMultiplicity.Many });
        sets[table].AddNavigationTarget(collection, sets[target]);
    }
}
