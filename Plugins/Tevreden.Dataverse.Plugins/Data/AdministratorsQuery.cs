using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;

namespace Tevreden.Dataverse.Plugins.Data;

/// <summary>Somebody who is told of alerts.</summary>
/// <param name="Id">The user.</param>
/// <param name="Language">LCID of the user's screens; null where never chosen.</param>
internal sealed record Administrator(Guid Id, int? Language);

/// <summary>
/// Who looks after the connector: the people with our administrator role, themselves or by a team; where nobody has it, the
/// environment's system administrators.
/// </summary>
internal sealed class AdministratorsQuery
{
    // The platform's role template System Administrator, the same in every environment.
    private static readonly Guid SystemAdministrator = new("627090ff-40a3-4053-8790-584edc5be201");

    // People who sign in: application users and the platform's own have no screen to be told on.
    private const int ReadWrite = 0, Administrative = 1;

    private readonly IOrganizationService _service;

    public AdministratorsQuery(IOrganizationService service) => _service = service;

    public IReadOnlyList<Administrator> Read()
    {
        var ours = FetchXml.Is("name", "eq", RoleNames.Administrator);
        return With(ours) is { Count: > 0 } found ? found : With(FetchXml.Is("roletemplateid", "eq", SystemAdministrator));
    }

    private List<Administrator> With(XElement role) => Users(Inner("systemuserroles", "systemuserid", "systemuserid", Role(role)))
        .Concat(Users(Inner("teammembership", "systemuserid", "systemuserid", Inner("teamroles", "teamid", "teamid", Role(role)))))
        .GroupBy(a => a.Id)
        .Select(g => g.First())
        .ToList();

    private static XElement Role(XElement condition) => Inner("role", "roleid", "roleid", FetchXml.And(new XElement(condition)));

    private static XElement Inner(string table, string from, string to, XElement content) => new(
        "link-entity",
        new XAttribute("name", table),
        new XAttribute("from", from),
        new XAttribute("to", to),
        new XAttribute("link-type", "inner"),
        content);

    private IEnumerable<Administrator> Users(XElement having) => _service
        .RetrieveMultiple(FetchXml.Query(FetchXml.Entity(
            "systemuser",
            FetchXml.Columns("systemuserid"),
            FetchXml.And(FetchXml.Is("isdisabled", "eq", 0), FetchXml.IsOneOf("accessmode", new object[] { ReadWrite, Administrative })),
            having,
            FetchXml.Join("usersettings", "systemuserid", "systemuserid", "settings", FetchXml.Columns("uilanguageid")))))
        .Entities
        .Select(r => new Administrator(r.Id, r.Whole("settings.uilanguageid") is > 0 and { } chosen ? chosen : null));
}
