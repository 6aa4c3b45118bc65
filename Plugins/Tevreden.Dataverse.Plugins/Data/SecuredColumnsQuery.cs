using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Plugins.Core.Planning;

namespace Tevreden.Dataverse.Plugins.Data;

/// <summary>
/// Which secured columns somebody may read. Every secured column has a permission in the platform's own profile for system
/// administrators, so the permissions tell which columns are secured, too.
/// </summary>
internal sealed class SecuredColumnsQuery
{
    private const string Own = "own", Team = "team";
    private const int Allowed = 4;

    // Role template of System Administrator, the same in every environment.
    private static readonly Guid SystemAdministrator = new("627090ff-40a3-4053-8790-584edc5be201");

    private readonly IOrganizationService _service;

    /// <param name="service">SYSTEM's: most people may not read this.</param>
    public SecuredColumnsQuery(IOrganizationService service) => _service = service;

    /// <summary>The first that the person may not read; null when there is none. One request where nothing is secured.</summary>
    public ColumnRead? FirstUnreadable(Guid person, IEnumerable<ColumnRead> columns)
    {
        var wanted = columns.Distinct().ToList();
        if (wanted.Count == 0)
        {
            return null;
        }

        var permissions = Permissions(person, wanted.Select(c => c.Column).Distinct());
        var secured = wanted.Where(c => permissions.Any(p => IsFor(p, c))).ToList();
        var unreadable = secured.Where(c => !permissions.Any(p => IsFor(p, c) && p.Choice("canread") == Allowed && IsOfPerson(p))).ToList();
        return unreadable.Count == 0 || IsAdministrator(person) ? null : unreadable[0];
    }

    private DataCollection<Entity> Permissions(Guid person, IEnumerable<string> columns) => _service.RetrieveMultiple(FetchXml.Query(FetchXml.Entity(
        "fieldpermission",
        FetchXml.Columns("entityname", "attributelogicalname", "canread"),
        FetchXml.And(FetchXml.IsOneOf("attributelogicalname", columns)),
        FetchXml.Join("systemuserprofiles", "fieldsecurityprofileid", "fieldsecurityprofileid", Own, FetchXml.Columns("systemuserid"), IsPerson(person)),
        FetchXml.Join(
            "teamprofiles",
            "fieldsecurityprofileid",
            "fieldsecurityprofileid",
            Team + "profile",
            FetchXml.Columns("teamid"),
            FetchXml.Join("teammembership", "teamid", "teamid", Team, FetchXml.Columns("systemuserid"), IsPerson(person)))))).Entities;

    private bool IsAdministrator(Guid person) => _service
        .RetrieveMultiple(FetchXml.Query(FetchXml.Entity(
            "role",
            FetchXml.Columns("roleid"),
            FetchXml.And(FetchXml.Is("roletemplateid", "eq", SystemAdministrator)),
            FetchXml.Join("systemuserroles", "roleid", "roleid", Own, FetchXml.Columns("systemuserid"), IsPerson(person)),
            FetchXml.Join(
                "teamroles",
                "roleid",
                "roleid",
                Team + "role",
                FetchXml.Columns("teamid"),
                FetchXml.Join("teammembership", "teamid", "teamid", Team, FetchXml.Columns("systemuserid"), IsPerson(person))))))
        .Entities
        .Any(IsOfPerson);

    private static XElement IsPerson(Guid person) => FetchXml.And(FetchXml.Is("systemuserid", "eq", person));

    private static bool IsOfPerson(Entity row) => row.Id(Own + ".systemuserid") is not null || row.Id(Team + ".systemuserid") is not null;

    private static bool IsFor(Entity permission, ColumnRead column) =>
        string.Equals(permission.Text("entityname"), column.Table, StringComparison.OrdinalIgnoreCase)
        && permission.Text("attributelogicalname") == column.Column;
}
