using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Plugins.Core;
using Tevreden.Dataverse.Plugins.Core.Planning;

namespace Tevreden.Dataverse.Plugins.Data;

/// <summary>A tree of joins as FetchXML, and what a result holds of it.</summary>
internal static class CaseJoins
{
    public static IEnumerable<XElement> Columns(JoinNode node) => FetchXml.Columns(node.Columns);

    /// <param name="node">The table that the joins hang under.</param>
    /// <param name="more">What else is joined to each table; null for nothing.</param>
    public static IEnumerable<XElement> Joined(JoinNode node, Func<JoinNode, XElement?>? more = null) => node.Joined.Select(j =>
        FetchXml.Join(j.Table, j.Id, j.Lookup!, j.Alias, Columns(j), more?.Invoke(j)!, Joined(j, more)));

    /// <summary>What the sources lead to; without those that lead to nothing.</summary>
    public static IReadOnlyDictionary<string, SourceValue> Values(JoinTree tree, Entity row)
    {
        var values = new Dictionary<string, SourceValue>(StringComparer.Ordinal);
        foreach (var read in tree.Reads)
        {
            if (!values.ContainsKey(read.Source) && SourceValues.Of(row, read.Column) is { } value)
            {
                values.Add(read.Source, value);
            }
        }

        return values;
    }
}
