using System;
using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk.Metadata;

[DataContract(Namespace = "http://schemas.microsoft.com/xrm/2013/Metadata", Name = "AttributeTypeDisplayName")]
public sealed class AttributeTypeDisplayName : ConstantsBase<string>
{
    public static readonly AttributeTypeDisplayName BooleanType = new AttributeTypeDisplayName { Value = "BooleanType" };

    public static readonly AttributeTypeDisplayName CustomerType = new AttributeTypeDisplayName { Value = "CustomerType" };

    public static readonly AttributeTypeDisplayName DateTimeType = new AttributeTypeDisplayName { Value = "DateTimeType" };

    public static readonly AttributeTypeDisplayName DecimalType = new AttributeTypeDisplayName { Value = "DecimalType" };

    public static readonly AttributeTypeDisplayName DoubleType = new AttributeTypeDisplayName { Value = "DoubleType" };

    public static readonly AttributeTypeDisplayName IntegerType = new AttributeTypeDisplayName { Value = "IntegerType" };

    public static readonly AttributeTypeDisplayName LookupType = new AttributeTypeDisplayName { Value = "LookupType" };

    public static readonly AttributeTypeDisplayName MemoType = new AttributeTypeDisplayName { Value = "MemoType" };

    public static readonly AttributeTypeDisplayName MoneyType = new AttributeTypeDisplayName { Value = "MoneyType" };

    public static readonly AttributeTypeDisplayName OwnerType = new AttributeTypeDisplayName { Value = "OwnerType" };

    public static readonly AttributeTypeDisplayName PartyListType = new AttributeTypeDisplayName { Value = "PartyListType" };

    public static readonly AttributeTypeDisplayName PicklistType = new AttributeTypeDisplayName { Value = "PicklistType" };

    public static readonly AttributeTypeDisplayName StateType = new AttributeTypeDisplayName { Value = "StateType" };

    public static readonly AttributeTypeDisplayName StatusType = new AttributeTypeDisplayName { Value = "StatusType" };

    public static readonly AttributeTypeDisplayName StringType = new AttributeTypeDisplayName { Value = "StringType" };

    public static readonly AttributeTypeDisplayName UniqueidentifierType = new AttributeTypeDisplayName { Value = "UniqueidentifierType" };

    public static readonly AttributeTypeDisplayName CalendarRulesType = new AttributeTypeDisplayName { Value = "CalendarRulesType" };

    public static readonly AttributeTypeDisplayName VirtualType = new AttributeTypeDisplayName { Value = "VirtualType" };

    public static readonly AttributeTypeDisplayName BigIntType = new AttributeTypeDisplayName { Value = "BigIntType" };

    public static readonly AttributeTypeDisplayName ManagedPropertyType = new AttributeTypeDisplayName { Value = "ManagedPropertyType" };

    public static readonly AttributeTypeDisplayName EntityNameType = new AttributeTypeDisplayName { Value = "EntityNameType" };

    public static readonly AttributeTypeDisplayName ImageType = new AttributeTypeDisplayName { Value = "ImageType" };

    public static readonly AttributeTypeDisplayName MultiSelectPicklistType = new AttributeTypeDisplayName { Value = "MultiSelectPicklistType" };

    public static readonly AttributeTypeDisplayName FileType = new AttributeTypeDisplayName { Value = "FileType" };

    public static readonly AttributeTypeDisplayName CustomType = new AttributeTypeDisplayName { Value = "CustomType" };

    public AttributeTypeDisplayName()
    {
    }

    public static implicit operator AttributeTypeDisplayName(string format) => format is null ? null : new AttributeTypeDisplayName { Value = format };

    public static bool operator ==(AttributeTypeDisplayName formatA, AttributeTypeDisplayName formatB) => ReferenceEquals(formatA, formatB) || (formatA is not null && formatA.Equals(formatB));

    public static bool operator !=(AttributeTypeDisplayName formatA, AttributeTypeDisplayName formatB) => !(formatA == formatB);

    public override bool Equals(object obj) => obj is AttributeTypeDisplayName other && string.Equals(Value, other.Value, StringComparison.OrdinalIgnoreCase);

    protected override bool ValueExistsInList(string value) => true;

    public override int GetHashCode() => Value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(Value);
}
