using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core;

namespace Tevreden.Dataverse.Plugins.Data;

/// <summary>
/// The opt-outs of whom an invitation is for, and of the contacts and accounts that were merged into them: whoever said no
/// before a merge has still said no.
/// </summary>
internal static class OptOutRows
{
    private const string Contact = "contact", Account = "account", MergedContact = "mergedcontact", MergedAccount = "mergedaccount";

    private static readonly string[] ContactColumns = ["contactid", "donotemail", "donotbulkemail", "donotsendmm", CustomerColumns.DoNotSurvey];

    private static readonly string[] AccountColumns = ["accountid", CustomerColumns.DoNotSurvey];

    public static XElement ContactJoin(string lookup) => FetchXml.Join(
        "contact",
        "contactid",
        lookup,
        Contact,
        FetchXml.Columns(ContactColumns),
        FetchXml.Join("contact", "masterid", "contactid", MergedContact, FetchXml.Columns(ContactColumns)));

    public static XElement AccountJoin(string lookup) => FetchXml.Join(
        "account",
        "accountid",
        lookup,
        Account,
        FetchXml.Columns(AccountColumns),
        FetchXml.Join("account", "masterid", "accountid", MergedAccount, FetchXml.Columns(AccountColumns)));

    /// <summary>Null where the invitation has no contact.</summary>
    public static ContactFacts? ContactOf(IReadOnlyCollection<Entity> rows) => rows.First().Id(Contact + ".contactid") is { } id
        ? new ContactFacts(id, [], Says(rows, Contact, MergedContact, "donotemail"), Says(rows, Contact, MergedContact, CustomerColumns.DoNotSurvey))
        {
            DoNotBulkEmail = Says(rows, Contact, MergedContact, "donotbulkemail"),
            DoNotSendMarketing = Says(rows, Contact, MergedContact, "donotsendmm"),
        }
        : null;

    /// <summary>Null where the invitation has no account.</summary>
    public static AccountFacts? AccountOf(IReadOnlyCollection<Entity> rows) => rows.First().Id(Account + ".accountid") is { } id
        ? new AccountFacts(id, Says(rows, Account, MergedAccount, CustomerColumns.DoNotSurvey), null)
        : null;

    private static bool Says(IEnumerable<Entity> rows, string alias, string mergedAlias, string column) =>
        rows.Any(row => row.Yes($"{alias}.{column}") || row.Yes($"{mergedAlias}.{column}"));
}
