using Microsoft.Xrm.Sdk;

namespace Tevreden.Browser.Tests.Support;

internal sealed class SampleCases(IOrganizationService admin)
{
    public EntityReference Contact(string lastName, string? email)
    {
        var row = new Entity("contact") { ["lastname"] = lastName };
        if (email is not null)
            row["emailaddress1"] = email;
        return new EntityReference("contact", admin.Create(row));
    }

    public EntityReference Make(EntityReference contact, string title) =>
        new("incident", admin.Create(new Entity("incident") { ["title"] = title, ["customerid"] = contact, ["primarycontactid"] = contact }));
}
