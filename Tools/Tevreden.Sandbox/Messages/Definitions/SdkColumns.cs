using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Metadata;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Messages.Definitions;

/// <summary>Columns as the SDK defines them.</summary>
internal static class SdkColumns
{
    public static AttributeMetadata Of(TableDefinition table, ColumnDefinition column, int number, int language)
    {
        var sdk = Typed(column, language);
        sdk.MetadataId = DefinitionIds.Column(table.LogicalName, column.LogicalName);
        sdk.LogicalName = column.LogicalName;
        sdk.SchemaName = column.SchemaName;
        sdk.DisplayName = SdkLabels.Of(column.DisplayName, language);
        sdk.Description = SdkLabels.Of(column.Description, language);
        sdk.RequiredLevel = new AttributeRequiredLevelManagedProperty(column.RequiredLevel switch
        {
            Metadata.RequiredLevel.Recommended => AttributeRequiredLevel.Recommended,
            Metadata.RequiredLevel.ApplicationRequired => AttributeRequiredLevel.ApplicationRequired,
            Metadata.RequiredLevel.SystemRequired => AttributeRequiredLevel.SystemRequired,
            _ => AttributeRequiredLevel.None,
        });
        sdk.IsValidForCreate = column.ValidForCreate;
        sdk.IsValidForUpdate = column.ValidForUpdate;
        sdk.IsSecured = column.IsSecured;
        sdk.AutoNumberFormat = column.AutoNumberFormat;
        sdk.IsCustomizable = new BooleanManagedProperty(true);
        sdk.IsRenameable = new BooleanManagedProperty(true);
        sdk.IsAuditEnabled = new BooleanManagedProperty(false);
        sdk.IsValidForAdvancedFind = new BooleanManagedProperty(column.ValidForRead);
        return sdk
            .With(nameof(AttributeMetadata.EntityLogicalName), table.LogicalName)
            .With(nameof(AttributeMetadata.ColumnNumber), number)
            .With(nameof(AttributeMetadata.AttributeOf), column.AttributeOf)
            .With(nameof(AttributeMetadata.IsCustomAttribute), column.IsCustom)
            .With(nameof(AttributeMetadata.IsManaged), column.Solution is not null)
            .With(nameof(AttributeMetadata.IsPrimaryId), column.LogicalName == table.PrimaryIdColumn)
            .With(nameof(AttributeMetadata.IsPrimaryName), column.LogicalName == table.PrimaryNameColumn)
            .With(nameof(AttributeMetadata.IsValidForRead), column.ValidForRead)
            .With(nameof(AttributeMetadata.IsLogical), column.AttributeOf is not null);
    }

    private static AttributeMetadata Typed(ColumnDefinition column, int language) => column.Type switch
    {
        ColumnType.String => new StringAttributeMetadata { MaxLength = column.MaxLength, FormatName = TextFormat(column.Format) },
        ColumnType.Memo => new MemoAttributeMetadata { MaxLength = column.MaxLength },
        ColumnType.Integer => new IntegerAttributeMetadata { MinValue = (int?)column.MinValue, MaxValue = (int?)column.MaxValue, Format = IntegerFormat.None },
        ColumnType.BigInt => new BigIntAttributeMetadata(),
        ColumnType.Decimal => new DecimalAttributeMetadata { MinValue = column.MinValue, MaxValue = column.MaxValue, Precision = column.Precision },
        ColumnType.Double => new DoubleAttributeMetadata { MinValue = (double?)column.MinValue, MaxValue = (double?)column.MaxValue, Precision = column.Precision },
        ColumnType.Money => new MoneyAttributeMetadata { MinValue = (double?)column.MinValue, MaxValue = (double?)column.MaxValue, Precision = column.Precision },
        ColumnType.Boolean => new BooleanAttributeMetadata(SdkOptionSets.Boolean(column.OptionSet, column.LogicalName, language)) { DefaultValue = column.DefaultValue as bool? ?? false },
        ColumnType.DateTime => new DateTimeAttributeMetadata
        {
            Format = column.IsDateOnlyFormat ? DateTimeFormat.DateOnly : DateTimeFormat.DateAndTime,
            DateTimeBehavior = column.DateTimeBehavior.ToString(),
        },
        ColumnType.Picklist => Choice(new PicklistAttributeMetadata(), column, language),
        ColumnType.MultiSelectPicklist => Choice(new MultiSelectPicklistAttributeMetadata(), column, language),
        ColumnType.State => Choice(new StateAttributeMetadata(), column, language),
        ColumnType.Status => Choice(new StatusAttributeMetadata(), column, language),
        ColumnType.EntityName => new EntityNameAttributeMetadata(),
        ColumnType.Lookup => new LookupAttributeMetadata { Targets = [.. column.Targets] },
        ColumnType.Customer => Kind(new LookupAttributeMetadata { Targets = [.. column.Targets] }, AttributeTypeCode.Customer, AttributeTypeDisplayName.CustomerType),
        ColumnType.Owner => Kind(new LookupAttributeMetadata { Targets = [.. column.Targets] }, AttributeTypeCode.Owner, AttributeTypeDisplayName.OwnerType),
        ColumnType.PartyList => Kind(new LookupAttributeMetadata { Targets = [.. column.Targets] }, AttributeTypeCode.PartyList, AttributeTypeDisplayName.PartyListType),
        ColumnType.File => new FileAttributeMetadata { MaxSizeInKB = column.MaxLength ?? ColumnDefinition.UsualFileSize },
        ColumnType.Image => new ImageAttributeMetadata { MaxSizeInKB = column.MaxLength ?? ColumnDefinition.UsualImageSize, CanStoreFullImage = true },
        ColumnType.UniqueIdentifier => Kind(new UniqueIdentifierAttributeMetadata(), AttributeTypeCode.Uniqueidentifier, AttributeTypeDisplayName.UniqueidentifierType),
        _ => Kind(new AttributeMetadata(), AttributeTypeCode.Virtual, AttributeTypeDisplayName.VirtualType),
    };

    private static T Kind<T>(T sdk, AttributeTypeCode code, AttributeTypeDisplayName name)
        where T : AttributeMetadata =>
        sdk.With(nameof(AttributeMetadata.AttributeType), code).With(nameof(AttributeMetadata.AttributeTypeName), name);

    private static EnumAttributeMetadata Choice(EnumAttributeMetadata sdk, ColumnDefinition column, int language)
    {
        sdk.DefaultFormValue = column.DefaultValue as int? ?? -1;
        sdk.OptionSet = column.OptionSet is { } set ? SdkOptionSets.Of(set, column.Type, language) : null;
        return sdk;
    }

    private static StringFormatName TextFormat(string? format) => format?.ToUpperInvariant() switch
    {
        "EMAIL" => StringFormatName.Email,
        "URL" => StringFormatName.Url,
        "PHONE" => StringFormatName.Phone,
        "TEXTAREA" => StringFormatName.TextArea,
        _ => StringFormatName.Text,
    };
}
