using Microsoft.Xrm.Sdk.Metadata;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Messages.Definitions;

/// <summary>Columns of the catalog, from the SDK's definitions of new ones.</summary>
internal static class CatalogColumns
{
    private const int UsualTextLength = 100, UsualMemoLength = 2000;

    /// <exception cref="System.ServiceModel.FaultException{T}">It has no name, or is of a kind that nobody can make.</exception>
    public static ColumnDefinition Of(AttributeMetadata sdk)
    {
        var schemaName = Names.Custom(sdk.SchemaName, "column");
        var column = new ColumnDefinition
        {
            LogicalName = Names.Logical(schemaName),
            SchemaName = schemaName,
            Type = TypeOf(sdk),
            RequiredLevel = Level(sdk.RequiredLevel?.Value ?? AttributeRequiredLevel.None),
            DisplayName = SdkLabels.Text(sdk.DisplayName),
            Description = SdkLabels.Text(sdk.Description),
            IsSecured = sdk.IsSecured ?? false,
            AutoNumberFormat = sdk.AutoNumberFormat,
            IsCustom = true,
        };
        return WithType(column, sdk);
    }

    /// <summary>The column with what a changed definition of it says; what that leaves out stays.</summary>
    public static ColumnDefinition Laid(ColumnDefinition column, AttributeMetadata sdk)
    {
        var changed = column with
        {
            DisplayName = SdkLabels.Laid(column.DisplayName, sdk.DisplayName),
            Description = SdkLabels.Laid(column.Description, sdk.Description),
            RequiredLevel = sdk.RequiredLevel is { } level && column.RequiredLevel != Metadata.RequiredLevel.SystemRequired ? Level(level.Value) : column.RequiredLevel,
            IsSecured = sdk.IsSecured ?? column.IsSecured,
            AutoNumberFormat = sdk.AutoNumberFormat ?? column.AutoNumberFormat,
        };
        return sdk switch
        {
            StringAttributeMetadata text => changed with { MaxLength = text.MaxLength ?? column.MaxLength, Format = text.FormatName?.Value ?? column.Format },
            MemoAttributeMetadata memo => changed with { MaxLength = memo.MaxLength ?? column.MaxLength },
            IntegerAttributeMetadata whole => changed with { MinValue = whole.MinValue ?? column.MinValue, MaxValue = whole.MaxValue ?? column.MaxValue },
            DecimalAttributeMetadata number => changed with { MinValue = number.MinValue ?? column.MinValue, MaxValue = number.MaxValue ?? column.MaxValue, Precision = number.Precision ?? column.Precision },
            DoubleAttributeMetadata number => changed with { MinValue = (decimal?)number.MinValue ?? column.MinValue, MaxValue = (decimal?)number.MaxValue ?? column.MaxValue, Precision = number.Precision ?? column.Precision },
            MoneyAttributeMetadata money => changed with { MinValue = (decimal?)money.MinValue ?? column.MinValue, MaxValue = (decimal?)money.MaxValue ?? column.MaxValue, Precision = money.Precision ?? column.Precision },
            BooleanAttributeMetadata yes => changed with { DefaultValue = yes.DefaultValue ?? column.DefaultValue },
            EnumAttributeMetadata choice => changed with { DefaultValue = choice.DefaultFormValue is > -1 ? choice.DefaultFormValue : column.DefaultValue },
            _ => changed,
        };
    }

    private static Metadata.RequiredLevel Level(AttributeRequiredLevel level) => level switch
    {
        AttributeRequiredLevel.Recommended => Metadata.RequiredLevel.Recommended,
        AttributeRequiredLevel.ApplicationRequired => Metadata.RequiredLevel.ApplicationRequired,
        AttributeRequiredLevel.SystemRequired => Metadata.RequiredLevel.SystemRequired,
        _ => Metadata.RequiredLevel.None,
    };

    public static OptionSetDefinition Options(OptionSetMetadata sdk, string name) => new()
    {
        Name = name,
        IsGlobal = sdk.IsGlobal ?? false,
        DisplayName = SdkLabels.Text(sdk.DisplayName),
        Options = [.. sdk.Options.Select((option, index) => new OptionDefinition { Value = option.Value ?? index, Label = SdkLabels.Text(option.Label) })],
    };

