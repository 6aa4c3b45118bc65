using System;
using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk.Metadata;

[DataContract(Namespace = "http://schemas.microsoft.com/xrm/7.1/Metadata", Name = "DateTimeBehavior")]
public sealed class DateTimeBehavior : ConstantsBase<string>
{
    public static readonly DateTimeBehavior UserLocal = new DateTimeBehavior { Value = "UserLocal" };

    public static readonly DateTimeBehavior DateOnly = new DateTimeBehavior { Value = "DateOnly" };

    public static readonly DateTimeBehavior TimeZoneIndependent = new DateTimeBehavior { Value = "TimeZoneIndependent" };

    public DateTimeBehavior()
    {
    }

    public static implicit operator DateTimeBehavior(string format) => format is null ? null : new DateTimeBehavior { Value = format };

    public static bool operator ==(DateTimeBehavior formatA, DateTimeBehavior formatB) => ReferenceEquals(formatA, formatB) || (formatA is not null && formatA.Equals(formatB));

    public static bool operator !=(DateTimeBehavior formatA, DateTimeBehavior formatB) => !(formatA == formatB);

    public override bool Equals(object obj) => obj is DateTimeBehavior other && string.Equals(Value, other.Value, StringComparison.OrdinalIgnoreCase);

    protected override bool ValueExistsInList(string value) => true;

    public override int GetHashCode() => Value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(Value);
}
