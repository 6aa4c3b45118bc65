using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Engine;

/// <summary>Case numbers (CAS-01000-X6J1B0) and columns with an autonumber format ({SEQNUM:n}, {RANDSTRING:n}, {DATETIMEUTC:format}).</summary>
internal sealed partial class AutoNumbers(Transactions transactions, EngineOptions options, OrganizationSettings settings)
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const int FirstNumber = 1000;

    private readonly Lock _lock = new();
    private readonly Random _random = new(options.Seed);
    private readonly Dictionary<string, long> _last = new(StringComparer.Ordinal);

    public void Fill(TableDefinition table, Entity row, Operation inside)
    {
        if (table.LogicalName == "incident" && string.IsNullOrEmpty(row.GetAttributeValue<string>("ticketnumber")))
            row["ticketnumber"] = CaseNumber(inside);

        foreach (var column in table.Columns)
        {
            if (column.AutoNumberFormat is { Length: > 0 } format && string.IsNullOrEmpty(row.GetAttributeValue<string>(column.LogicalName)))
                row[column.LogicalName] = Format(format, table.LogicalName + "." + column.LogicalName, inside.Scope!);
        }
    }

    [GeneratedRegex(@"\{(SEQNUM|RANDSTRING|DATETIMEUTC):([^}]*)\}")]
    private static partial Regex Parts();

    private string CaseNumber(Operation inside)
    {
        var scope = inside.Scope!;
        var setting = settings.Get(inside);
        var current = scope.Get("organization", options.OrganizationId).GetAttributeValue<int?>("currentcasenumber") ?? FirstNumber;
        scope.UpdateQuietly("organization", options.OrganizationId, new AttributeCollection { ["currentcasenumber"] = current + 1 });
        return string.Create(CultureInfo.InvariantCulture, $"{setting.CasePrefix}-{current:00000}-{Suffix(setting.SpecifierLength)}");
    }

    private string Suffix(int length)
    {
        lock (_lock)
            return string.Concat(Enumerable.Range(0, length).Select(place => place % 2 == 0 ? Letters[Next(26)] : (char)('0' + Next(10))));
    }

    private string Format(string format, string key, StoreScope scope) => Parts().Replace(format, part => part.Groups[1].Value switch
    {
        "SEQNUM" => NextOf(key, scope).ToString(CultureInfo.InvariantCulture).PadLeft(int.Parse(part.Groups[2].Value, CultureInfo.InvariantCulture), '0'),
        "RANDSTRING" => RandomText(int.Parse(part.Groups[2].Value, CultureInfo.InvariantCulture)),
        _ => transactions.Now.ToString(part.Groups[2].Value, CultureInfo.InvariantCulture),
    });

    private string RandomText(int length)
    {
        const string Characters = Letters + "0123456789";
        lock (_lock)
            return string.Concat(Enumerable.Range(0, length).Select(_ => Characters[Next(Characters.Length)]));
    }

    // After a restart the count goes on behind the rows that are there.
    private long NextOf(string key, StoreScope scope)
    {
        lock (_lock)
        {
            var last = _last.TryGetValue(key, out var known) ? known : FirstNumber - 1 + scope.Rows(key[..key.IndexOf('.', StringComparison.Ordinal)]).Count;
            return _last[key] = last + 1;
        }
    }

#pragma warning disable CA5394 // Names of rows, seeded so that a run can be repeated: no secret.
    private int Next(int below) => _random.Next(below);
#pragma warning restore CA5394
}
