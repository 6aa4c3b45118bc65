namespace Tevreden.Cli.Erasure;

/// <summary>How to erase.</summary>
/// <param name="KeepOptOut">The contact keeps its wish not to be surveyed.</param>
/// <param name="Anonymise">Responses keep mark, survey, location and day, without a link to anybody; else they are deleted.</param>
internal sealed record ErasureWishes(bool KeepOptOut, bool Anonymise);
