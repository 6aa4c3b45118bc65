using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;

namespace Tevreden.Browser.Tests.Support;

internal sealed class SampleCases(IOrganizationService admin)
{
    public EntityReference Contact(string lastName, string? email, bool optedOut = false)
    {
        var row = new Entity("contact") { ["lastname"] = lastName, [CustomerColumns.DoNotSurvey] = optedOut };
        if (email is not null)
            row["emailaddress1"] = email;
        return new EntityReference("contact", admin.Create(row));
    }

    /// <summary>Cases whose resolutions end in different outcomes.</summary>
    public IReadOnlyList<EntityReference> OfSeveralKinds() =>
    [
        Make(Contact("De Vries", "p.devries@voorbeeld.nl"), "Storing aan de koeling"),
        Make(Contact("Smit", "smit@voorbeeld.nl"), "Vraag over de garantie"),
        Make(Contact("Meijer", null), "Onderdeel ontbreekt"),
        Make(Contact("Mulder", "mulder.voorbeeld.nl"), "Adres wijzigen"),
        Make(Contact("De Boer", "deboer@voorbeeld.nl", optedOut: true), "Kapotte verpakking"),
    ];

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
