using System;
using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk.Metadata;

[DataContract(Namespace = "http://schemas.microsoft.com/xrm/9.0/Metadata", Name = "MemoFormatName")]
public sealed class MemoFormatName : ConstantsBase<string>
{
    public static readonly MemoFormatName Text = new MemoFormatName { Value = "Text" };

    public static readonly MemoFormatName Email = new MemoFormatName { Value = "Email" };

    public static readonly MemoFormatName TextArea = new MemoFormatName { Value = "TextArea" };

    public static readonly MemoFormatName Json = new MemoFormatName { Value = "Json" };

    public static readonly MemoFormatName RichText = new MemoFormatName { Value = "RichText" };

    public MemoFormatName()
    {
    }

    public static implicit operator MemoFormatName(string format) => format is null ? null : new MemoFormatName { Value = format };

    public static bool operator ==(MemoFormatName formatA, MemoFormatName formatB) => ReferenceEquals(formatA, formatB) || (formatA is not null && formatA.Equals(formatB));

    public static bool operator !=(MemoFormatName formatA, MemoFormatName formatB) => !(formatA == formatB);

    public override bool Equals(object obj) => obj is MemoFormatName other && string.Equals(Value, other.Value, StringComparison.OrdinalIgnoreCase);

    protected override bool ValueExistsInList(string value) => true;

    public override int GetHashCode() => Value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(Value);
}
