using Tevreden.Dataverse.Plugins.Core.Planning;

namespace Tevreden.Cli.Mappings;

/// <summary>What a column path means: <c>ticketnumber</c> is the case's own column, <c>customerid.accountnumber</c> one of the row that the case's lookup names.</summary>
internal static class SourceColumns
{
    private static readonly Dictionary<string, string[]> Lookups = new(StringComparer.OrdinalIgnoreCase)
    {
        ["customerid"] = ["account", "contact"],
        ["primarycontactid"] = ["contact"],
        ["responsiblecontactid"] = ["contact"],
        ["contactid"] = ["contact"],
        ["accountid"] = ["account"],
        ["ownerid"] = ["systemuser", "team"],
        ["owninguser"] = ["systemuser"],
        ["owningteam"] = ["team"],
        ["createdby"] = ["systemuser"],
        ["modifiedby"] = ["systemuser"],
        ["owningbusinessunit"] = ["businessunit"],
        ["subjectid"] = ["subject"],
        ["productid"] = ["product"],
        ["parentcaseid"] = ["incident"],
        ["masterid"] = ["incident"],
    };

    private static readonly HashSet<string> PersonalColumns = new(StringComparer.OrdinalIgnoreCase)
    {
        "fullname", "firstname", "middlename", "lastname", "nickname", "salutation", "suffix", "yomifullname", "emailaddress1", "emailaddress2", "emailaddress3",
        "internalemailaddress", "personalemailaddress", "domainname", "telephone1", "telephone2", "telephone3", "mobilephone", "homephone", "fax", "pager", "birthdate", "anniversary",
        "gendercode", "familystatuscode", "haschildrencode", "jobtitle", "department", "employeeid", "governmentid", "spousesname", "childrensnames", "assistantname", "managername",
        "customerid", "primarycontactid", "responsiblecontactid", "contactid", "ownerid", "owninguser", "createdby", "modifiedby", "emailaddress",
    };

    private static readonly HashSet<string> FreeText = new(StringComparer.OrdinalIgnoreCase) { "title", "description", "subject", "notetext" };

    /// <summary>The tables that the path's last column is of; none where the lookup is not known here.</summary>
    public static IReadOnlyList<string> Tables(string path) => SourcePath.TryParse(path) switch
    {
        null => [],
        { Hops: [] } => ["incident"],
        { Hops: [.., { Table: { } said }] } => [said],
        { Hops: [.., var last] } => Lookups.TryGetValue(last.Lookup, out var tables) ? tables : [],
    };

    public static string Column(string path) => SourcePath.TryParse(path)?.Column ?? path;

    public static Personal PersonalOf(string path)
    {
        var column = Column(path);
        return PersonalColumns.Contains(column) || IsAddress(column) ? Personal.Yes
            : FreeText.Contains(column) ? Personal.Perhaps
            : Personal.No;
    }

    private static bool IsAddress(string column) => column.StartsWith("address", StringComparison.OrdinalIgnoreCase) && column.Contains('_', StringComparison.Ordinal);
}
