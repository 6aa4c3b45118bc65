namespace Tevreden.Sandbox.Metadata;

public enum CascadeType
{
    NoCascade,
    Cascade,
    Active,
    UserOwned,
    RemoveLink,
    Restrict,
}

/// <summary>A one-to-many relationship: <see cref="ReferencingColumn"/> of the many side points at <see cref="ReferencedTable"/>.</summary>
public sealed record RelationshipDefinition
{
    public required string SchemaName { get; init; }

    public required string ReferencedTable { get; init; }

    public required string ReferencedColumn { get; init; }

    public required string ReferencingTable { get; init; }

    public required string ReferencingColumn { get; init; }

    /// <summary>Single-valued navigation property of the many side, case-sensitive (<c>customerid_account</c>, <c>tvx_AccountId</c>).</summary>
    public required string ReferencingNavigationProperty { get; init; }

    /// <summary>Collection-valued navigation property of the one side, case-sensitive.</summary>
    public required string ReferencedNavigationProperty { get; init; }

    public CascadeType CascadeAssign { get; init; } = CascadeType.NoCascade;

    public CascadeType CascadeDelete { get; init; } = CascadeType.RemoveLink;

    /// <summary>Cascade: merging two rows of the one side moves the many side's rows to the survivor.</summary>
    public CascadeType CascadeMerge { get; init; } = CascadeType.NoCascade;

    public CascadeType CascadeReparent { get; init; } = CascadeType.NoCascade;

    public CascadeType CascadeShare { get; init; } = CascadeType.NoCascade;

    public bool IsCustom { get; init; }

    public string? Solution { get; init; }
}

/// <summary>A many-to-many relationship over an intersect table.</summary>
public sealed record ManyToManyDefinition
{
    public required string SchemaName { get; init; }

    public required string IntersectTable { get; init; }

    public required string FirstTable { get; init; }

    public required string FirstIntersectColumn { get; init; }

    public required string FirstNavigationProperty { get; init; }

    public required string SecondTable { get; init; }

    public required string SecondIntersectColumn { get; init; }

    public required string SecondNavigationProperty { get; init; }
}
