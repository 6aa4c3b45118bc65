using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Jobs;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Import;

/// <summary>Writes what an import has gathered: by id, so that a later version changes the rows of the earlier one.</summary>
internal sealed class ImportedRows(EngineOptions options, KnownUsers users, RowWrites writes, JobWriter jobs, Transactions transactions)
{
    public void Write(ImportPlan plan, StoreScope scope)
    {
        PlatformRows.Complete(scope);
        foreach (var kind in plan.Rows.GroupBy(row => row.LogicalName))
        {
            if (scope.Catalog.FindTable(kind.Key) is not { } table)
            {
                plan.Warn(Customizations.File, null, $"{kind.Count()} component(s) of table '{kind.Key}' are not kept: the sandbox does not have it");
                continue;
            }

            foreach (var row in kind)
                Upsert(table, row, plan.Manifest.IsManaged, scope);
        }

        foreach (var role in plan.Roles)
            Privileges(role, scope);
        SolutionComponents.Record(plan, scope, transactions.Now);
        DeclaredDependencies.Record(plan.Manifest, scope);

        if (options.KeyIndexing == KeyIndexing.AfterImport && scope.Catalog.Tables.Any(table => table.Keys.Any(key => key.IndexStatus == KeyIndexStatus.Pending)))
            jobs.Queue($"Key index creation for solution {plan.Manifest.UniqueName}", JobRunner.KeyIndexCreation, scope);
    }

    private static void Privileges(RolePlan role, StoreScope scope)
    {
        var table = scope.Table("roleprivileges");
        foreach (var old in scope.Rows(table.LogicalName, ("roleid", role.RoleId)))
            scope.Delete(table.LogicalName, old.Id);
        foreach (var (name, depth) in role.Privileges.DistinctBy(privilege => privilege.Privilege))
        {
            var row = new Entity(table.LogicalName, NameIds.Of("roleprivileges", role.RoleId.ToString("D"), name))
            {
                ["roleid"] = role.RoleId,
                ["privilegeid"] = PlatformRows.PrivilegeId(name),
                ["privilegedepthmask"] = depth,
            };
            row[table.PrimaryIdColumn] = row.Id;
            scope.Insert(Columns.Known(table, row));
        }
    }

    private void Upsert(TableDefinition table, Entity row, bool isManaged, StoreScope scope)
    {
        var now = transactions.Now;
        row["ismanaged"] = isManaged;
        row["modifiedon"] = now;
        row["modifiedby"] = new EntityReference("systemuser", users.System);
        if (scope.Find(table.LogicalName, row.Id) is not null)
        {
            writes.Update(table, row.Id, Columns.Known(table, row), scope);
            return;
        }

        row[table.PrimaryIdColumn] = row.Id;
        row["createdon"] = now;
        row["createdby"] = new EntityReference("systemuser", users.System);
        row["ownerid"] = new EntityReference("systemuser", users.System);
        row["organizationid"] = scope.Catalog.FindColumn(table.LogicalName, "organizationid")?.Type == ColumnType.UniqueIdentifier
            ? options.OrganizationId
            : new EntityReference("organization", options.OrganizationId);
        row["componentstate"] = new OptionSetValue(0);
        if (scope.Catalog.Has(table, "statecode") && !row.Contains("statecode"))
            row["statecode"] = new OptionSetValue(0);
        if (scope.Catalog.Has(table, "statuscode") && !row.Contains("statuscode"))
            row["statuscode"] = new OptionSetValue(1);
        writes.Insert(table, Columns.Known(table, row), scope);
    }
}
