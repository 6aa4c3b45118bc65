using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;

namespace Tevreden.Sandbox.Import;

/// <summary>
/// Imports a solution: reads and checks the whole zip first, then lays its definitions over the catalog, then writes its rows in one
/// transaction. If that fails the old catalog comes back.
/// </summary>
internal sealed class SolutionImporter(Lock gate, Transactions transactions, KnownUsers users, ImportedRows rows, SolutionRemoval removal)
{
    public ImportResult Import(Stream zip, ImportOptions options, CancellationToken cancellation)
    {
        lock (gate)
        {
            using var archive = new SolutionArchive(zip);
            var manifest = SolutionManifest.Read(archive);
            var plan = new ImportPlan(archive, manifest, options);
            var outcome = Plan(plan, cancellation);
            Apply(plan, cancellation);
            if (outcome == ImportOutcome.Upgraded)
                removal.Shrink(SolutionComponents.SolutionId(manifest.UniqueName), SolutionComponents.In(plan, transactions.Store.Catalog).ToHashSet(), cancellation);
            return new ImportResult(manifest.UniqueName, manifest.Version.ToString(), manifest.IsManaged, outcome, plan.Components, plan.Warnings);
        }
    }

    private ImportOutcome Plan(ImportPlan plan, CancellationToken cancellation)
    {
        using var scope = transactions.Begin(cancellation);
        var names = new PlatformNames(scope);
        var outcome = ImportChecks.Version(plan.Manifest, names);
        ImportChecks.Requirements(plan, names);

        var apis = new CustomApiFolder(names);
        CustomApiFolder.Read(plan);
        EnvironmentVariableFolder.Read(plan);
        PluginPackageFolder.Read(plan);
        new Customizations(names.Catalog, plan, Sections(names)).Read();
        apis.CheckTypes(plan);
        ImportChecks.Roots(plan);
        foreach (var path in plan.Archive.Unread)
            plan.Warn(path, null, "not imported: the sandbox does not know this kind of file");
        SolutionRows.Plan(plan, names, transactions.Now);
        if (!plan.Options.Upgrade || outcome == ImportOutcome.Installed)
            return outcome;
        RefuseUpgrade(plan, scope);
        return ImportOutcome.Upgraded;
    }

    // Before anything is written: what the new version doesn't have must not be needed by what stays.
    private static void RefuseUpgrade(ImportPlan plan, StoreScope scope)
    {
        var solution = SolutionComponents.SolutionId(plan.Manifest.UniqueName);
        var kept = SolutionComponents.In(plan, plan.Catalog.ApplyTo(scope.Catalog)).ToHashSet();
        var others = SolutionComponents.OfOthers(solution, scope);
        var going = SolutionComponents.Of(solution, scope).Where(component => !kept.Contains(component) && !others.Contains(component)).ToHashSet();
        if (new Dependents(scope, going).Find() is { Count: > 0 } dependents)
            throw new ImportException(SolutionManifest.File, "<Version>", $"the upgrade would remove what is still needed: {string.Join("; ", dependents.Select(dependent => dependent.What))}");
    }

    private IReadOnlyList<IRowSection> Sections(PlatformNames names) =>
    [
        new RoleSection(names, users.RootBusinessUnit),
        new FieldSecuritySection(),
        new WebResourceSection(),
        new PluginAssemblySection(),
        new StepSection(names),
        new DashboardSection(),
        new AppModuleSection(),
        new SiteMapSection(),
        new FormSection(names),
        new ViewSection(),
        new ChartSection(),
        new RibbonSection(),
    ];

    private void Apply(ImportPlan plan, CancellationToken cancellation)
    {
        var store = transactions.Store;
        var before = store.Catalog;
        store.ApplyCatalog(plan.Catalog.ApplyTo(before));
        try
        {
            var operation = new Operation { Caller = new CallerContext(users.System), CorrelationId = Guid.NewGuid(), ByPlatform = true, Cancellation = cancellation };
            transactions.Run(operation, inside => rows.Write(plan, inside.Scope!));
        }
        catch
        {
            store.ApplyCatalog(before);
            throw;
        }
    }
}
