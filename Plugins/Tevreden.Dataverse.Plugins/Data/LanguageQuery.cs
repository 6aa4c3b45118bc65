using System;
using System.Linq;
using Microsoft.Xrm.Sdk;

namespace Tevreden.Dataverse.Plugins.Data;

/// <summary>Which language people read.</summary>
internal sealed class LanguageQuery
{
    /// <summary>English, the solution's base language.</summary>
    public const int Base = 1033;

    private readonly IOrganizationService _service;

    public LanguageQuery(IOrganizationService service) => _service = service;

    /// <summary>The language of a user's screens (LCID); the environment's where the user never chose.</summary>
    public int OfUser(Guid userId) => _service
        .RetrieveMultiple(FetchXml.Query(FetchXml.Entity(
            "usersettings",
            FetchXml.Columns("uilanguageid"),
            FetchXml.And(FetchXml.Is("systemuserid", "eq", userId)))))
        .Entities
        .Select(r => r.Whole("uilanguageid"))
        .FirstOrDefault() is > 0 and { } chosen ? chosen : OfEnvironment();

    /// <summary>The base language of the environment (LCID).</summary>
    public int OfEnvironment() => _service
        .RetrieveMultiple(FetchXml.Query(FetchXml.Entity("organization", FetchXml.Columns("languagecode"))))
        .Entities
        .Select(r => r.Whole("languagecode"))
        .FirstOrDefault() ?? Base;
}
