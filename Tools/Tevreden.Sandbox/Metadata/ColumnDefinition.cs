namespace Tevreden.Sandbox.Metadata;

public enum ColumnType
{
    UniqueIdentifier,
    String,
    Memo,
    Integer,
    BigInt,
    Decimal,
    Double,
    Money,
    Boolean,
    DateTime,
    Picklist,
    MultiSelectPicklist,
    State,
    Status,
    Lookup,
    Customer,
    Owner,
    PartyList,
    EntityName,
    File,
    Image,
    Virtual,
}

public enum RequiredLevel
{
    None,
    Recommended,
    ApplicationRequired,
    SystemRequired,
}

public enum DateTimeBehavior
{
    UserLocal,
    DateOnly,
    TimeZoneIndependent,
}

/// <summary>A column. The SDK type of its values: see <see cref="ColumnType"/>; lookups of all kinds are EntityReference, choices OptionSetValue.</summary>
public sealed record ColumnDefinition
{
    /// <summary>Kilobytes that a file or image may have where its column does not say.</summary>
    public const int UsualFileSize = 32768, UsualImageSize = 10240;

    public required string LogicalName { get; init; }

    public required string SchemaName { get; init; }

    public required ColumnType Type { get; init; }

    public RequiredLevel RequiredLevel { get; init; }

    public bool ValidForCreate { get; init; } = true;

    public bool ValidForUpdate { get; init; } = true;

    public bool ValidForRead { get; init; } = true;

    /// <summary>Characters of text; kilobytes of a file or image.</summary>
    public int? MaxLength { get; init; }

    public decimal? MinValue { get; init; }

    public decimal? MaxValue { get; init; }

    /// <summary>Digits after the point, for decimal, double and money.</summary>
    public int? Precision { get; init; }

    /// <summary>text, textarea, email, url, phone … as the solution file writes it.</summary>
    public string? Format { get; init; }

    public DateTimeBehavior DateTimeBehavior { get; init; }

    /// <summary>True: date without time (DateOnly behaviour, or a user-local column shown as date).</summary>
    public bool IsDateOnlyFormat { get; init; }

    /// <summary>Options of a choice, state, status or yes/no column.</summary>
    public OptionSetDefinition? OptionSet { get; init; }

    /// <summary>Value that a row gets where none is given: an int for choices, a bool for yes/no; null for none.</summary>
    public object? DefaultValue { get; init; }

    /// <summary>Logical names of the tables that a lookup may point at.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>Column security: readable and writable only with a field security profile.</summary>
    public bool IsSecured { get; init; }

    /// <summary>The base column, for a shadow column such as <c>customeridname</c>.</summary>
    public string? AttributeOf { get; init; }

    /// <summary>Autonumber format, or null.</summary>
    public string? AutoNumberFormat { get; init; }

    public bool IsCustom { get; init; }

    public string? Solution { get; init; }

    public LocalizedText DisplayName { get; init; } = LocalizedText.Empty;

    public LocalizedText Description { get; init; } = LocalizedText.Empty;

    public bool IsLookup => Type is ColumnType.Lookup or ColumnType.Customer or ColumnType.Owner;
}

public sealed record OptionSetDefinition
{
    public required string Name { get; init; }

    public bool IsGlobal { get; init; }

    public required IReadOnlyList<OptionDefinition> Options { get; init; }

    public LocalizedText DisplayName { get; init; } = LocalizedText.Empty;
}

public sealed record OptionDefinition
{
    public required int Value { get; init; }

    public LocalizedText Label { get; init; } = LocalizedText.Empty;

    /// <summary>The state a status belongs to.</summary>
    public int? State { get; init; }

    /// <summary>The status a state begins with.</summary>
    public int? DefaultStatus { get; init; }

    /// <summary>Name that never changes with the language, of a state.</summary>
    public string? InvariantName { get; init; }
}
