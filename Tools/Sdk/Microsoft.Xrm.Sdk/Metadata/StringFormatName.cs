using System;
using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk.Metadata;

[DataContract(Namespace = "http://schemas.microsoft.com/xrm/2013/Metadata", Name = "StringFormatName")]
public sealed class StringFormatName : ConstantsBase<string>
{
    public static readonly StringFormatName Email = new StringFormatName { Value = "Email" };

    public static readonly StringFormatName Text = new StringFormatName { Value = "Text" };

    public static readonly StringFormatName TextArea = new StringFormatName { Value = "TextArea" };

    public static readonly StringFormatName Url = new StringFormatName { Value = "Url" };

    public static readonly StringFormatName TickerSymbol = new StringFormatName { Value = "TickerSymbol" };

    public static readonly StringFormatName PhoneticGuide = new StringFormatName { Value = "PhoneticGuide" };

    public static readonly StringFormatName VersionNumber = new StringFormatName { Value = "VersionNumber" };

    public static readonly StringFormatName Phone = new StringFormatName { Value = "Phone" };

    public static readonly StringFormatName Json = new StringFormatName { Value = "Json" };

    public static readonly StringFormatName RichText = new StringFormatName { Value = "RichText" };

    public StringFormatName()
    {
    }

    public static implicit operator StringFormatName(string format) => format is null ? null : new StringFormatName { Value = format };

    public static bool operator ==(StringFormatName formatA, StringFormatName formatB) => ReferenceEquals(formatA, formatB) || (formatA is not null && formatA.Equals(formatB));

    public static bool operator !=(StringFormatName formatA, StringFormatName formatB) => !(formatA == formatB);

    public override bool Equals(object obj) => obj is StringFormatName other && string.Equals(Value, other.Value, StringComparison.OrdinalIgnoreCase);

    protected override bool ValueExistsInList(string value) => true;

    public override int GetHashCode() => Value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(Value);
}