    private static ColumnType TypeOf(AttributeMetadata sdk) => sdk switch
    {
        StringAttributeMetadata => ColumnType.String,
        MemoAttributeMetadata => ColumnType.Memo,
        IntegerAttributeMetadata => ColumnType.Integer,
        BigIntAttributeMetadata => ColumnType.BigInt,
        DecimalAttributeMetadata => ColumnType.Decimal,
        DoubleAttributeMetadata => ColumnType.Double,
        MoneyAttributeMetadata => ColumnType.Money,
        BooleanAttributeMetadata => ColumnType.Boolean,
        DateTimeAttributeMetadata => ColumnType.DateTime,
        MultiSelectPicklistAttributeMetadata => ColumnType.MultiSelectPicklist,
        PicklistAttributeMetadata => ColumnType.Picklist,
        LookupAttributeMetadata => ColumnType.Lookup,
        FileAttributeMetadata => ColumnType.File,
        ImageAttributeMetadata => ColumnType.Image,
        _ => throw Faults.InvalidArgument($"A column can't be created as {sdk.GetType().Name}."),
    };

    private static ColumnDefinition WithType(ColumnDefinition column, AttributeMetadata sdk) => sdk switch
    {
        StringAttributeMetadata text => column with { MaxLength = text.MaxLength ?? UsualTextLength, Format = text.FormatName?.Value },
        MemoAttributeMetadata memo => column with { MaxLength = memo.MaxLength ?? UsualMemoLength },
        IntegerAttributeMetadata whole => column with { MinValue = whole.MinValue ?? int.MinValue, MaxValue = whole.MaxValue ?? int.MaxValue },
        DecimalAttributeMetadata number => column with { MinValue = number.MinValue, MaxValue = number.MaxValue, Precision = number.Precision ?? 2 },
        DoubleAttributeMetadata number => column with { MinValue = (decimal?)number.MinValue, MaxValue = (decimal?)number.MaxValue, Precision = number.Precision ?? 2 },
        MoneyAttributeMetadata money => column with { MinValue = (decimal?)money.MinValue, MaxValue = (decimal?)money.MaxValue, Precision = money.Precision ?? 2 },
        BooleanAttributeMetadata yes => column with { DefaultValue = yes.DefaultValue ?? false, OptionSet = Booleans(yes, column.LogicalName) },
        DateTimeAttributeMetadata time => column with
        {
            IsDateOnlyFormat = time.Format == DateTimeFormat.DateOnly,
            DateTimeBehavior = Enum.TryParse<Metadata.DateTimeBehavior>(time.DateTimeBehavior?.Value, out var behavior) ? behavior : Metadata.DateTimeBehavior.UserLocal,
        },
        EnumAttributeMetadata choice => column with
        {
            OptionSet = choice.OptionSet is { } set ? Options(set, set.Name ?? column.LogicalName) : throw Faults.InvalidArgument($"The choice column '{column.LogicalName}' needs an OptionSet."),
            DefaultValue = choice.DefaultFormValue is > -1 ? choice.DefaultFormValue : null,
        },
        FileAttributeMetadata file => column with { MaxLength = file.MaxSizeInKB ?? ColumnDefinition.UsualFileSize },
        ImageAttributeMetadata image => column with { MaxLength = image.MaxSizeInKB ?? ColumnDefinition.UsualImageSize },
        LookupAttributeMetadata lookup => column with { Targets = lookup.Targets ?? [] },
        _ => column,
    };

    private static OptionSetDefinition? Booleans(BooleanAttributeMetadata yes, string name) => yes.OptionSet is not { } set ? null : new OptionSetDefinition
    {
        Name = name,
        Options =
        [
            new OptionDefinition { Value = 0, Label = SdkLabels.Text(set.FalseOption?.Label) },
            new OptionDefinition { Value = 1, Label = SdkLabels.Text(set.TrueOption?.Label) },
        ],
    };
}

internal static class Names
{
    /// <summary>Names of what customers make have their publisher's prefix.</summary>
    public static string Custom(string? schemaName, string kind) => schemaName is { Length: > 2 } && schemaName.Contains('_', StringComparison.Ordinal)
        ? schemaName
        : throw Faults.InvalidArgument($"The schema name of a new {kind} must begin with the prefix of its publisher, such as new_Name; found '{schemaName}'.");

    public static string Logical(string schemaName) => schemaName.ToLower(System.Globalization.CultureInfo.InvariantCulture);
}
