namespace Tevreden.Cli.Mappings;

/// <summary>Whether a column holds data about a person.</summary>
internal enum Personal
{
    No,

    /// <summary>Free text, in which anything can stand.</summary>
    Perhaps,
    Yes,
}

/// <summary>One field that goes to the service.</summary>
/// <param name="Source">Column path in the CRM; null for a value that the rule or the survey gives.</param>
/// <param name="Target">Name of the field, or what it is for.</param>
/// <param name="Tables">Tables whose column it is.</param>
/// <param name="Required">Without it nobody is invited.</param>
/// <param name="Default">Stands in for an empty column.</param>
/// <param name="Personal">Holds data about a person.</param>
/// <param name="Secured">Under column security; null where that can't be known.</param>
internal sealed record MappedField(string? Source, string Target, IReadOnlyList<string> Tables, bool Required, string? Default, Personal Personal, bool? Secured);

/// <summary>One rule with the fields that its invitations take along.</summary>
internal sealed record MappedRule(string Name, int? Order, string? Survey, bool Broken, string? BrokenBecause, IReadOnlyList<MappedField> Fields);
