using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Tevreden.Sandbox.Engine;

namespace Tevreden.Sandbox.Messages;

/// <summary>Upsert: an Update where the row is there, else a Create; no event of its own. Looked up and written in one transaction.</summary>
internal sealed class UpsertHandler(Transactions transactions, RowCreation creation, RowUpdate update) : IMessageHandler
{
    public string RequestName => "Upsert";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        var target = request.Need<Entity>("Target");
        var response = new UpsertResponse { ResponseName = RequestName };
        transactions.Run(operation, inside =>
        {
            var found = UpsertTargets.Find(target, inside);
            if (found is { } id)
                update.Update([UpsertTargets.WithId(target, id)], request.Concurrency(), request.Parameters, inside);
            var written = found ?? creation.Create([target], request.Parameters, inside)[0];
            response.Results["RecordCreated"] = found is null;
            response.Results["Target"] = new EntityReference(target.LogicalName, written);
        });
        return response;
    }
}

/// <summary>UpsertMultiple: all or nothing; two targets with one key are refused.</summary>
internal sealed class UpsertMultipleHandler(Transactions transactions, RowCreation creation, RowUpdate update) : IMessageHandler
{
    public string RequestName => "UpsertMultiple";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        var rows = request.Need<EntityCollection>("Targets").Entities;
        if (rows.Count == 0)
            throw Faults.InvalidArgument("UpsertMultiple expects at least one row in Targets.");
        UpsertTargets.RefuseTwice(rows);

        var results = new UpsertResponse[rows.Count];
        transactions.Run(operation, inside =>
        {
            var found = rows.Select(row => UpsertTargets.Find(row, inside)).ToList();
            var existing = Enumerable.Range(0, rows.Count).Where(i => found[i] is not null).ToList();
            var missing = Enumerable.Range(0, rows.Count).Where(i => found[i] is null).ToList();
            if (existing.Count > 0)
                update.Update([.. existing.Select(i => UpsertTargets.WithId(rows[i], found[i]!.Value))], ConcurrencyBehavior.Default, request.Parameters, inside);
            foreach (var i in existing)
                results[i] = Result(rows[i].LogicalName, found[i]!.Value, created: false);
            if (missing.Count == 0)
                return;
            var ids = creation.Create([.. missing.Select(i => rows[i])], request.Parameters, inside);
            foreach (var (i, id) in missing.Zip(ids))
                results[i] = Result(rows[i].LogicalName, id, created: true);
        });

        var response = new UpsertMultipleResponse { ResponseName = RequestName };
        ((OrganizationResponse)response).Results["Results"] = results;
        return response;
    }

    private static UpsertResponse Result(string table, Guid id, bool created) => new()
    {
        ResponseName = "Upsert",
        Results = { ["RecordCreated"] = created, ["Target"] = new EntityReference(table, id) },
    };
}

internal static class UpsertTargets
{
    /// <summary>The row that is there already, or null: also for a target that names none, which is a new row.</summary>
    public static Guid? Find(Entity target, Operation inside)
    {
        var scope = inside.Scope!;
        var table = scope.Table(target.LogicalName);
        return KeyResolver.Resolve(target, scope) is { } given && scope.Find(table.LogicalName, given) is not null ? given : null;
    }

    public static Entity WithId(Entity target, Guid id)
    {
        var row = Values.Copy(target);
        row.Id = id;
        row.KeyAttributes.Clear();
        return row;
    }

    public static void RefuseTwice(IEnumerable<Entity> rows)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in rows)
        {
            var key = row.Id != Guid.Empty ? row.Id.ToString("D") : string.Join('|', row.KeyAttributes.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"));
            if (key.Length > 0 && !seen.Add(key))
                throw Faults.Make(FaultCodes.DuplicateRecord, $"UpsertMultiple has two targets with the same key ({key}): each row may occur once.");
        }
    }
}
