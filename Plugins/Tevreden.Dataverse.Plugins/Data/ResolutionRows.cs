using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Plugins.Core;

namespace Tevreden.Dataverse.Plugins.Data;

/// <summary>The resolution rows of a case, joined to it.</summary>
internal static class ResolutionRows
{
    private static readonly string[] ResolutionColumns = ["activityid", "createdon", "actualend", "versionnumber"];

    public static XElement Join(string alias) =>
        FetchXml.Join("incidentresolution", "incidentid", "incidentid", alias, FetchXml.Columns(ResolutionColumns));

    /// <summary>A join repeats the case for each of its resolutions (and each resolution for every other join to many).</summary>
    public static IReadOnlyList<ResolutionFacts> Read(IEnumerable<Entity> rows, string alias) => rows
        .Where(r => r.Id(alias + ".activityid") is not null)
        .GroupBy(r => r.Id(alias + ".activityid") ?? default)
        .Select(g => Facts(g.Key, g.First(), alias))
        .ToList();

    private static ResolutionFacts Facts(Guid id, Entity row, string alias) => new(
        id,
        row.Time(alias + ".createdon") ?? default,
        row.Time(alias + ".actualend"),
        row.Value<long>(alias + ".versionnumber"));
}
