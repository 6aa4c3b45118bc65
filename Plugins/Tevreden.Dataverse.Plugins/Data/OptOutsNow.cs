using System.Linq;
using System.Xml.Linq;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core;

namespace Tevreden.Dataverse.Plugins.Data;

/// <summary>
/// Opt-outs of a contact and an account as they are at the moment of sending. Those of contacts and accounts that were merged
/// into them count as well, since a merge keeps the survivor's columns: whoever said no once is not asked.
/// </summary>
internal static class OptOutsNow
{
    private const string Contact = "contact", MergedContact = "mergedcontact", MergedBefore = "mergedbefore";
    private const string Account = "account", MergedAccount = "mergedaccount";

    private static readonly string[] OfContacts = ["donotemail", "donotbulkemail", "donotsendmm", CustomerColumns.DoNotSurvey];
    private static readonly string[] Contacts = [Contact, MergedContact, MergedBefore];

    public static XElement JoinContact(string lookup) => FetchXml.Join(
        "contact",
        "contactid",
        lookup,
        Contact,
        FetchXml.Columns(["contactid", .. OfContacts]),
        FetchXml.Join(
            "contact",
            "masterid",
            "contactid",
            MergedContact,
            FetchXml.Columns(OfContacts),
            FetchXml.Join("contact", "masterid", "contactid", MergedBefore, FetchXml.Columns(OfContacts))));

    public static XElement JoinAccount(string lookup) => FetchXml.Join(
        "account",
        "accountid",
        lookup,
        Account,
        FetchXml.Columns("accountid", CustomerColumns.DoNotSurvey),
        FetchXml.Join("account", "masterid", "accountid", MergedAccount, FetchXml.Columns(CustomerColumns.DoNotSurvey)));

    public static ContactFacts? OfContact(DataCollection<Entity> rows) => rows[0].Id(Contact + ".contactid") is { } id
        ? new ContactFacts(id, [], Says(rows, "donotemail"), Says(rows, CustomerColumns.DoNotSurvey))
        {
            DoNotBulkEmail = Says(rows, "donotbulkemail"),
            DoNotSendMarketing = Says(rows, "donotsendmm"),
        }
        : null;

    public static AccountFacts? OfAccount(DataCollection<Entity> rows) => rows[0].Id(Account + ".accountid") is { } id
        ? new AccountFacts(
            id,
            rows.Any(r => r.Yes($"{Account}.{CustomerColumns.DoNotSurvey}") || r.Yes($"{MergedAccount}.{CustomerColumns.DoNotSurvey}")),
            null)
        : null;

    private static bool Says(DataCollection<Entity> rows, string column) => rows.Any(r => Contacts.Any(c => r.Yes($"{c}.{column}")));
}
