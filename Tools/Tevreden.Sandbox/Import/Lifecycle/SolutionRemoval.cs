using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Messages;

namespace Tevreden.Sandbox.Import;

/// <summary>
/// Takes components away, with the rows of tables and the values of columns that go: an uninstall, or what an upgrade no longer has. Refused as long as
/// something that stays needs one of them.
/// </summary>
internal sealed class SolutionRemoval(Transactions transactions, KnownUsers users, RowDeletion deletion)
{
    // Rows that describe a table and mean nothing without it.
    private static readonly (string Table, string Column)[] OfTables = [("sdkmessagefilter", "primaryobjecttypecode"), ("savedquery", "returnedtypecode"), ("systemform", "objecttypecode")];

    /// <summary>Removes a solution. Of an unmanaged one the components stay, as on the platform.</summary>
    /// <exception cref="System.ServiceModel.FaultException{OrganizationServiceFault}">Something needs a component of it: <see cref="FaultCodes.ComponentInUse"/>.</exception>
    public void Uninstall(Guid solution, Operation operation)
    {
        var (isManaged, components) = transactions.Read(operation, scope =>
        {
            var row = scope.Get("solution", solution);
            return (row.GetAttributeValue<bool>("ismanaged"), SolutionComponents.Of(solution, scope));
        });
        Remove(solution, components, isManaged, whole: true, operation.Cancellation);
    }

    /// <summary>Removes the components of a solution that its new version doesn't have.</summary>
    /// <param name="solution">The solution.</param>
    /// <param name="kept">What the new version has.</param>
    /// <param name="cancellation">Gives up before anything is removed.</param>
    public void Shrink(Guid solution, IReadOnlySet<Component> kept, CancellationToken cancellation)
    {
        IReadOnlyList<Component> old;
        using (var scope = transactions.Begin(cancellation))
            old = SolutionComponents.Of(solution, scope);
        Remove(solution, [.. old.Where(component => !kept.Contains(component))], isManaged: true, whole: false, cancellation);
    }

    /// <summary>What an uninstall would be refused for.</summary>
    public IReadOnlyList<Dependent> WhatNeeds(Guid solution, Operation operation) =>
        transactions.Read(operation, scope => new Dependents(scope, Going(solution, SolutionComponents.Of(solution, scope), scope)).Find());

    /// <summary>Removes components by themselves, from whatever unmanaged solutions have them.</summary>
    /// <param name="components">What is to go.</param>
    /// <param name="cancellation">Gives up before anything is removed.</param>
    public void Remove(IReadOnlyList<Component> components, CancellationToken cancellation)
    {
        var going = components.ToHashSet();
        transactions.Run(System(cancellation), inside =>
        {
            var scope = inside.Scope!;
            Refuse(Guid.Empty, new Dependents(scope, going).Find(), scope);
            DeleteDescriptions(going, inside);
            foreach (var row in components.SelectMany(component => scope.Rows("solutioncomponent", ("objectid", component.Id))))
                scope.Delete("solutioncomponent", row.Id);
        });
        transactions.Store.ShrinkCatalog(CatalogComponents.Without(transactions.Store.Catalog, going));
    }

    private Operation System(CancellationToken cancellation) => new() { Caller = new CallerContext(users.System), CorrelationId = Guid.NewGuid(), ByPlatform = true, Cancellation = cancellation };

    private void Remove(Guid solution, IReadOnlyList<Component> components, bool isManaged, bool whole, CancellationToken cancellation)
    {
        HashSet<Component> going = [];
        transactions.Run(System(cancellation), inside =>
        {
            var scope = inside.Scope!;
            if (isManaged)
            {
                going = Going(solution, components, scope);
                Refuse(solution, new Dependents(scope, going).Find(), scope);
                DeleteRows(components.Where(going.Contains).Reverse(), inside);
                DeleteDescriptions(going, inside);
            }

            SolutionComponents.Forget(solution, components, scope);
            if (whole)
            {
                DeclaredDependencies.Forget(solution, scope);
                scope.Delete("solution", solution);
            }
        });
        if (going.Count > 0)
            transactions.Store.ShrinkCatalog(CatalogComponents.Without(transactions.Store.Catalog, going));
    }

    private static HashSet<Component> Going(Guid solution, IEnumerable<Component> components, StoreScope scope)
    {
        var others = SolutionComponents.OfOthers(solution, scope);
        return [.. components.Where(component => !others.Contains(component))];
    }

    private static void Refuse(Guid solution, IReadOnlyList<Dependent> dependents, StoreScope scope)
    {
        if (dependents.Count == 0)
            return;
        var first = dependents[0].Needs;
        throw Faults.ComponentInUse(
            ComponentTypes.Name(first.Type),
            first.Id,
            scope.Find("solution", solution)?.GetAttributeValue<string>("uniquename") ?? solution.ToString("D"),
            [.. dependents.Select(dependent => dependent.What)]);
    }

    private void DeleteRows(IEnumerable<Component> components, Operation inside)
    {
        var tables = inside.Scope!.Catalog.Tables
            .Select(table => (table.LogicalName, Type: ComponentTypes.Of(table.LogicalName, table.ObjectTypeCode)))
            .Where(pair => pair.Type is not null)
            .ToLookup(pair => pair.Type!.Value, pair => pair.LogicalName);
        foreach (var component in components)
        {
            // A cascade may have taken it along already.
            if (tables[component.Type].FirstOrDefault(table => inside.Scope!.Find(table, component.Id) is not null) is { } table)
                deletion.Delete(new EntityReference(table, component.Id), ConcurrencyBehavior.Default, [], inside);
        }
    }

    private static void DeleteDescriptions(HashSet<Component> going, Operation inside)
    {
        var scope = inside.Scope!;
        foreach (var table in scope.Catalog.Tables.Where(table => going.Contains(CatalogComponents.Of(table))))
        {
            foreach (var (described, column) in OfTables)
            {
                foreach (var row in scope.Rows(described, (column, table.LogicalName)))
                    scope.Delete(described, row.Id);
            }

            foreach (var privilege in PlatformRows.PrivilegesOf(table).Select(PlatformRows.PrivilegeId).Where(_ => !table.IsActivity))
            {
                foreach (var granted in scope.Rows("roleprivileges", ("privilegeid", privilege)))
                    scope.Delete("roleprivileges", granted.Id);
                scope.Delete("privilege", privilege);
            }
        }
    }
}
