using System;
using System.Collections.Generic;
using System.Linq;

namespace Tevreden.Dataverse.Plugins.Core.Planning;

/// <summary>A table that is joined to another over a lookup of that other, with the columns that are read from it.</summary>
internal sealed class JoinNode
{
    private readonly List<string> _columns = [];
    private readonly List<JoinNode> _joined = [];

    public JoinNode(string table, string? lookup, string alias)
    {
        Table = table;
        Lookup = lookup;
        Alias = alias;
    }

    public string Table { get; }

    /// <summary>The lookup that leads here; null for the case itself.</summary>
    public string? Lookup { get; }

    /// <summary>Prefix of its columns in the result; empty for the case itself.</summary>
    public string Alias { get; }

    /// <summary>Its id column: Dataverse names it after the table.</summary>
    public string Id => Table + "id";

    public IReadOnlyList<string> Columns => _columns;

    public IReadOnlyList<JoinNode> Joined => _joined;

    public int Joins => _joined.Sum(j => 1 + j.Joins);

    public JoinNode Over(string lookup, string table)
    {
        var existing = _joined.FirstOrDefault(j => j.Lookup == lookup && j.Table == table);
        if (existing is null)
        {
            existing = new JoinNode(table, lookup, (Alias.Length == 0 ? string.Empty : Alias + "_") + lookup + "_" + table);
            _joined.Add(existing);
        }

        return existing;
    }

    public void Read(IEnumerable<string> columns) => _columns.AddRange(columns.Except(_columns));

    /// <summary>The column's name in the result.</summary>
    public string Named(string column) => Alias.Length == 0 ? column : Alias + "." + column;

    /// <summary>This table and all below it.</summary>
    public IEnumerable<JoinNode> All() => new[] { this }.Concat(_joined.SelectMany(j => j.All()));
}

/// <summary>A source with a column of the result that may hold its value.</summary>
internal sealed record SourceRead(string Source, string Column);

/// <summary>The joins and columns that source paths need, each join once; grows from the case.</summary>
internal sealed class JoinTree
{
    private readonly List<SourceRead> _reads = [];

    public JoinNode Case { get; } = new("incident", null, string.Empty);

    /// <summary>The sources with the columns of the result that may hold them, in the order in which to look.</summary>
    public IReadOnlyList<SourceRead> Reads => _reads;

    /// <summary>The tables and columns that are read, the lookups that lead there among them.</summary>
    public IEnumerable<ColumnRead> Columns() => Case.All().SelectMany(n => n.Columns.Concat(n.Joined.Select(j => j.Lookup!)).Select(c => new ColumnRead(n.Table, c)));

    /// <summary>Adds what a source path needs.</summary>
    /// <returns>Whether the path can be read at all.</returns>
    public bool Add(string source)
    {
        if (_reads.Any(r => r.Source == source))
        {
            return true;
        }

        if (SourcePath.TryParse(source) is not { } path)
        {
            return false;
        }

        var ends = Ends(Case, path.Hops, path.Column).ToList();
        foreach (var end in ends)
        {
            end.Read([path.Column]);
            _reads.Add(new SourceRead(source, end.Named(path.Column)));
        }

        return ends.Count > 0;
    }

    private static IEnumerable<JoinNode> Ends(JoinNode from, IReadOnlyList<Hop> hops, string column)
    {
        if (hops.Count == 0)
        {
            return [from];
        }

        var rest = hops.Skip(1).ToList();
        return Lookups.TargetsOf(from.Table, hops[0], rest.Count > 0 ? rest[0].Lookup : column)
            .SelectMany(table => Ends(from.Over(hops[0].Lookup, table), rest, column));
    }
}
