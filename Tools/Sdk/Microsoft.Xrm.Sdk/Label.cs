using System;
using System.Collections.Generic;
using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk;

[DataContract(Namespace = "http://schemas.microsoft.com/xrm/2011/Contracts", Name = "Label")]
public sealed class Label : IExtensibleDataObject
{
    public Label()
        : this(null, Array.Empty<LocalizedLabel>())
    {
    }

    public Label(string label, int languageCode)
        : this()
    {
        LocalizedLabels.Add(new LocalizedLabel(label, languageCode));
    }

    public Label(LocalizedLabel userLocalizedLabel, LocalizedLabel[] labels)
    {
        UserLocalizedLabel = userLocalizedLabel;
        LocalizedLabels = new LocalizedLabelCollection(labels);
    }

    public Label(LocalizedLabel userLocalizedLabel, List<LocalizedLabel> labels)
    {
        UserLocalizedLabel = userLocalizedLabel;
        LocalizedLabels = new LocalizedLabelCollection(labels);
    }

    [DataMember]
    public LocalizedLabelCollection LocalizedLabels { get; private set; }

    [DataMember]
    public LocalizedLabel UserLocalizedLabel { get; set; }

    public ExtensionDataObject ExtensionData { get; set; }
}
