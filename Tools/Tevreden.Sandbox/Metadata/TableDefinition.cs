namespace Tevreden.Sandbox.Metadata;

/// <summary>A table as the environment knows it. Immutable; a change makes a new <see cref="MetadataCatalog"/>.</summary>
public sealed record TableDefinition
{
    /// <summary>Lower-case name, for example <c>incident</c>.</summary>
    public required string LogicalName { get; init; }

    /// <summary>Name in the case its maker wrote, for example <c>Incident</c>; privileges are named after it.</summary>
    public required string SchemaName { get; init; }

    /// <summary>Name of the Web API's entity set, for example <c>incidents</c>.</summary>
    public required string EntitySetName { get; init; }

    public required string PrimaryIdColumn { get; init; }

    /// <summary>Null where a table has no primary name (fieldpermission).</summary>
    public string? PrimaryNameColumn { get; init; }

    public TableOwnership Ownership { get; init; } = TableOwnership.User;

    /// <summary>Rows are activities: they share the id column <c>activityid</c> and appear in <c>activitypointer</c> too.</summary>
    public bool IsActivity { get; init; }

    public bool IsCustom { get; init; }

    /// <summary>Unique name of the solution that brought it; null for the platform's own.</summary>
    public string? Solution { get; init; }

    public int? ObjectTypeCode { get; init; }

    public LocalizedText DisplayName { get; init; } = LocalizedText.Empty;

    public LocalizedText DisplayCollectionName { get; init; } = LocalizedText.Empty;

    public LocalizedText Description { get; init; } = LocalizedText.Empty;

    public required IReadOnlyList<ColumnDefinition> Columns { get; init; }

    public IReadOnlyList<KeyDefinition> Keys { get; init; } = [];

    /// <summary>Set on the intersect table of a many-to-many relationship.</summary>
    public bool IsIntersect { get; init; }
}

public enum TableOwnership
{
    None,
    User,
    Organization,
    BusinessUnit,
}

/// <summary>An alternate key. Its index is built after the import: not usable before <see cref="KeyIndexStatus.Active"/>.</summary>
public sealed record KeyDefinition
{
    public required string LogicalName { get; init; }

    public required string SchemaName { get; init; }

    public required IReadOnlyList<string> Columns { get; init; }

    public LocalizedText DisplayName { get; init; } = LocalizedText.Empty;

    public KeyIndexStatus IndexStatus { get; init; } = KeyIndexStatus.Active;
}

public enum KeyIndexStatus
{
    Pending,
    InProgress,
    Active,
    Failed,
}
