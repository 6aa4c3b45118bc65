using System;
using System.Runtime.Serialization;
using Microsoft.Xrm.Sdk;

namespace Microsoft.Crm.Sdk.Messages;

[DataContract(Namespace = "http://schemas.microsoft.com/crm/2011/Contracts")]
public sealed class MergeRequest : OrganizationRequest
{
    public MergeRequest()
    {
        RequestName = "Merge";
        Target = default;
        SubordinateId = default;
        UpdateContent = default;
        PerformParentingChecks = default;
    }

    public EntityReference Target
    {
        get => Parameters.Contains("Target") ? (EntityReference)Parameters["Target"] : default;
        set => Parameters["Target"] = value;
    }

    public Guid SubordinateId
    {
        get => Parameters.Contains("SubordinateId") ? (Guid)Parameters["SubordinateId"] : default;
        set => Parameters["SubordinateId"] = value;
    }

    public Entity UpdateContent
    {
        get => Parameters.Contains("UpdateContent") ? (Entity)Parameters["UpdateContent"] : default;
        set => Parameters["UpdateContent"] = value;
    }

    public bool PerformParentingChecks
    {
        get => Parameters.Contains("PerformParentingChecks") ? (bool)Parameters["PerformParentingChecks"] : default;
        set => Parameters["PerformParentingChecks"] = value;
    }
}
