using System.Collections.Generic;
using System.Linq;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core;

namespace Tevreden.Dataverse.Plugins.Data;

/// <summary>The columns by which contacts and accounts say no, and what joined rows hold of them.</summary>
internal static class OptOutColumns
{
    public static readonly IReadOnlyList<string> OfContacts = ["donotemail", "donotbulkemail", "donotsendmm", CustomerColumns.DoNotSurvey];
    public static readonly IReadOnlyList<string> OfAccounts = [CustomerColumns.DoNotSurvey];

    /// <summary>What any of the rows says in any of the joins.</summary>
    public static bool Says(IEnumerable<Entity> rows, string column, params string[] aliases) => rows.Any(r => aliases.Any(a => r.Yes($"{a}.{column}")));

    /// <summary>What contacts said that are joined because they were merged into another.</summary>
    public static MergedOptOuts Merged(IReadOnlyList<Entity> rows, params string[] aliases) => new(
        Says(rows, CustomerColumns.DoNotSurvey, aliases),
        Says(rows, "donotemail", aliases),
        Says(rows, "donotbulkemail", aliases),
        Says(rows, "donotsendmm", aliases));
}
