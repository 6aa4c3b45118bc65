using System;
using System.Collections.Generic;
using System.Linq;

namespace Tevreden.Dataverse.Plugins.Core.Planning;

/// <summary>A table that a lookup of the case may point to.</summary>
/// <param name="Table">Logical name.</param>
/// <param name="Id">Its id column.</param>
internal sealed record LookupTarget(string Table, string Id);

/// <summary>
/// Which tables a source path goes over (standard-tables of Microsoft's reference). Two lookups of a case point to more
/// than one table; there the column tells: a column that only people have is read from the contact or the user, one that
/// both have from whichever it is, any other from the account.
/// </summary>
internal static class CaseLookups
{
    private static readonly LookupTarget Account = new("account", "accountid");
    private static readonly LookupTarget Contact = new("contact", "contactid");
    private static readonly LookupTarget User = new("systemuser", "systemuserid");
    private static readonly LookupTarget Team = new("team", "teamid");
    private static readonly LookupTarget Case = new("incident", "incidentid");

    private static readonly Dictionary<string, LookupTarget> OneTable = new(StringComparer.Ordinal)
    {
        ["primarycontactid"] = Contact,
        ["contactid"] = Contact,
        ["responsiblecontactid"] = Contact,
        ["accountid"] = Account,
        ["owninguser"] = User,
        ["createdby"] = User,
        ["modifiedby"] = User,
        ["owningteam"] = Team,
        ["owningbusinessunit"] = new("businessunit", "businessunitid"),
        ["subjectid"] = new("subject", "subjectid"),
        ["productid"] = new("product", "productid"),
        ["parentcaseid"] = Case,
        ["existingcase"] = Case,
        ["masterid"] = Case,
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
        "createdon", "modifiedon", "ownerid", "transactioncurrencyid", Names.CustomerColumns.DoNotSurvey, Names.CustomerColumns.Score,
    };

    private static readonly HashSet<string> TeamOnly = new(StringComparer.Ordinal) { "teamid", "name", "teamtype" };

    /// <summary>The tables to read a path's column from; empty when nothing is known of the lookup.</summary>
    public static IReadOnlyList<LookupTarget> TargetsOf(string lookup, string column) => lookup switch
    {
        "customerid" when ContactOnly.Contains(column) => [Contact],
        "customerid" when OfBothCustomers.Contains(column) || IsAddress(column) => [Account, Contact],
        "customerid" => [Account],
        "ownerid" => TeamOnly.Contains(column) ? [Team] : [User],
        _ => OneTable.TryGetValue(lookup, out var target) ? [target] : [],
    };

    /// <summary>Whether a mapping's source can be read at all.</summary>
    public static bool Knows(string source) =>
        SourcePath.TryParse(source, out var path) && (path!.Lookup is null || TargetsOf(path.Lookup, path.Column).Any());

    private static bool IsAddress(string column) =>
        column.StartsWith("address1_", StringComparison.Ordinal) || column.StartsWith("address2_", StringComparison.Ordinal);
}
