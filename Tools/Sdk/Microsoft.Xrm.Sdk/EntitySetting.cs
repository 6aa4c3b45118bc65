using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk;

[DataContract(Namespace = "http://schemas.microsoft.com/xrm/2011/Contracts", Name = "EntitySetting")]
public sealed class EntitySetting : IExtensibleDataObject
{
    public EntitySetting()
    {
    }

    [DataMember]
    public string Name { get; set; }

    [DataMember]
    public Entity Value { get; set; }

    [DataMember]
    public EntitySetting[] ChildSettings { get; set; }

    public ExtensionDataObject ExtensionData { get; set; }
}
