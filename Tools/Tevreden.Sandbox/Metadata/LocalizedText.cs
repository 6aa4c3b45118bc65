namespace Tevreden.Sandbox.Metadata;

/// <summary>One text in several languages, by LCID (1033 English, 1043 Dutch).</summary>
public sealed record LocalizedText(IReadOnlyDictionary<int, string> ByLanguage)
{
    public const int English = 1033;

    public static LocalizedText Empty { get; } = new(new Dictionary<int, string>());

    public static LocalizedText InEnglish(string text) => new(new Dictionary<int, string> { [English] = text });

    /// <summary>The text in <paramref name="language"/>, else in English, else any, else null.</summary>
    public string? In(int language) =>
        ByLanguage.TryGetValue(language, out var text) || ByLanguage.TryGetValue(English, out text)
            ? text
            : ByLanguage.Values.FirstOrDefault();
}
