using System.Globalization;

namespace Tevreden.Sandbox.Pages;

internal static class LanguageTag
{
    /// <summary>For the attribute lang.</summary>
    public static string Of(int language) => CultureInfo.GetCultureInfo(language).TwoLetterISOLanguageName;
}
