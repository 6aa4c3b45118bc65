using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Messages.Definitions;

/// <summary>Texts in several languages, as the SDK has them and as the catalog does.</summary>
internal static class SdkLabels
{
    /// <param name="text">The texts.</param>
    /// <param name="language">That of who asks.</param>
    public static Label Of(LocalizedText text, int language)
    {
        var labels = text.ByLanguage.OrderBy(pair => pair.Key).Select(pair => new LocalizedLabel(pair.Value, pair.Key).With(nameof(LocalizedLabel.IsManaged), false)).ToArray();
        return new Label(
            labels.FirstOrDefault(label => label.LanguageCode == language) ?? labels.FirstOrDefault(label => label.LanguageCode == LocalizedText.English) ?? labels.FirstOrDefault(), labels);
    }

    /// <summary>Given texts over known ones, language by language.</summary>
    public static LocalizedText Laid(LocalizedText known, Label? label)
    {
        var given = Text(label);
        return given.ByLanguage.Count == 0 ? known : new LocalizedText(known.ByLanguage.Concat(given.ByLanguage).GroupBy(pair => pair.Key).ToDictionary(group => group.Key, group => group.Last().Value));
    }

    public static LocalizedText Text(Label? label)
    {
        var texts = (label?.LocalizedLabels ?? []).Where(one => one.Label is not null).GroupBy(one => one.LanguageCode).ToDictionary(group => group.Key, group => group.Last().Label);
        if (texts.Count == 0 && label?.UserLocalizedLabel is { Label: { } only } user)
            texts[user.LanguageCode] = only;
        return new LocalizedText(texts);
    }
}
