using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk.Messages;

[DataContract(Namespace = "http://schemas.microsoft.com/xrm/2011/Contracts")]
public sealed class RetrieveResponse : OrganizationResponse
{
    public RetrieveResponse()
    {
    }

    public Entity Entity => Results.Contains("Entity") ? (Entity)Results["Entity"] : default;

    public object Notifications => Results.Contains("Notifications") ? (object)Results["Notifications"] : default;
}
