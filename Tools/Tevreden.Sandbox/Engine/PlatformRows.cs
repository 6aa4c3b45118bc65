using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Metadata;
using Tevreden.Sandbox.Security;

namespace Tevreden.Sandbox.Engine;

/// <summary>The rows by which the platform describes itself: messages, which of them a table has, and privileges.</summary>
internal static class PlatformRows
{
    private const int Allowed = 4;

    private static readonly Guid AdministratorProfileId = NameIds.Of("fieldsecurityprofile", "System Administrator");

    private const string SharedSuffix = "-ea3e-db11-86a7-000a3a5473e8";

    // The same in every environment (Microsoft's own rows, as public texts list them).
    private static readonly Dictionary<string, Guid> KnownMessages = new(StringComparer.Ordinal)
    {
        ["Assign"] = new("8cbdbb1b" + SharedSuffix),
        ["Create"] = new("9ebdbb1b" + SharedSuffix),
        ["Delete"] = new("a1bdbb1b" + SharedSuffix),
        ["GrantAccess"] = new("c5bdbb1b" + SharedSuffix),
        ["Merge"] = new("dbbdbb1b" + SharedSuffix),
        ["ModifyAccess"] = new("dcbdbb1b" + SharedSuffix),
        ["Retrieve"] = new("f2bdbb1b" + SharedSuffix),
        ["RetrieveMultiple"] = new("03bebb1b" + SharedSuffix),
        ["RetrievePrincipalAccess"] = new("04bebb1b" + SharedSuffix),
        ["RetrieveSharedPrincipalsAndAccess"] = new("10bebb1b" + SharedSuffix),
        ["RevokeAccess"] = new("11bebb1b" + SharedSuffix),
        ["SetState"] = new("1cbebb1b" + SharedSuffix),
        ["SetStateDynamicEntity"] = new("1dbebb1b" + SharedSuffix),
        ["Update"] = new("20bebb1b" + SharedSuffix),
        ["Associate"] = new("16e7c888-3b24-448b-b7da-ebfe9b681762"),
        ["Disassociate"] = new("bdfc191d-fc56-493a-a6b1-cb0c47a22ecc"),
    };

    private static readonly string[] OtherMessages = ["Close", "CreateMultiple", "UpdateMultiple"];

    private static readonly string[] EveryTable = ["Create", "Update", "Delete", "Retrieve", "RetrieveMultiple", "CreateMultiple", "UpdateMultiple"];
    private static readonly string[] OwnedTables = ["Assign", "SetState", "SetStateDynamicEntity"];
    private static readonly string[] Mergeable = ["account", "contact", "lead", "incident"];

    private static readonly string[] Verbs = ["Create", "Read", "Write", "Delete", "Append", "AppendTo"];
    private static readonly string[] OwnedVerbs = ["Assign", "Share"];

    private static readonly string[] OtherPrivileges = ["prvMerge", "prvSendAppNotification", "prvBypassCustomPlugins", "prvBypassCustomBusinessLogic", "prvActOnBehalfOfAnotherUser", "prvBulkDelete", "prvCreateEntity", "prvCreateAttribute", "prvCreateRelationship", "prvCreateOptionSet", "prvWriteEntity", "prvWriteAttribute", "prvWriteRelationship", "prvWriteOptionSet", "prvDeleteEntity", "prvDeleteAttribute", "prvDeleteRelationship", "prvDeleteOptionSet", "prvImportCustomization"];

    public static Guid MessageId(string name) => KnownMessages.TryGetValue(name, out var id) ? id : NameIds.Of("sdkmessage", name);

    public static Guid FilterId(string message, string table) => NameIds.Of("sdkmessagefilter", message, table);

    public static Guid PrivilegeId(string name) => NameIds.Of("privilege", name);

    /// <summary>Names of a table's privileges.</summary>
    public static IEnumerable<string> PrivilegesOf(TableDefinition table) =>
        Verbs.Concat(table.Ownership == TableOwnership.User ? OwnedVerbs : []).Select(verb => Privileges.NameOf(verb, table));

    /// <summary>Adds the rows that are missing for the tables of the catalog.</summary>
    public static void Complete(StoreScope scope)
    {
        var tables = scope.Catalog.Tables.Where(table => !table.IsIntersect).ToList();
        Add("sdkmessage", KnownMessages.Keys.Concat(OtherMessages), MessageId, name => new() { ["name"] = name, ["isactive"] = true, ["isprivate"] = false }, scope);
        Add(
            "sdkmessagefilter",
            tables.SelectMany(table => MessagesOf(table).Select(message => (message, table.LogicalName))),
            pair => FilterId(pair.message, pair.LogicalName),
            pair => new()
            {
                ["sdkmessageid"] = new EntityReference("sdkmessage", MessageId(pair.message)),
                ["primaryobjecttypecode"] = pair.LogicalName,
                ["secondaryobjecttypecode"] = "none",
                ["iscustomprocessingstepallowed"] = true,
                ["isvisible"] = true,
            },
            scope);
        AdministratorProfile(tables, scope);
        Add("privilege", tables.SelectMany(PrivilegesOf).Concat(OtherPrivileges).Distinct(), PrivilegeId, name => new() { ["name"] = name }, scope);
    }

    // The platform's own profile gives system administrators every secured column.
    private static void AdministratorProfile(List<TableDefinition> tables, StoreScope scope)
    {
        Add("fieldsecurityprofile", [AdministratorProfileId], id => id, _ => new() { ["name"] = "System Administrator" }, scope);
        Add(
            "fieldpermission",
            tables.SelectMany(table => table.Columns.Where(column => column.IsSecured).Select(column => (table.LogicalName, Column: column.LogicalName))),
            pair => NameIds.Of("fieldpermission", AdministratorProfileId.ToString("D"), pair.LogicalName, pair.Column),
            pair => new()
            {
                ["fieldsecurityprofileid"] = new EntityReference("fieldsecurityprofile", AdministratorProfileId),
                ["entityname"] = pair.LogicalName,
                ["attributelogicalname"] = pair.Column,
                ["canread"] = new OptionSetValue(Allowed),
                ["cancreate"] = new OptionSetValue(Allowed),
                ["canupdate"] = new OptionSetValue(Allowed),
            },
            scope);
    }

    private static IEnumerable<string> MessagesOf(TableDefinition table) => EveryTable
        .Concat(table.Ownership == TableOwnership.User ? OwnedTables : [])
        .Concat(Mergeable.Contains(table.LogicalName) ? ["Merge"] : [])
        .Concat(table.LogicalName == "incident" ? ["Close"] : []);

    private static void Add<T>(string tableName, IEnumerable<T> wanted, Func<T, Guid> id, Func<T, AttributeCollection> columns, StoreScope scope)
    {
        var table = scope.Table(tableName);
        var there = scope.Rows(tableName).Select(row => row.Id).ToHashSet();
        foreach (var item in wanted.Where(item => there.Add(id(item))))
        {
            var row = new Entity(tableName, id(item)) { Attributes = columns(item) };
            row[table.PrimaryIdColumn] = row.Id;
            scope.Insert(Columns.Known(table, row));
        }
    }
}
