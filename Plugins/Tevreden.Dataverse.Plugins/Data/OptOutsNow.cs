using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core;

namespace Tevreden.Dataverse.Plugins.Data;

/// <summary>
/// Opt-outs of a contact and an account as they are at the moment of sending. Those of contacts and accounts that were merged
/// into them count as well, and of those that were merged into these: a merge keeps the survivor's columns. The rows of such
/// joins multiply, so the query must be for distinct rows.
/// </summary>
internal static class OptOutsNow
{
    private const string Contact = "contact", Employer = "employer";
    private const string Account = "account";
    private const string Merged = "merged", Before = "mergedbefore";

    public static XElement JoinContact(string lookup) => FetchXml.Join(
        "contact",
        "contactid",
        lookup,
        Contact,
        FetchXml.Columns(["contactid", .. OptOutColumns.OfContacts]),
        FetchXml.Join("account", "accountid", "parentcustomerid", Employer, FetchXml.Columns(OptOutColumns.OfAccounts)),
        MergedInto("contact", Contact + Merged, OptOutColumns.OfContacts, MergedInto("contact", Contact + Before, OptOutColumns.OfContacts)));

    public static XElement JoinAccount(string lookup) => FetchXml.Join(
        "account",
        "accountid",
        lookup,
        Account,
        FetchXml.Columns(["accountid", .. OptOutColumns.OfAccounts]),
        MergedInto("account", Account + Merged, OptOutColumns.OfAccounts, MergedInto("account", Account + Before, OptOutColumns.OfAccounts)));

    public static ContactFacts? OfContact(DataCollection<Entity> rows) => rows[0].Id(Contact + ".contactid") is { } id
        ? new ContactFacts(id, [], Says(rows, "donotemail", Contact), Says(rows, CustomerColumns.DoNotSurvey, Contact))
        {
            DoNotBulkEmail = Says(rows, "donotbulkemail", Contact),
            DoNotSendMarketing = Says(rows, "donotsendmm", Contact),
            EmployerDoesNotWantSurveys = Says(rows, CustomerColumns.DoNotSurvey, Employer),
            Merged = OptOutColumns.Merged(rows, Contact + Merged, Contact + Before),
        }
        : null;

    public static AccountFacts? OfAccount(DataCollection<Entity> rows) => rows[0].Id(Account + ".accountid") is { } id
        ? new AccountFacts(id, Says(rows, CustomerColumns.DoNotSurvey, Account), null)
        {
            MergedDoesNotWantSurveys = Says(rows, CustomerColumns.DoNotSurvey, Account + Merged, Account + Before),
        }
        : null;

    private static XElement MergedInto(string table, string alias, IEnumerable<string> columns, XElement? before = null) =>
        FetchXml.Join(table, "masterid", table + "id", alias, FetchXml.Columns(columns), before!);

    private static bool Says(DataCollection<Entity> rows, string column, params string[] aliases) => OptOutColumns.Says(rows, column, aliases);
}
