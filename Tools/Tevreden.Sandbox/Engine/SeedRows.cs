using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Security;
using Tevreden.Sandbox.Standard;

namespace Tevreden.Sandbox.Engine;

/// <summary>The rows that a new environment begins with.</summary>
internal sealed class SeedRows(EngineOptions options, KnownUsers users, DateTime now)
{
    private const int ReadWrite = 0, NonInteractive = 4;

    /// <summary>Writes them, unless the database has them from an earlier run.</summary>
    public void Write(StoreScope scope)
    {
        if (scope.Find("organization", options.OrganizationId) is null)
        {
            Organization(scope);
            Users(scope);
        }

        StandardForms.Write(scope);
        StandardViews.Write(scope);
        PlatformRows.Complete(scope);
    }

    private void Organization(StoreScope scope)
    {
        Insert(scope, "organization", options.OrganizationId, new()
        {
            ["name"] = options.UniqueName,
            ["languagecode"] = 1033,
            ["localeid"] = 1033,
            ["basecurrencyid"] = new EntityReference("transactioncurrency", users.BaseCurrency),
            ["maxuploadfilesize"] = 5_242_880,
            ["currencysymbol"] = "€",
            ["currencydecimalprecision"] = 2,
            ["caseprefix"] = "CAS",
            ["currentcasenumber"] = 1000,
            ["uniquespecifierlength"] = 6,
            ["fullnameconventioncode"] = new OptionSetValue(1),
            ["plugintracelogsetting"] = new OptionSetValue((int)TraceSetting.Exceptions),
            ["isauditenabled"] = false,
            ["systemuserid"] = users.System,
            ["integrationuserid"] = users.Integration,
        });
        Insert(scope, "businessunit", users.RootBusinessUnit, new()
        {
            ["name"] = options.UniqueName,
            ["organizationid"] = options.OrganizationId,
            ["isdisabled"] = false,
        });
        Insert(scope, "transactioncurrency", users.BaseCurrency, new()
        {
            ["currencyname"] = "Euro",
            ["isocurrencycode"] = "EUR",
            ["currencysymbol"] = "€",
            ["currencyprecision"] = 2,
            ["exchangerate"] = 1m,
            ["statecode"] = new OptionSetValue(0),
            ["statuscode"] = new OptionSetValue(1),
        });
    }

    private void Users(StoreScope scope)
    {
        User(scope, users.System, null, "SYSTEM", NonInteractive);
        User(scope, users.Integration, null, "INTEGRATION", NonInteractive);
        User(scope, users.Administrator, "Sandbox", "Administrator", ReadWrite);
        foreach (var user in (Guid[])[users.System, users.Integration, users.Administrator])
            UserSettings.Add(user, scope);

        var role = Principals.SystemAdministratorTemplate;
        Insert(scope, "role", role, new()
        {
            ["name"] = "System Administrator",
            ["businessunitid"] = new EntityReference("businessunit", users.RootBusinessUnit),
            ["roletemplateid"] = new EntityReference("roletemplate", role),
            ["ismanaged"] = true,
        });
        var link = NameIds.Of("systemuserroles", users.Administrator.ToString("D"), role.ToString("D"));
        Insert(scope, "systemuserroles", link, new() { ["systemuserid"] = users.Administrator, ["roleid"] = role });
    }

    private void User(StoreScope scope, Guid id, string? firstName, string lastName, int accessMode) => Insert(scope, "systemuser", id, new()
    {
        ["firstname"] = firstName,
        ["lastname"] = lastName,
        ["fullname"] = firstName is null ? lastName : $"{firstName} {lastName}",
        ["domainname"] = $"{lastName.ToLowerInvariant()}@{options.UniqueName}.local",
        ["businessunitid"] = new EntityReference("businessunit", users.RootBusinessUnit),
        ["organizationid"] = options.OrganizationId,
        ["accessmode"] = new OptionSetValue(accessMode),
        ["isdisabled"] = false,
    });

    private void Insert(StoreScope scope, string tableName, Guid id, AttributeCollection columns)
    {
        var table = scope.Table(tableName);
        var row = new Entity(tableName, id) { Attributes = columns };
        row[table.PrimaryIdColumn] = id;
        row["createdon"] = now;
        row["modifiedon"] = now;
        row["createdby"] = new EntityReference("systemuser", users.System);
        row["modifiedby"] = new EntityReference("systemuser", users.System);
        scope.Insert(Columns.Known(table, row));
    }
}
