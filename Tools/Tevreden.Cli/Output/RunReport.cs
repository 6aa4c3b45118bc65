using System.Globalization;
using Newtonsoft.Json.Linq;

namespace Tevreden.Cli.Output;

/// <summary>What a command found and did, each fact under one name for a machine and one label for a person, in the order of telling.</summary>
internal sealed class RunReport
{
    private readonly List<(string Name, JToken Value, string? Label, string Text)> _facts = [];

    /// <summary>Something was left undone that a person must look at; it was reported.</summary>
    public bool Incomplete { get; private set; }

    /// <summary>Written to standard output in place of the lines, where it is what the command is for.</summary>
    public string? Document { get; set; }

    public IEnumerable<(string Label, string Text)> Lines => from fact in _facts where fact.Label is not null select (fact.Label, fact.Text);

    public IEnumerable<(string Name, JToken Value)> Facts => _facts.Select(fact => (fact.Name, fact.Value));

    public void Add(string name, string label, int number) => Add(name, number, label, Number(number));

    /// <param name="name">In JSON.</param>
    /// <param name="value">In JSON.</param>
    /// <param name="label">For a person; null where the fact is for machines only.</param>
    /// <param name="text">For a person.</param>
    public void Add(string name, JToken value, string? label = null, string text = "") => _facts.Add((name, value, label, text));

    /// <summary>A line for a person only.</summary>
    public void Tell(string label, string text) => _facts.Add(("", JValue.CreateNull(), label, text));

    public void MarkIncomplete() => Incomplete = true;

    public static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
