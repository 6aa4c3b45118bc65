using System;
using System.Collections.Generic;

namespace Tevreden.Dataverse.Plugins.Core.Planning;

/// <summary>
/// Which tables Dataverse's own lookups lead to (standard tables of Microsoft's reference), as far as paths from a case go
/// over them. Some lead to more than one table; there the column that comes next tells: one that only people have is read
/// from the contact, one that both have from whichever it is, any other from the account. Any other lookup says its table.
/// </summary>
internal static class Lookups
{
    private static readonly Dictionary<string, string> OfEveryTable = new(StringComparer.Ordinal)
    {
        ["owninguser"] = "systemuser",
        ["createdby"] = "systemuser",
        ["modifiedby"] = "systemuser",
        ["owningteam"] = "team",
        ["owningbusinessunit"] = "businessunit",
        ["transactioncurrencyid"] = "transactioncurrency",
    };

    private static readonly Dictionary<string, Dictionary<string, string>> OfTable = new(StringComparer.Ordinal)
    {
        ["incident"] = new(StringComparer.Ordinal)
        {
            ["primarycontactid"] = "contact",
            ["contactid"] = "contact",
            ["responsiblecontactid"] = "contact",
            ["accountid"] = "account",
            ["subjectid"] = "subject",
            ["productid"] = "product",
            ["parentcaseid"] = "incident",
            ["existingcase"] = "incident",
            ["masterid"] = "incident",
        },
        ["account"] = new(StringComparer.Ordinal)
        {
            ["primarycontactid"] = "contact",
            ["parentaccountid"] = "account",
            ["masterid"] = "account",
            ["preferredsystemuserid"] = "systemuser",
        },
        ["contact"] = new(StringComparer.Ordinal)
        {
            ["accountid"] = "account",
            ["masterid"] = "contact",
            ["preferredsystemuserid"] = "systemuser",
        },
        ["systemuser"] = new(StringComparer.Ordinal)
        {
            ["businessunitid"] = "businessunit",
            ["parentsystemuserid"] = "systemuser",
            ["queueid"] = "queue",
        },
        ["team"] = new(StringComparer.Ordinal) { ["businessunitid"] = "businessunit", ["administratorid"] = "systemuser", ["queueid"] = "queue" },
        ["subject"] = new(StringComparer.Ordinal) { ["parentsubject"] = "subject" },
        ["businessunit"] = new(StringComparer.Ordinal) { ["parentbusinessunitid"] = "businessunit" },
    };

    private static readonly HashSet<string> ContactOnly = new(StringComparer.Ordinal)
    {
        "contactid", "fullname", "firstname", "middlename", "lastname", "salutation", "suffix", "nickname", "jobtitle", "department",
        "birthdate", "anniversary", "gendercode", "familystatuscode", "mobilephone", "employeeid", "parentcustomerid", "managername",
        "assistantname", "spousesname",
    };

    private static readonly HashSet<string> OfBothCustomers = new(StringComparer.Ordinal)
    {
        "telephone1", "telephone2", "telephone3", "fax", "emailaddress1", "emailaddress2", "emailaddress3", "description",
        "creditlimit", "creditonhold", "paymenttermscode", "preferredcontactmethodcode", "territorycode", "statecode", "statuscode",
        "createdon", "modifiedon", "createdby", "modifiedby", "ownerid", "owninguser", "owningteam", "owningbusinessunit",
        "transactioncurrencyid", Names.CustomerColumns.DoNotSurvey, Names.CustomerColumns.Score,
    };

    private static readonly HashSet<string> TeamOnly = new(StringComparer.Ordinal) { "teamid", "name", "teamtype", "administratorid" };

    /// <summary>The tables that a hop leads to; empty when nothing is known of the lookup.</summary>
    /// <param name="table">Where the hop starts.</param>
    /// <param name="hop">The hop.</param>
    /// <param name="next">The column, or the next lookup, that is wanted there.</param>
    public static IReadOnlyList<string> TargetsOf(string table, Hop hop, string next)
    {
        if (hop.Table is { } said)
        {
            return [said];
        }

        switch (hop.Lookup)
        {
            case "customerid" when table == "incident":
            case "parentcustomerid" when table == "contact":
                return Customers(next);
            case "ownerid":
                return [TeamOnly.Contains(next) ? "team" : "systemuser"];
        }

        return OfTable.TryGetValue(table, out var own) && own.TryGetValue(hop.Lookup, out var target) ? [target]
            : OfEveryTable.TryGetValue(hop.Lookup, out target) ? [target]
            : [];
    }

    private static IReadOnlyList<string> Customers(string next) =>
        ContactOnly.Contains(next) ? ["contact"]
        : OfBothCustomers.Contains(next) || IsAddress(next) ? ["account", "contact"]
        : ["account"];

    private static bool IsAddress(string column) =>
        column.StartsWith("address1_", StringComparison.Ordinal) || column.StartsWith("address2_", StringComparison.Ordinal);
}
