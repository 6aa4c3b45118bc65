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

    /// <summary>A view for everyone, as a maker would make it: active cases that came by phone or e-mail.</summary>
    public EntityReference View(string name) => new("savedquery", admin.Create(new Entity("savedquery")
    {
        ["name"] = name,
        ["returnedtypecode"] = "incident",
        ["querytype"] = 0,
        ["fetchxml"] =
            """
            <fetch><entity name="incident"><attribute name="title" /><filter type="and"><condition attribute="statecode" operator="eq" value="0" />
            <condition attribute="caseorigincode" operator="in"><value>1</value><value>2</value></condition><condition attribute="title" operator="not-like" value="%spam%" /></filter></entity></fetch>
            """,
    }));

    public EntityReference Make(EntityReference contact, string title) =>
        new("incident", admin.Create(new Entity("incident") { ["title"] = title, ["customerid"] = contact, ["primarycontactid"] = contact }));
}
