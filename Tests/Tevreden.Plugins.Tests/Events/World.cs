using Tevreden.Dataverse.Plugins.Core.Planning;

namespace Tevreden.Plugins.Tests.Events;

/// <summary>Everything at one moment: how far the script is, which deliveries are to come, the rows, and the workers under way.</summary>
/// <param name="Step">How many actions were done.</param>
/// <param name="Deliveries">How often each kind of event may still be delivered, by the explorer's numbers.</param>
internal sealed record World(int Step, IReadOnlyList<int> Deliveries, IReadOnlyList<Row> Rows, IReadOnlyList<Worker> Workers)
{
    public string RowsText => string.Join('|', Rows.Select(row => row.Text));

    private static readonly UInt128 Spread = Fingerprint.Of("step and deliveries") | 1;

    /// <summary>Equal for worlds in which the same can happen.</summary>
    public UInt128 Key => Fingerprint.Of(Rows) + Fingerprint.Of(Workers) + (Spread * Deliveries.Aggregate((UInt128)(uint)Step, (sum, left) => (sum << 6) + (uint)left));

    public Row Find(Guid id) => Rows.First(row => row.Id == id);

    public bool Has(string key) => Rows.Any(row => row.Key == key);

    public World Add(Row row) => this with { Rows = [.. Rows.Append(row).OrderBy(found => found.Key, StringComparer.Ordinal)] };

    /// <summary>A row is written: whoever read it before holds an old version.</summary>
    public World Write(Row row) => Count(row) with { Workers = [.. Workers.Select(worker => worker.Saw(row.Id))] };

    /// <summary>Changes what the explorer counts of a row; nothing that the platform knows of.</summary>
    public World Count(Row row) => this with { Rows = [.. Rows.Select(found => found.Id == row.Id ? row : found)] };

    public World Begin(Worker worker) => this with { Workers = [.. Workers, worker] };

    public World Without(Worker worker) => this with { Workers = [.. Workers.Where(found => !ReferenceEquals(found, worker))] };

    public World Deliver(int kind) => this with { Deliveries = [.. Deliveries.Select((left, number) => number == kind ? left - 1 : left)] };
}
