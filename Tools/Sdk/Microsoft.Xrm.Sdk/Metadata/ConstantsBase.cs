using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk.Metadata;

[DataContract(Namespace = "http://schemas.microsoft.com/xrm/2013/Metadata", Name = "ConstantsBase")]
[KnownType(typeof(DateTimeBehavior))]
[KnownType(typeof(StringFormatName))]
[KnownType(typeof(AttributeTypeDisplayName))]
public abstract class ConstantsBase<T> : IExtensibleDataObject
{
    protected ConstantsBase()
    {
    }

    [DataMember]
    public T Value { get; set; }

    public ExtensionDataObject ExtensionData { get; set; }

    protected abstract bool ValueExistsInList(T value);
}
