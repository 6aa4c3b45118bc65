namespace Tevreden.Dataverse.Plugins.Core;

/// <summary>One text in the two languages of the solution.</summary>
internal sealed record Words(string English, string Dutch)
{
    // Of an LCID the lower ten bits are the language and the others the country: Flanders reads Dutch too.
    private const int LanguageBits = 0x3FF, DutchLanguage = 0x13;

    /// <param name="language">LCID of who reads it.</param>
    public string In(int language) => IsDutch(language) ? Dutch : English;

    /// <param name="language">LCID of who reads.</param>
    public static bool IsDutch(int language) => (language & LanguageBits) == DutchLanguage;
}
