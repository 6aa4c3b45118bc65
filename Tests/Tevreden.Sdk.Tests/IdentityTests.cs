using Microsoft.Crm.Sdk.Messages;
using Microsoft.Xrm.Sdk;

namespace Tevreden.Sdk.Tests;

[TestClass]
public sealed class IdentityTests
{
    [TestMethod]
    [DataRow(typeof(Entity), "Microsoft.Xrm.Sdk")]
    [DataRow(typeof(CloseIncidentRequest), "Microsoft.Crm.Sdk.Proxy")]
    public void A_stand_in_has_the_identity_of_the_assembly_it_stands_for(Type type, string name) =>
        Assert.AreEqual($"{name}, Version=9.0.0.0, Culture=neutral, PublicKeyToken=31bf3856ad364e35", type.Assembly.FullName);

#if !OFFICIAL_SDK
    // Two of Microsoft's own requests are not.
    [TestMethod]
    public void A_request_is_named_after_its_message()
    {
        var named = typeof(OrganizationRequest).Assembly.GetExportedTypes()
            .Concat(typeof(CloseIncidentRequest).Assembly.GetExportedTypes())
            .Where(type => type.BaseType == typeof(OrganizationRequest))
            .ToList();

        Assert.IsNotEmpty(named);
        foreach (var type in named)
            Assert.AreEqual(type.Name, ((OrganizationRequest)Activator.CreateInstance(type)!).RequestName + "Request");
    }
#endif
}
